package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// A seeded sequence of edits of tags and the tags after each: the oracle of their reliability.
final class TagWorkload implements Script {
  static final String KEY = "key";
  private static final TagEntry.Kind TAG = TagEntry.Kind.TAG;
  private static final int NAMES = 12;
  private static final int ORDINALS = 5000;

  private interface Step {
    void apply(TagStore tags);
  }

  private final List<Step> steps = new ArrayList<>();
  private final List<Map<String, TagEntry>> states = new ArrayList<>();
  private long nextId = 1;

  TagWorkload(long seed, int length) {
    SplittableRandom random = new SplittableRandom(seed);
    states.add(Map.of());
    for (int i = 0; i < length; i++) {
      plan(random, new TreeMap<>(states.getLast()));
    }
  }

  private void plan(SplittableRandom random, Map<String, TagEntry> state) {
    String name = "tag '" + random.nextInt(NAMES) + "' \u00fc\ud83d\ude00";
    TagEntry entry = state.get(name);
    if (entry == null) {
      String rule = random.nextInt(4) == 0 ? "{\"of\":\"" + name + "\"}" : null;
      state.put(name, new TagEntry(nextId++, TAG, name, rule, set(), set()));
      step(state, tags -> tags.edit(Durability.NOW, draft -> draft.create(TAG, name, rule)));
      return;
    }
    DatumSet some = some(random);
    switch (random.nextInt(10)) {
      case 0 -> {
        state.remove(name);
        step(state, tags -> edit(tags, draft -> draft.delete(entry.id())));
      }
      case 1 -> {
        state.put(name, entry.frozen(entry.members(some)));
        step(state, tags -> edit(tags, draft -> draft.freeze(entry.id(), some)));
      }
      case 2 -> {
        state.put(name, entry.without(some));
        step(state, tags -> edit(tags, draft -> draft.remove(entry.id(), some)));
      }
      case 3 -> {
        state.replaceAll((_, each) -> each.only(some));
        step(state, tags -> tags.optimize(() -> some));
      }
      case 4 -> {
        state.put(name, entry.with(some));
        step(state, tags -> later(tags, entry.id(), some));
      }
      default -> {
        state.put(name, entry.with(some));
        step(state, tags -> edit(tags, draft -> draft.add(entry.id(), some)));
      }
    }
  }

  private interface Edit {
    void of(TagDraft draft);
  }

  private static void edit(TagStore tags, Edit edit) {
    edit(tags, Durability.NOW, edit);
  }

  private static void edit(TagStore tags, Durability durability, Edit edit) {
    tags.edit(
        durability,
        draft -> {
          edit.of(draft);
          return null;
        });
  }

  private static void later(TagStore tags, long id, DatumSet some) {
    for (int ordinal : some.ordinals()) {
      edit(tags, Durability.LATER, draft -> draft.add(id, set(ordinal)));
    }
    tags.flush();
  }

  private void step(Map<String, TagEntry> after, Step step) {
    states.add(Map.copyOf(after));
    steps.add(step);
  }

  private static DatumSet set(int... ordinals) {
    return DatumSet.of(KEY, ordinals);
  }

  private static DatumSet some(SplittableRandom random) {
    return set(random.ints(1 + random.nextInt(20), 0, ORDINALS).toArray());
  }

  @Override
  public int length() {
    return steps.size();
  }

  void step(int i, TagStore tags) {
    steps.get(i).apply(tags);
  }

  @Override
  public Opened begin(FaultyDirectory disk) {
    return resume(disk);
  }

  @Override
  public Opened resume(FaultyDirectory disk) {
    return new OpenedTags(new TagStore(Path.of("in memory"), KEY, disk));
  }

  private final class OpenedTags implements Opened {
    private final TagStore tags;

    OpenedTags(TagStore tags) {
      this.tags = tags;
    }

    @Override
    public void apply(int i) {
      step(i, tags);
    }

    @Override
    public int stateOf(int acknowledged, String where) {
      Map<String, TagEntry> found = read(tags);
      if (acknowledged + 1 < states.size() && found.equals(states.get(acknowledged + 1))) {
        return acknowledged + 1;
      }
      assertEquals(states.get(acknowledged), found, where);
      return acknowledged;
    }

    @Override
    public void close() {
      tags.close();
    }
  }

  static Map<String, TagEntry> read(TagStore tags) {
    Map<String, TagEntry> found = new TreeMap<>();
    tags.snapshot().entries().forEach(entry -> found.put(entry.name(), entry));
    return found;
  }
}
