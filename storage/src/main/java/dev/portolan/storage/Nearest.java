package dev.portolan.storage;

import java.util.Arrays;
import java.util.Comparator;

/// The nearest data to a query, nearest first.
///
/// @param ordinals which data
/// @param distances to the query, ascending, in the metric's unit
public record Nearest(int[] ordinals, double[] distances) {
  /// The `k` nearest of some candidates, ties by lower ordinal.
  public static Nearest of(int[] candidates, double[] distances, int k) {
    Integer[] order = new Integer[candidates.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        Comparator.<Integer>comparingDouble(i -> distances[i]).thenComparing(i -> candidates[i]));
    int size = Math.min(k, order.length);
    int[] nearest = new int[size];
    double[] sorted = new double[size];
    for (int i = 0; i < size; i++) {
      nearest[i] = candidates[order[i]];
      sorted[i] = distances[order[i]];
    }
    return new Nearest(nearest, sorted);
  }

  /// Those at most so far away.
  public Nearest upTo(double farthest) {
    int size = size();
    while (size > 0 && distances[size - 1] > farthest) {
      size--;
    }
    return first(size);
  }

  /// The first `most` of those that are in a set.
  public Nearest within(DatumSet set, int most) {
    int[] inside = new int[Math.min(most, size())];
    double[] at = new double[inside.length];
    int n = 0;
    for (int i = 0; i < size() && n < inside.length; i++) {
      if (set.contains(ordinals[i])) {
        inside[n] = ordinals[i];
        at[n++] = distances[i];
      }
    }
    return new Nearest(Arrays.copyOf(inside, n), Arrays.copyOf(at, n));
  }

  /// The first `k`, or as many as there are.
  public Nearest first(int k) {
    return k >= size()
        ? this
        : new Nearest(Arrays.copyOf(ordinals, k), Arrays.copyOf(distances, k));
  }

  /// All but one datum.
  public Nearest without(int ordinal) {
    int[] others = new int[size()];
    double[] at = new double[size()];
    int n = 0;
    for (int i = 0; i < size(); i++) {
      if (ordinals[i] != ordinal) {
        others[n] = ordinals[i];
        at[n++] = distances[i];
      }
    }
    return new Nearest(Arrays.copyOf(others, n), Arrays.copyOf(at, n));
  }

  public int size() {
    return ordinals.length;
  }
}
