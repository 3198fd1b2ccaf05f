package dev.portolan.projection;

import java.util.Arrays;

/// A weighted neighbour graph made symmetric, in compressed rows.
///
/// The edges of `i` are `starts[i] … starts[i+1]-1`, tails ascending, weights above 0.
///
/// @param n number of rows
/// @param starts `[n+1]`
/// @param tails `[starts[n]]`, each in `[0, n)`
/// @param weights `[starts[n]]`
record SymmetricRows(int n, int[] starts, int[] tails, float[] weights) {
  private static final int GRAIN = 1024;

  /// The weight of an edge, from that of either end; 0 where an end does not list the other.
  interface Rule {
    float weight(float one, float other);
  }

  /// Unites the first `k` neighbours of every row with the rows that list it.
  ///
  /// @param own `[n][k]`: the weight of each neighbour in its row
  static SymmetricRows of(NeighborGraph graph, int k, float[] own, Rule rule, int threads) {
    Transpose reverse = Transpose.of(graph, k);
    int[] starts = new int[graph.n() + 1];
    Crew.slices(
        threads,
        graph.n(),
        GRAIN,
        Progress.none(),
        () -> {
          Union union = new Union(graph, k, own, rule, reverse);
          return (from, to) -> {
            for (int row = from; row < to; row++) {
              starts[row + 1] = union.merge(row);
            }
          };
        });
    for (int row = 0; row < graph.n(); row++) {
      starts[row + 1] = Math.addExact(starts[row], starts[row + 1]);
    }
    int[] tails = new int[starts[graph.n()]];
    float[] weights = new float[tails.length];
    Crew.slices(
        threads,
        graph.n(),
        GRAIN,
        Progress.none(),
        () -> {
          Union union = new Union(graph, k, own, rule, reverse);
          return (from, to) -> {
            for (int row = from; row < to; row++) {
              int count = union.merge(row);
              System.arraycopy(union.tails, 0, tails, starts[row], count);
              System.arraycopy(union.weights, 0, weights, starts[row], count);
            }
          };
        });
    return new SymmetricRows(graph.n(), starts, tails, weights);
  }

  /// Who lists a row, ascending, and in which slot of `[n][k]`.
  record Transpose(int[] starts, int[] slots) {
    static Transpose of(NeighborGraph graph, int k) {
      int[] starts = new int[graph.n() + 1];
      for (int s = 0; s < graph.n() * k; s++) {
        starts[listed(graph, k, s) + 1]++;
      }
      for (int row = 0; row < graph.n(); row++) {
        starts[row + 1] += starts[row];
      }
      int[] next = starts.clone();
      int[] slots = new int[graph.n() * k];
      for (int s = 0; s < slots.length; s++) {
        slots[next[listed(graph, k, s)]++] = s;
      }
      return new Transpose(starts, slots);
    }

    private static int listed(NeighborGraph graph, int k, int slot) {
      return graph.rows()[slot / k * graph.k() + slot % k];
    }
  }

  /// Merges a row's own weights with those it has in others.
  private static final class Union {
    private final NeighborGraph graph;
    private final int k;
    private final float[] given;
    private final Rule rule;
    private final Transpose reverse;
    private final long[] own;
    private int[] tails = new int[64];
    private float[] weights = new float[64];

    Union(NeighborGraph graph, int k, float[] given, Rule rule, Transpose reverse) {
      this.graph = graph;
      this.k = k;
      this.given = given;
      this.rule = rule;
      this.reverse = reverse;
      this.own = new long[k];
    }

    int merge(int row) {
      sortOwn(row);
      reserve(k + reverse.starts[row + 1] - reverse.starts[row]);
      int count = 0;
      int o = 0;
      for (int r = reverse.starts[row]; r < reverse.starts[row + 1]; r++) {
        int other = reverse.slots[r] / k;
        while (o < k && tail(o) < other) {
          count = add(count, tail(o), rule.weight(weight(o++), 0));
        }
        float theirs = given[reverse.slots[r]];
        float mine = o < k && tail(o) == other ? weight(o++) : 0;
        count = add(count, other, rule.weight(mine, theirs));
      }
      while (o < k) {
        count = add(count, tail(o), rule.weight(weight(o++), 0));
      }
      return count;
    }

    private void sortOwn(int row) {
      for (int s = 0; s < k; s++) {
        own[s] = ((long) graph.rows()[row * graph.k() + s] << 32) | (row * k + s);
      }
      Arrays.sort(own);
    }

    private int tail(int o) {
      return (int) (own[o] >>> 32);
    }

    private float weight(int o) {
      return given[(int) own[o]];
    }

    private int add(int count, int tail, float weight) {
      if (weight <= 0) {
        return count;
      }
      tails[count] = tail;
      weights[count] = weight;
      return count + 1;
    }

    private void reserve(int size) {
      if (size > tails.length) {
        tails = new int[2 * size];
        weights = new float[2 * size];
      }
    }
  }
}
