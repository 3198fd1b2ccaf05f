package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagStoreTest {
  private static final String KEY = "key";
  private static final TagEntry.Kind TAG = TagEntry.Kind.TAG;

  @TempDir Path directory;

  private TagStore open() {
    return new TagStore(directory, KEY);
  }

  private static DatumSet set(int... ordinals) {
    return DatumSet.of(KEY, ordinals);
  }

  private static long create(TagStore tags, String name) {
    return tags.edit(Durability.NOW, draft -> draft.create(TAG, name, null));
  }

  private static void add(TagStore tags, long id, Durability durability, int... ordinals) {
    tags.edit(
        durability,
        draft -> {
          draft.add(id, set(ordinals));
          return null;
        });
  }

  private static TagEntry entry(TagStore tags, String name) {
    return tags.snapshot().find(TAG, name).orElseThrow();
  }

  @Test
  void snapshot_withoutTags_isEmptyAndMakesNoDirectory() {
    try (TagStore tags = open()) {
      assertEquals(0, tags.snapshot().entries().size());
      tags.flush();
      tags.optimize(() -> set());
    }
    assertFalse(Files.exists(directory.resolve("tags")));
  }

  @Test
  void edits_areThereAfterReopening() {
    try (TagStore tags = open()) {
      long id = create(tags, "it's \"late\"\n\ud83d\ude00");
      add(tags, id, Durability.NOW, 3, 5, 70000);
      long other = tags.edit(Durability.NOW, draft -> draft.create(TAG, "live", "{rule}"));
      tags.edit(
          Durability.NOW,
          draft -> {
            draft.remove(id, set(5));
            draft.remove(other, set(9));
            draft.rename(id, "late");
            return null;
          });
    }
    try (TagStore tags = open()) {
      assertEquals(set(3, 70000), entry(tags, "late").added());
      TagEntry live = entry(tags, "live");
      assertEquals(set(1), live.members(set(1, 9)));
      assertEquals("{rule}", live.rule());
      assertEquals(2, tags.snapshot().entries().size());
    }
  }

  @Test
  void ids_areNeverGivenAgain() {
    try (TagStore tags = open()) {
      long first = create(tags, "a");
      delete(tags, first);
      assertThrows(IllegalArgumentException.class, () -> delete(tags, first));
    }
    try (TagStore tags = open()) {
      assertEquals(2, create(tags, "a"));
    }
  }

  private static void delete(TagStore tags, long id) {
    tags.edit(
        Durability.NOW,
        draft -> {
          draft.delete(id);
          return null;
        });
  }

  @Test
  void edit_thatThrowsHalfWay_leavesNothingBehind() {
    try (TagStore tags = open()) {
      long a = create(tags, "a");
      create(tags, "b");
      add(tags, a, Durability.LATER, 1);
      assertThrows(
          IllegalArgumentException.class,
          () ->
              tags.edit(
                  Durability.NOW,
                  draft -> {
                    draft.add(a, set(2));
                    draft.rename(a, "c");
                    draft.create(TAG, "a", null);
                    draft.delete(a);
                    return draft.create(TAG, "b", null);
                  }));
      tags.flush();
      assertEquals(set(1), entry(tags, "a").added());
      assertEquals(2, tags.snapshot().entries().size());
      assertEquals(3, create(tags, "c"));
    }
  }

  @Test
  void edit_insideAnEdit_isRefused() {
    try (TagStore tags = open()) {
      assertThrows(
          IllegalStateException.class, () -> tags.edit(Durability.NOW, _ -> create(tags, "inner")));
      create(tags, "outer");
    }
  }

  @Test
  void create_oddNames_areTakenOrRefusedInASentence() {
    try (TagStore tags = open()) {
      for (String name :
          List.of(" ", "'\"`;--", "a\u0000b", "\u202ertl", "\ud83d\ude00", "x".repeat(1024))) {
        create(tags, name);
        assertEquals(name, entry(tags, name).name());
      }
      create(tags, "e\u0301");
      create(tags, "\u00e9");
      for (String name : List.of("", "x".repeat(1025), "\u00e9".repeat(513), "\ud83d")) {
        String message =
            assertThrows(IllegalArgumentException.class, () -> create(tags, name)).getMessage();
        assertTrue(message.startsWith("tag name '"), message);
        assertTrue(message.length() < 200, message);
      }
      String message =
          assertThrows(IllegalArgumentException.class, () -> create(tags, " ")).getMessage();
      assertEquals("tag ' ' exists; choose another name, or delete or rename it first", message);
      tags.edit(Durability.NOW, draft -> draft.create(TagEntry.Kind.SELECTION, " ", "selects all"));
    }
  }

  @Test
  void freeze_keepsWhatItHasAndDropsTheRule() {
    try (TagStore tags = open()) {
      long id = tags.edit(Durability.NOW, draft -> draft.create(TAG, "live", "rule"));
      tags.edit(
          Durability.NOW,
          draft -> {
            draft.add(id, set(1, 2));
            draft.remove(id, set(2, 7));
            draft.freeze(id, set(5, 7));
            return null;
          });
      assertEquals(new TagEntry(id, TAG, "live", null, set(1, 5), set()), entry(tags, "live"));
    }
  }

  @Test
  void optimize_takesDeadDataAndOldBytesAway() throws IOException {
    try (TagStore tags = open()) {
      long secret = create(tags, "zanzibarquux");
      long kept = create(tags, "kept");
      add(tags, kept, Durability.NOW, 1, 2, 3);
      delete(tags, secret);
      tags.optimize(() -> set(1, 3));
      assertEquals(set(1, 3), entry(tags, "kept").added());
    }
    for (String file : Directories.files(directory.resolve("tags"))) {
      byte[] bytes = Files.readAllBytes(directory.resolve("tags").resolve(file));
      assertFalse(
          new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).contains("zanzibarquux"),
          file);
    }
  }

  @Test
  void tenThousandEdits_from8Threads_areAllThereAfterOneFlush() throws Exception {
    int threads = 8;
    int edits = 10_000;
    try (TagStore tags = open();
        ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      long[] ids = IntStream.range(0, 4).mapToLong(i -> create(tags, "tag" + i)).toArray();
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int first = t;
        running.add(
            pool.submit(() -> {
              for (int i = first; i < edits; i += threads) {
                add(tags, ids[i % ids.length], Durability.LATER, i);
              }
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
      tags.flush();
      try (TagStore reader = open()) {
        for (int tag = 0; tag < ids.length; tag++) {
          int of = tag;
          assertEquals(
              set(IntStream.range(0, edits).filter(i -> i % ids.length == of).toArray()),
              entry(reader, "tag" + tag).added());
        }
      }
    }
  }

  @Test
  void readers_seeOnlyWholeCommits() throws Exception {
    try (TagStore tags = open();
        ExecutorService pool = Executors.newFixedThreadPool(2)) {
      long a = create(tags, "a");
      long b = create(tags, "b");
      Future<?> reading =
          pool.submit(() -> {
            try (TagStore reader = open()) {
              int seen = 0;
              while (seen < 30) {
                TagSnapshot state = reader.snapshot();
                DatumSet ofA = state.find(a).orElseThrow().added();
                assertEquals(ofA, state.find(b).orElseThrow().added());
                assertTrue(ofA.count() >= seen, "an older state came after a newer one");
                seen = ofA.count();
              }
            }
          });
      for (int i = 0; i < 30; i++) {
        int ordinal = i;
        tags.edit(
            Durability.NOW,
            draft -> {
              draft.add(a, set(ordinal));
              draft.add(b, set(ordinal));
              return null;
            });
      }
      reading.get();
    }
  }

  @Test
  void open_anyDamage_answersRightlyOrRefuses() throws IOException {
    Map<String, TagEntry> truth;
    TagWorkload workload = new TagWorkload(Seeds.SEED, 40);
    try (TagStore tags = new TagStore(directory, TagWorkload.KEY)) {
      for (int i = 0; i < workload.length(); i++) {
        workload.step(i, tags);
      }
      truth = TagWorkload.read(tags);
    }
    SplittableRandom random = Seeds.random();
    int refused = 0;
    int harmless = 0;
    for (String name : Directories.files(directory.resolve("tags"))) {
      Path file = directory.resolve("tags").resolve(name);
      byte[] sound = Files.readAllBytes(file);
      if (sound.length == 0) {
        continue;
      }
      for (int i = 0; i < 12; i++) {
        byte[] bytes = sound.clone();
        if (i % 3 == 0) {
          bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        } else {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        if (i == 11) {
          Files.delete(file);
        } else {
          Files.write(file, bytes);
        }
        String where = "%s, damage %d; %s".formatted(name, i, Seeds.note());
        try (TagStore tags = new TagStore(directory, TagWorkload.KEY)) {
          assertEquals(truth, TagWorkload.read(tags), where);
          harmless++;
        } catch (StorageException e) {
          refused++;
        }
        Files.write(file, sound);
      }
    }
    assertTrue(refused > harmless, refused + " refused, " + harmless + " harmless");
    Reliability.report(
        "R5 damaged files, tags",
        refused + harmless,
        "damages",
        "0 silently wrong; %d refused, %d without effect".formatted(refused, harmless));
  }

  @Test
  void diskFull_keepsWhatWasDurableAndGoesOn() {
    for (int room = 0; room < 12; room++) {
      SplittableRandom random = new SplittableRandom(Seeds.SEED + room);
      FaultyDirectory disk = new FaultyDirectory();
      try (TagStore tags = new TagStore(Path.of("in memory"), KEY, disk)) {
        long id = create(tags, "full");
        disk.quota(disk.bytes() + room * 1500L);
        DatumSet durable = set();
        int[] more = {};
        boolean full = false;
        while (!full) {
          more = random.ints(500, 0, 1_000_000).toArray();
          try {
            add(tags, id, Durability.NOW, more);
            durable = durable.or(set(more));
          } catch (StorageException.NoSpace e) {
            full = true;
          }
        }
        assertEquals(durable, entry(tags, "full").added());
        disk.quota(Long.MAX_VALUE);
        add(tags, id, Durability.NOW, more);
        assertEquals(durable.or(set(more)), entry(tags, "full").added());
      }
    }
  }

  @Test
  void snapshot_tagsOfAnotherDataset_areRefused() {
    try (TagStore tags = open()) {
      create(tags, "a");
    }
    try (TagStore other = new TagStore(directory, "other")) {
      assertThrows(StorageException.class, other::snapshot);
    }
  }
}
