package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapStoreTest {
  @TempDir Path dataset;

  private long publish(MapStore maps, float first) {
    return maps.publish(
        DatumSet.of("d", 3, 70_000, 70_001),
        List.of(
            new StoredColumn.Floats("x", new float[] {first, -0f, Float.MIN_VALUE}),
            new StoredColumn.Ints("topic", new int[] {Integer.MIN_VALUE, 0, 7})),
        Map.of("about", "something"),
        Map.of("topics.json", ByteBuffer.wrap(new byte[] {(byte) first, 2, 3})));
  }

  @Test
  void publish_columnsAndFit_readBackBitForBit() {
    MapStore maps = new MapStore(dataset, "default");
    assertTrue(maps.newest().isEmpty());
    long number = publish(maps, 1.5f);
    Generation generation = maps.read(maps.newest().orElseThrow());
    assertEquals(1, number);
    assertArrayEquals(new float[] {1.5f, -0f, Float.MIN_VALUE}, generation.floats("x"));
    assertArrayEquals(new int[] {Integer.MIN_VALUE, 0, 7}, generation.ints("topic"));
    assertEquals(2, generation.row(70_001));
    assertEquals(-1, generation.row(4));
    assertEquals("something", generation.about().get("about"));
    assertEquals(ByteBuffer.wrap(new byte[] {1, 2, 3}), maps.fit(generation, "topics.json"));
    assertThrows(IllegalArgumentException.class, () -> generation.floats("topic"));
    assertEquals(List.of("default"), MapStore.names(dataset));
  }

  @Test
  void publish_manyTimes_keepsTheTwoBeforeWithTheirFits() throws IOException {
    MapStore maps = new MapStore(dataset, "default");
    for (int i = 1; i <= 5; i++) {
      assertEquals(i, publish(maps, i));
    }
    assertEquals(List.of(3L, 4L, 5L), Directories.numbered(maps.generations()));
    assertEquals(3, Directories.numbered(maps.fits()).size());
    assertEquals(3, maps.fit(maps.read(3), "topics.json").get(0));
  }

  @Test
  void newest_directoryWithoutCommit_isPassedOverAndRemovedByTheNextPublication()
      throws IOException {
    MapStore maps = new MapStore(dataset, "default");
    publish(maps, 1);
    Path unfinished = Directories.numbered(maps.generations(), 2);
    Files.createDirectories(unfinished);
    Files.writeString(unfinished.resolve("_0.dvd"), "half a file");
    assertEquals(1, maps.newest().orElseThrow());
    assertEquals(2, publish(maps, 2));
    assertEquals(2f, maps.read(2).floats("x")[0]);
  }

  @Test
  void publish_noData_isAnEmptyGeneration() {
    MapStore maps = new MapStore(dataset, "default");
    maps.publish(
        DatumSet.of("d"),
        List.of(new StoredColumn.Floats("x", new float[0])),
        Map.of(),
        Map.of("f", ByteBuffer.allocate(0)));
    Generation generation = maps.read(1);
    assertTrue(generation.rows().isEmpty());
    assertEquals(0, generation.floats("x").length);
  }

  @Test
  void publish_columnOfAnotherLength_isRefusedAndLeavesNoTrace() {
    MapStore maps = new MapStore(dataset, "default");
    publish(maps, 1);
    List<StoredColumn> columns = List.of(new StoredColumn.Floats("x", new float[1]));
    DatumSet rows = DatumSet.of("d", 1, 2);
    assertThrows(
        IllegalArgumentException.class, () -> maps.publish(rows, columns, Map.of(), Map.of()));
    assertEquals(List.of(1L), Directories.numbered(maps.generations()));
    assertEquals(1, Directories.numbered(maps.fits()).size());
  }
}
