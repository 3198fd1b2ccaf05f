package dev.portolan.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.projection.NeighborGraph;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class GraphBytesTest {
  @Test
  void read_whatWasWritten_isTheSameGraph() {
    NeighborGraph graph =
        new NeighborGraph(3, 2, new int[] {1, 2, 0, 2, 1, 0}, new float[] {0, .5f, 0, 1, 1, 2});
    NeighborGraph read = GraphBytes.read(GraphBytes.write(graph));
    assertEquals(3, read.n());
    assertEquals(2, read.k());
    assertArrayEquals(graph.rows(), read.rows());
    assertArrayEquals(graph.distances(), read.distances());
  }

  @Test
  void read_anotherVersion_isRefused() {
    ByteBuffer newer = ByteBuffer.allocate(12).putInt(2).rewind();
    assertThrows(IllegalArgumentException.class, () -> GraphBytes.read(newer));
  }
}
