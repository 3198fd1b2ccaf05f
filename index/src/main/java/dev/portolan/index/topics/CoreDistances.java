package dev.portolan.index.topics;

import java.util.Arrays;

/// The squared distance of every place of a [PointTree] to its `minSamples`-th nearest point,
/// itself counted as the first.
///
/// Where there are fewer points, the farthest counts. `O(m log m)`, over several threads.
final class CoreDistances {
  private CoreDistances() {}

  static double[] of(PointTree tree, int minSamples, Slices slices) {
    double[] core = new double[tree.size];
    int others = Math.min(minSamples, tree.size) - 1;
    if (others > 0) {
      slices.runEach(
          tree.size,
          1024,
          () -> {
            Search search = new Search(tree, others);
            return (from, to) -> {
              for (int place = from; place < to; place++) {
                core[place] = search.farthestOfNearest(place);
              }
            };
          });
    }
    return core;
  }

  /// One thread's search for the nearest others of a place.
  private static final class Search {
    private final PointTree tree;
    private final double[] nearest;
    private int place;

    Search(PointTree tree, int others) {
      this.tree = tree;
      this.nearest = new double[others];
    }

    double farthestOfNearest(int place) {
      this.place = place;
      Arrays.fill(nearest, Double.POSITIVE_INFINITY);
      visit(0);
      return nearest[nearest.length - 1];
    }

    private void visit(int node) {
      if (tree.isLeaf(node)) {
        for (int other = tree.starts[node]; other < tree.ends[node]; other++) {
          if (other != place) {
            offer(tree.between(place, other));
          }
        }
        return;
      }
      int near = 2 * node + 1;
      int far = near + 1;
      double toNear = tree.toBox(place, near);
      double toFar = tree.toBox(place, far);
      if (toFar < toNear || (toFar == toNear && place >= tree.starts[far])) {
        near = far;
        far = 2 * node + 1;
        double swapped = toNear;
        toNear = toFar;
        toFar = swapped;
      }
      if (toNear < nearest[nearest.length - 1]) {
        visit(near);
      }
      if (toFar < nearest[nearest.length - 1]) {
        visit(far);
      }
    }

    private void offer(double distance) {
      int i = nearest.length - 1;
      if (distance >= nearest[i]) {
        return;
      }
      for (; i > 0 && nearest[i - 1] > distance; i--) {
        nearest[i] = nearest[i - 1];
      }
      nearest[i] = distance;
    }
  }
}
