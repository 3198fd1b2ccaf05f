package dev.portolan.projection;

import java.util.Arrays;

/// The connected pieces of a neighbour graph.
final class Islands {
  private Islands() {}

  /// How many rows the piece of each row has. `n·k` steps and `8·n` bytes.
  static int[] sizes(NeighborGraph graph) {
    int[] above = new int[graph.n()];
    Arrays.setAll(above, row -> row);
    for (int slot = 0; slot < graph.rows().length; slot++) {
      int one = top(above, slot / graph.k());
      int other = top(above, graph.rows()[slot]);
      above[Math.max(one, other)] = Math.min(one, other);
    }
    int[] sizes = new int[graph.n()];
    for (int row = 0; row < sizes.length; row++) {
      sizes[top(above, row)]++;
    }
    for (int row = 0; row < sizes.length; row++) {
      sizes[row] = sizes[top(above, row)];
    }
    return sizes;
  }

  private static int top(int[] above, int row) {
    int top = row;
    while (above[top] != top) {
      above[top] = above[above[top]];
      top = above[top];
    }
    return top;
  }
}
