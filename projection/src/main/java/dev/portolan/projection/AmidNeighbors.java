package dev.portolan.projection;

/// Gives rows without a place one amid their neighbours.
public final class AmidNeighbors {
  private AmidNeighbors() {}

  /// Puts every row without a place at the mean of its neighbours that have one, round by round, so
  /// that a group of new rows is reached from its edge. `O(n·k)` a round; it ends where one reaches
  /// nobody.
  ///
  /// @param places `[n][dimensions]`, row-major; filled in
  /// @param has `[n]`, who has a place; brought up to date
  /// @return whether all have one now
  public static boolean fill(NeighborGraph graph, float[] places, boolean[] has) {
    int missing = graph.n() + 1;
    int left = graph.n();
    while (left > 0 && left < missing) {
      missing = left;
      boolean[] before = has.clone();
      left = 0;
      for (int row = 0; row < graph.n(); row++) {
        has[row] = before[row] || place(graph, row, places, before);
        left += has[row] ? 0 : 1;
      }
    }
    return left == 0;
  }

  private static boolean place(NeighborGraph graph, int row, float[] places, boolean[] has) {
    int dimensions = places.length / graph.n();
    double[] sums = new double[dimensions];
    int found = 0;
    for (int i = row * graph.k(); i < (row + 1) * graph.k(); i++) {
      int other = graph.rows()[i];
      if (has[other]) {
        found++;
        for (int axis = 0; axis < dimensions; axis++) {
          sums[axis] += places[other * dimensions + axis];
        }
      }
    }
    for (int axis = 0; found > 0 && axis < dimensions; axis++) {
      places[row * dimensions + axis] = (float) (sums[axis] / found);
    }
    return found > 0;
  }
}
