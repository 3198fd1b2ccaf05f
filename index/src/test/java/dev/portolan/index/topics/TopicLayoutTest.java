package dev.portolan.index.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.NeighborGraph;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicLayoutTest {
  /// Twelve data at (0,1), (2,3), …
  private static TopicLayout layout() {
    float[] coordinates = new float[24];
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = i;
    }
    return new TopicLayout(2, coordinates, 1, List.of(new TopicCut(9, 4), new TopicCut(3, 14)));
  }

  @Test
  void bytes_bringTheLayoutBack() {
    TopicLayout back = TopicLayout.fromBytes(layout().toBytes()).orElseThrow();
    assertArrayEquals(layout().coordinates(), back.coordinates());
    assertEquals(layout().cuts(), back.cuts());
    assertEquals(1, back.placed());
    assertEquals(12, back.data());
  }

  @Test
  void cutBytes_sayWhatIsWrong() {
    ByteBuffer bytes = layout().toBytes();
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> TopicLayout.fromBytes(bytes.slice(0, bytes.capacity() - 3)));
    assertTrue(error.getMessage().contains("rebuild the map"), error.getMessage());
  }

  @Test
  void laterVersion_isAsNone() {
    assertTrue(TopicLayout.fromBytes(layout().toBytes().put(0, (byte) 2)).isEmpty());
  }

  @Test
  void newDatum_goesAmidItsNeighbors() {
    int[] rows = new int[12];
    Arrays.setAll(rows, i -> i == 11 ? -1 : i);
    TopicLayout.Places places = layout().over(graph(0, 2), points(), rows).orElseThrow();
    assertEquals(2, places.placed());
    float[] found = places.coordinates();
    assertArrayEquals(new float[] {20, 21, 2, 3}, Arrays.copyOfRange(found, 20, 24));
  }

  @Test
  void aFifthNew_isLaidOutAnew() {
    int[] rows = new int[12];
    Arrays.setAll(rows, i -> i > 9 ? -1 : i);
    assertTrue(layout().over(graph(0, 2), points(), rows).isEmpty());
  }

  @Test
  void newDatumNobodyLeadsFrom_isLaidOutAnew() {
    int[] rows = new int[12];
    Arrays.setAll(rows, i -> i == 11 ? -1 : i);
    assertTrue(layout().over(graph(11, 11), points(), rows).isEmpty());
  }

  private static int[] points() {
    int[] points = new int[12];
    Arrays.setAll(points, i -> i);
    return points;
  }

  /// Every datum lists these two.
  private static NeighborGraph graph(int a, int b) {
    int[] rows = new int[24];
    Arrays.setAll(rows, i -> i % 2 == 0 ? a : b);
    return new NeighborGraph(12, 2, rows, new float[24]);
  }
}
