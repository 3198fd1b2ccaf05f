package dev.portolan.index.topics;

import java.util.Arrays;

/// A balanced kd-tree over points of a few dimensions.
///
/// Points are reordered so that a node is a range of *places*: place `i` holds point `ids[i]`. Node
/// `v` has the children `2v+1` and `2v+2`; all leaves lie on one level and hold at most 16 places.
/// Distances are squared and summed in double in the order of the dimensions, boxes too, so a box's
/// distance never exceeds that of a point in it, not even by rounding. Immutable; safe for many
/// threads.
final class PointTree {
  private static final int LEAF = 16;

  final int size;
  final int dimensions;
  final int nodes;
  final int[] ids;
  final float[] places;
  final int[] starts;
  final int[] ends;
  private final float[] low;
  private final float[] high;

  /// @param coordinates `[m][dimensions]`, row-major
  PointTree(float[] coordinates, int dimensions) {
    this.size = coordinates.length / dimensions;
    this.dimensions = dimensions;
    int leaves = 1;
    while (leaves * (long) LEAF < size) {
      leaves *= 2;
    }
    this.nodes = 2 * leaves - 1;
    this.ids = new int[size];
    Arrays.setAll(ids, i -> i);
    this.starts = new int[nodes];
    this.ends = new int[nodes];
    this.low = new float[nodes * dimensions];
    this.high = new float[nodes * dimensions];
    split(0, 0, size, coordinates);
    this.places = new float[size * dimensions];
    for (int i = 0; i < size; i++) {
      System.arraycopy(coordinates, ids[i] * dimensions, places, i * dimensions, dimensions);
    }
  }

  boolean isLeaf(int node) {
    return 2 * node + 1 >= nodes;
  }

  /// The squared distance between two places.
  double between(int a, int b) {
    double sum = 0;
    for (int i = a * dimensions, j = b * dimensions, end = i + dimensions; i < end; i++, j++) {
      double difference = (double) places[i] - places[j];
      sum += difference * difference;
    }
    return sum;
  }

  /// The squared distance from a place to the box of a node.
  double toBox(int place, int node) {
    double sum = 0;
    for (int i = place * dimensions, b = node * dimensions, end = i + dimensions; i < end; i++) {
      double x = places[i];
      double outside = x < low[b] ? low[b] - x : x > high[b] ? x - high[b] : 0;
      sum += outside * outside;
      b++;
    }
    return sum;
  }

  private void split(int node, int start, int end, float[] coordinates) {
    starts[node] = start;
    ends[node] = end;
    int axis = box(node, start, end, coordinates);
    if (!isLeaf(node)) {
      int middle = (start + end) >>> 1;
      select(start, end - 1, middle, axis, coordinates);
      split(2 * node + 1, start, middle, coordinates);
      split(2 * node + 2, middle, end, coordinates);
    }
  }

  /// Writes the box of a node and returns its widest axis.
  private int box(int node, int start, int end, float[] coordinates) {
    int widest = 0;
    for (int axis = 0; axis < dimensions; axis++) {
      float least = Float.POSITIVE_INFINITY;
      float most = Float.NEGATIVE_INFINITY;
      for (int i = start; i < end; i++) {
        float x = coordinates[ids[i] * dimensions + axis];
        least = Math.min(least, x);
        most = Math.max(most, x);
      }
      int b = node * dimensions;
      low[b + axis] = least;
      high[b + axis] = most;
      if (most - least > high[b + widest] - low[b + widest]) {
        widest = axis;
      }
    }
    return widest;
  }

  /// Hoare's selection: the place `middle` gets the point that sorting by (coordinate, id) would
  /// put there, smaller ones before it.
  private void select(int from, int to, int middle, int axis, float[] coordinates) {
    int lo = from;
    int hi = to;
    while (lo < hi) {
      int pivot = ids[(lo + hi) >>> 1];
      int i = lo;
      int j = hi;
      while (i <= j) {
        while (before(ids[i], pivot, axis, coordinates)) {
          i++;
        }
        while (before(pivot, ids[j], axis, coordinates)) {
          j--;
        }
        if (i <= j) {
          int swapped = ids[i];
          ids[i++] = ids[j];
          ids[j--] = swapped;
        }
      }
      if (middle <= j) {
        hi = j;
      } else if (middle >= i) {
        lo = i;
      } else {
        return;
      }
    }
  }

  private boolean before(int a, int b, int axis, float[] coordinates) {
    float x = coordinates[a * dimensions + axis];
    float y = coordinates[b * dimensions + axis];
    return x != y ? x < y : a < b;
  }
}
