package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// A seeded sequence of writes and the state of the dataset after each: the oracle of the tests of
/// reliability.
///
/// State 0 is the empty dataset; step i leads from state i to state i + 1.
final class Workload implements Script {
  static final Schema SCHEMA =
      Schema.builder().text("body").integer("n").latent(4, Metric.EUCLIDEAN).build();
  private static final Path NOWHERE = Path.of("in memory");
  private static final int IDS = 60;

  /// One write; durable when it returns.
  interface Step {
    void apply(DataStore store);
  }

  private final List<Step> steps = new ArrayList<>();
  private final List<Map<String, Datum>> states = new ArrayList<>();

  Workload(long seed, int length) {
    SplittableRandom random = new SplittableRandom(seed);
    states.add(Map.of());
    for (int i = 0; i < length; i++) {
      plan(random, new HashMap<>(states.getLast()));
    }
  }

  private void plan(SplittableRandom random, Map<String, Datum> state) {
    int kind = random.nextInt(10);
    if (kind < 5 || state.isEmpty()) {
      List<Datum> data = data(random, 1 + random.nextInt(12));
      data.forEach(datum -> state.put(datum.id(), datum));
      step(state, kind == 0 ? store -> later(store, data) : store -> store.upsert(data));
    } else if (kind < 7) {
      List<String> ids = some(random, state, 5);
      ids.forEach(state::remove);
      step(state, store -> store.delete(ids));
    } else if (kind < 9) {
      List<DatumEdit> edits = new ArrayList<>();
      for (String id : some(random, state, 4)) {
        long n = random.nextInt(1000);
        edits.add(new DatumEdit(id, Map.of("n", n)));
        state.put(id, state.get(id).with("n", n));
      }
      step(state, store -> store.update(edits, Durability.NOW));
    } else {
      step(state, store -> store.merge(CancelFlag.never()));
    }
  }

  private static void later(DataStore store, List<Datum> data) {
    data.forEach(datum -> store.upsert(List.of(datum), Durability.LATER));
    store.flush();
  }

  private void step(Map<String, Datum> after, Step step) {
    states.add(Map.copyOf(after));
    steps.add(step);
  }

  private static List<Datum> data(SplittableRandom random, int count) {
    Map<String, Datum> data = new HashMap<>();
    for (int i = 0; i < count; i++) {
      String id = "d" + random.nextInt(IDS);
      long n = random.nextInt(1000);
      data.put(
          id, new Datum(id, Map.of("body", "text number " + n, "n", n), Seeds.vector(random, 4)));
    }
    return List.copyOf(data.values());
  }

  private static List<String> some(SplittableRandom random, Map<String, Datum> state, int most) {
    List<String> ids = new ArrayList<>(state.keySet().stream().sorted().toList());
    List<String> some = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(most) && !ids.isEmpty(); i++) {
      some.add(ids.remove(random.nextInt(ids.size())));
    }
    return some;
  }

  @Override
  public int length() {
    return steps.size();
  }

  Step step(int i) {
    return steps.get(i);
  }

  @Override
  public Opened begin(FaultyDirectory disk) {
    return new OpenedData(create(disk));
  }

  @Override
  public Opened resume(FaultyDirectory disk) {
    return new OpenedData(open(disk));
  }

  private final class OpenedData implements Opened {
    private final DataStore store;

    OpenedData(DataStore store) {
      this.store = store;
    }

    @Override
    public void apply(int i) {
      step(i).apply(store);
    }

    @Override
    public int stateOf(int acknowledged, String where) {
      return Workload.this.stateOf(store, acknowledged, where);
    }

    @Override
    public void close() {
      store.close();
    }
  }

  static DataStore create(FaultyDirectory disk) {
    DataStore store =
        DataStore.create(NOWHERE, disk, SCHEMA, Optional.empty(), OpenOptions.defaults());
    store.commitEmpty();
    return store;
  }

  static DataStore open(FaultyDirectory disk) {
    return DataStore.open(NOWHERE, disk, OpenOptions.defaults(), true);
  }

  /// Which of two neighbouring states the store is in; fails when it is in neither.
  ///
  /// @param acknowledged the last state whose write returned
  int stateOf(DataStore store, int acknowledged, String where) {
    try (DataSnapshot data = store.snapshot()) {
      Map<String, Datum> found = read(data);
      if (acknowledged + 1 < states.size() && same(found, states.get(acknowledged + 1))) {
        return acknowledged + 1;
      }
      assertSame(states.get(acknowledged), found, where);
      return acknowledged;
    }
  }

  /// The first state from `from` on that these data are, or −1.
  int find(Map<String, Datum> found, int from) {
    for (int state = from; state < states.size(); state++) {
      if (same(found, states.get(state))) {
        return state;
      }
    }
    return -1;
  }

  static Map<String, Datum> read(DataSnapshot data) {
    Map<String, Datum> found = new HashMap<>();
    Set<Integer> ordinals = new HashSet<>();
    for (int ordinal : data.all().ordinals()) {
      String id = data.id(ordinal);
      assertEquals(ordinal, data.ordinal(id).orElseThrow(), id);
      assertEquals(true, ordinals.add(ordinal), "ordinal given twice");
      found.put(id, new Datum(id, data.values(ordinal, Set.of("body", "n")), data.latent(ordinal)));
    }
    assertEquals(data.count(), found.size(), "an id is there twice");
    return found;
  }

  private static boolean same(Map<String, Datum> a, Map<String, Datum> b) {
    return a.keySet().equals(b.keySet())
        && a.keySet().stream()
            .allMatch(id ->
                a.get(id).values().equals(b.get(id).values())
                    && java.util.Arrays.equals(a.get(id).latent(), b.get(id).latent()));
  }

  private static void assertSame(
      Map<String, Datum> wanted, Map<String, Datum> found, String where) {
    assertEquals(wanted.keySet(), found.keySet(), where);
    wanted.forEach((id, datum) -> {
      assertEquals(datum.values(), found.get(id).values(), where + ", datum " + id);
      assertArrayEquals(datum.latent(), found.get(id).latent(), where + ", datum " + id);
    });
  }
}
