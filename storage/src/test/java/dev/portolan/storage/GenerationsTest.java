package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Generations listed, rolled back, kept and removed.
class GenerationsTest {
  private static final GenerationOrigin BUILT = new GenerationOrigin.Built();

  @TempDir private Path dataset;

  private static GenerationDraft draft(int value) {
    return new GenerationDraft(
        DatumSet.of("d", 3, 70_000),
        List.of(new StoredColumn.Ints("topic", new int[] {value, -value})),
        Map.of("value", Integer.toString(value)),
        Map.of("words", ByteBuffer.wrap(("words " + value).getBytes())));
  }

  private static void assertHolds(int value, Generation generation, MapStore maps) {
    assertArrayEquals(new int[] {value, -value}, generation.ints("topic"));
    assertEquals(Integer.toString(value), generation.about().get("value"));
    assertEquals(ByteBuffer.wrap(("words " + value).getBytes()), maps.fit(generation, "words"));
  }

  private static List<Long> numbers(MapStore maps) {
    return maps.published().stream().map(PublishedGeneration::number).toList();
  }

  @Test
  void published_saysWhatEachIs() throws IOException {
    MapStore maps = new MapStore(dataset, "default");
    assertEquals(List.of(), maps.published());
    Instant before = Instant.now().minusMillis(1);
    maps.publish(draft(1), BUILT, 5);
    maps.publish(draft(2), BUILT, 5);
    maps.rollBack(1);
    maps.relabel(maps.read(3), Map.of(), Map.of("words", ByteBuffer.wrap("other".getBytes())));
    List<PublishedGeneration> all = maps.published();
    assertEquals(List.of(1L, 2L, 3L, 4L), numbers(maps));
    assertEquals(
        List.of(
            BUILT, BUILT, new GenerationOrigin.RolledBack(1), new GenerationOrigin.Relabelled(3)),
        all.stream().map(PublishedGeneration::origin).toList());
    for (PublishedGeneration generation : all) {
      assertEquals(2, generation.rows());
      assertFalse(generation.published().isBefore(before));
      assertFalse(generation.published().isAfter(Instant.now()));
    }
    assertEquals("1", all.get(2).about().get("value"));
    Path first = Directories.numbered(maps.generations(), 1);
    Path fit = Directories.numbered(maps.fits(), 1);
    assertEquals(Directories.bytes(first) + Directories.bytes(fit), all.getFirst().bytes());
    Generation relabelled = maps.read(4);
    assertEquals(ByteBuffer.wrap("other".getBytes()), maps.fit(relabelled, "words"));
    assertArrayEquals(new int[] {1, -1}, relabelled.ints("topic"));
  }

  @Test
  void rollBack_earlier_isTheNextGenerationWithTheSameColumnsAndFit() {
    MapStore maps = new MapStore(dataset, "default");
    for (int i = 1; i <= 3; i++) {
      maps.publish(draft(i), BUILT, 2);
    }
    assertEquals(4, maps.rollBack(1));
    assertHolds(1, maps.readNewest(maps::read), maps);
    assertEquals(List.of(2L, 3L, 4L), numbers(maps), "as many are kept as the last build said");
    assertEquals(5, maps.rollBack(3));
    assertHolds(3, maps.readNewest(maps::read), maps);
    assertEquals(6, maps.rollBack(4));
    assertHolds(1, maps.readNewest(maps::read), maps);
    assertEquals(7, maps.publish(draft(7), BUILT, 2));
    assertHolds(1, maps.read(6), maps);
  }

  @Test
  void rollBack_whatLasts_isThatOfTheNewest() {
    MapStore maps = new MapStore(dataset, "default");
    String key = MapStore.LASTING + "count";
    maps.publish(lasting(1, Map.of("value", "1", key, "one", key + "er", "old")), BUILT, 3);
    maps.publish(lasting(2, Map.of("value", "2", key, "two")), BUILT, 3);
    assertEquals(3, maps.rollBack(1));
    Generation now = maps.read(3);
    assertHolds(1, now, maps);
    assertEquals("two", now.about().get(key));
    assertNull(now.about().get(key + "er"), "the newest did not say so any more");
    assertEquals("one", maps.read(1).about().get(key));
  }

  private static GenerationDraft lasting(int value, Map<String, String> about) {
    GenerationDraft draft = draft(value);
    return new GenerationDraft(draft.rows(), draft.columns(), about, draft.fit());
  }

  @Test
  void rollBack_unknownCurrentOrNone_saysWhichThereAre() {
    MapStore maps = new MapStore(dataset, "default");
    assertThrows(IllegalStateException.class, () -> maps.rollBack(1));
    maps.publish(draft(1), BUILT, 2);
    maps.publish(draft(2), BUILT, 2);
    for (long number : new long[] {-1, 0, 2, 3}) {
      IllegalArgumentException error =
          assertThrows(IllegalArgumentException.class, () -> maps.rollBack(number));
      assertTrue(error.getMessage().contains("[1]"), error.getMessage());
    }
    assertEquals(List.of(1L, 2L), numbers(maps));
  }

  @Test
  void rollBack_damagedGenerationOrFit_isRefusedAndTheMapStays() throws IOException {
    MapStore maps = new MapStore(dataset, "default");
    maps.publish(draft(1), BUILT, 2);
    maps.publish(draft(2), BUILT, 2);
    for (Path part :
        List.of(
            Directories.numbered(maps.generations(), 1), Directories.numbered(maps.fits(), 1))) {
      for (String name : Directories.files(part)) {
        byte[] content = Files.readAllBytes(part.resolve(name));
        if (content.length == 0) {
          continue;
        }
        byte[] flipped = content.clone();
        flipped[content.length / 2] ^= 1;
        Files.write(part.resolve(name), flipped);
        assertThrows(StorageException.class, () -> maps.rollBack(1), name);
        Files.write(part.resolve(name), content);
        assertEquals(List.of(1L, 2L), numbers(maps));
      }
    }
    assertHolds(2, maps.readNewest(maps::read), maps);
    assertEquals(3, maps.rollBack(1));
  }

  @Test
  void publish_keep_removesAllBefore() {
    MapStore maps = new MapStore(dataset, "default");
    for (int i = 1; i <= 4; i++) {
      maps.publish(draft(i), BUILT, 9);
    }
    assertEquals(List.of(1L, 2L, 3L, 4L), numbers(maps));
    maps.publish(draft(5), BUILT, 1);
    assertEquals(List.of(4L, 5L), numbers(maps));
    assertEquals(2, Directories.numbered(maps.fits()).size());
    maps.publish(draft(6), BUILT, 0);
    assertEquals(List.of(6L), numbers(maps));
    assertThrows(IllegalArgumentException.class, () -> maps.publish(draft(7), BUILT, -1));
    assertThrows(IllegalArgumentException.class, () -> maps.keep(-1));
    assertEquals(List.of(6L), numbers(maps));
  }

  @Test
  void dropOlder_sharedFit_staysWhileTheNewestUsesIt() {
    MapStore maps = new MapStore(dataset, "default");
    maps.publish(draft(1), BUILT, 2);
    maps.publish(draft(2), BUILT, 2);
    maps.rollBack(1);
    Generation held = maps.read(2);
    maps.dropOlder();
    assertEquals(List.of(3L), numbers(maps));
    assertEquals(List.of(1L), Directories.numbered(maps.fits()));
    assertHolds(1, maps.read(3), maps);
    assertArrayEquals(new int[] {2, -2}, held.ints("topic"), "a snapshot goes on");
    assertEquals(4, maps.publish(draft(4), BUILT, 2));
  }

  @Test
  void readNewest_removedMeanwhile_readsTheNewerOne() throws Exception {
    MapStore writing = new MapStore(dataset, "default");
    MapStore reading = new MapStore(dataset, "default");
    writing.publish(draft(1), BUILT, 0);
    AtomicBoolean first = new AtomicBoolean(true);
    int value =
        reading.readNewest(number -> {
          if (first.getAndSet(false)) {
            writing.publish(draft(2), BUILT, 0);
          }
          Generation generation = reading.read(number);
          assertHolds((int) number, generation, reading);
          return generation.ints("topic")[0];
        });
    assertEquals(2, value);
    assertFalse(Files.exists(Directories.numbered(writing.generations(), 1)));

    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicBoolean done = new AtomicBoolean();
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              try {
                while (!done.get()) {
                  reading.readNewest(number -> {
                    Generation generation = reading.read(number);
                    assertHolds((int) number, generation, reading);
                    return number;
                  });
                  reading.published();
                }
              } catch (Throwable e) {
                failure.set(e);
              }
            });
    for (int i = 3; i <= 30; i++) {
      writing.publish(draft(i), BUILT, 0);
    }
    done.set(true);
    reader.join();
    assertNull(failure.get(), () -> failure.get().toString());
    try (Stream<Path> left = Files.list(writing.generations())) {
      assertTrue(left.count() >= 1);
    }
    assertEquals(List.of(30L), numbers(writing));
  }

  @Test
  void readNewest_damaged_saysSo() throws IOException {
    MapStore maps = new MapStore(dataset, "default");
    maps.publish(draft(1), BUILT, 0);
    Files.delete(Directories.numbered(maps.fits(), 1).resolve("words"));
    assertThrows(
        StorageException.class,
        () -> maps.readNewest(number -> maps.fit(maps.read(number), "words")));
  }
}
