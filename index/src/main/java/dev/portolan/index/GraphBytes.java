package dev.portolan.index;

import dev.portolan.projection.NeighborGraph;
import java.nio.ByteBuffer;

/// The neighbour graph in a map's fit: version 1, n, k, `[n][k]` rows, `[n][k]` distances;
/// big-endian.
final class GraphBytes {
  private static final int VERSION = 1;
  private static final int HEADER = 3 * Integer.BYTES;

  private GraphBytes() {}

  static ByteBuffer write(NeighborGraph graph) {
    long length = HEADER + 8L * graph.n() * graph.k();
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
    bytes.putInt(VERSION).putInt(graph.n()).putInt(graph.k());
    bytes.asIntBuffer().put(graph.rows());
    bytes.position(HEADER + 4 * graph.rows().length);
    bytes.asFloatBuffer().put(graph.distances());
    return bytes.rewind();
  }

  /// @throws IllegalArgumentException when the bytes are of another version
  static NeighborGraph read(ByteBuffer bytes) {
    int version = bytes.getInt();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "neighbour graph of version %d; this Portolan reads %d: rebuild the map"
              .formatted(version, VERSION));
    }
    int n = bytes.getInt();
    int k = bytes.getInt();
    int[] rows = new int[n * k];
    float[] distances = new float[n * k];
    bytes.asIntBuffer().get(rows);
    bytes.position(HEADER + 4 * rows.length);
    bytes.asFloatBuffer().get(distances);
    return new NeighborGraph(n, k, rows, distances);
  }
}
