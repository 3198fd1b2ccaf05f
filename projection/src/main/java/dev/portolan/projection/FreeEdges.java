package dev.portolan.projection;

import java.util.Arrays;

/// The edges that pull at the free rows of a map, heaviest 1: those to their own neighbours, and
/// those by which other free rows name them. An edge seen from both ends weighs `p + q − pq`, as in
/// [FuzzyGraph].
///
/// @param starts `[free + 1]`
/// @param tails rows of the map, ascending within a head
/// @param weights in `(0, 1]`
record FreeEdges(int[] starts, int[] tails, float[] weights) {

  /// @param free `[m]`, rows of the map, ascending
  /// @param neighbors of each of them, rows of the map
  static FreeEdges of(int[] free, NeighborGraph neighbors, int threads) {
    int k = neighbors.k();
    float[] memberships = FuzzyGraph.memberships(neighbors, k, threads);
    int[] counts = new int[free.length + 1];
    for (int i = 0; i < memberships.length; i++) {
      counts[i / k + 1]++;
      int tail = Arrays.binarySearch(free, neighbors.rows()[i]);
      if (tail >= 0) {
        counts[tail + 1]++;
      }
    }
    Arrays.parallelPrefix(counts, Integer::sum);
    long[] edges = new long[counts[free.length]];
    int[] next = counts.clone();
    for (int i = 0; i < memberships.length; i++) {
      int head = i / k;
      long weight = Float.floatToRawIntBits(memberships[i]);
      edges[next[head]++] = (long) neighbors.rows()[i] << 32 | weight;
      int tail = Arrays.binarySearch(free, neighbors.rows()[i]);
      if (tail >= 0) {
        edges[next[tail]++] = (long) free[head] << 32 | weight;
      }
    }
    return united(free.length, counts, edges);
  }

  /// Edges of one head to the same tail become one.
  private static FreeEdges united(int heads, int[] counts, long[] edges) {
    int[] starts = new int[heads + 1];
    int[] tails = new int[edges.length];
    float[] weights = new float[edges.length];
    int n = 0;
    for (int head = 0; head < heads; head++) {
      Arrays.sort(edges, counts[head], counts[head + 1]);
      for (int e = counts[head]; e < counts[head + 1]; e++) {
        int tail = (int) (edges[e] >>> 32);
        float weight = Float.intBitsToFloat((int) edges[e]);
        if (n > starts[head] && tails[n - 1] == tail) {
          weights[n - 1] += weight - weights[n - 1] * weight;
        } else {
          tails[n] = tail;
          weights[n++] = weight;
        }
      }
      starts[head + 1] = n;
    }
    return new FreeEdges(starts, Arrays.copyOf(tails, n), Arrays.copyOf(weights, n));
  }
}
