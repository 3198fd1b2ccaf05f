package dev.portolan.projection;

import java.util.Arrays;

/// A neighbour graph widened: the nearest among neighbours, those who list a row, and theirs.
///
/// Near neighbours are as good as in the narrow graph; of the far ones some are missed, which costs
/// far less than searching for them.
final class WideGraph {
  private static final int GRAIN = 128;

  /// Neighbours of the narrow graph that are walked along.
  private static final int WALKED = 16;

  /// Rows measured per neighbour wanted.
  private static final int CANDIDATES = 3;

  /// Up to this many rows everything is measured.
  private static final int SMALL = 4096;

  private WideGraph() {}

  /// The graph itself when it has `k` neighbours per row, else one with `k`.
  ///
  /// About `3·k` distances per row; `n` where few enough. A row whose surroundings hold fewer than
  /// `k` others is searched by brute force.
  ///
  /// @param k at most `n − 1`
  static NeighborGraph of(
      LatentVectors vectors, NeighborGraph graph, int k, int threads, Progress progress) {
    int n = graph.n();
    if (graph.k() >= k) {
      return graph;
    }
    int[] rows = new int[Math.multiplyExact(n, k)];
    float[] distances = new float[rows.length];
    boolean walked = n > SMALL && graph.k() > 0;
    int[][] adjacency = walked ? adjacency(graph) : new int[2][0];
    Crew.slices(
        threads,
        n,
        GRAIN,
        progress,
        () -> {
          Walk walk = new Walk(vectors, adjacency[0], adjacency[1], k);
          return (from, to) -> {
            for (int row = from; row < to; row++) {
              walk.run(row, walked);
              walk.write(row, rows, distances);
            }
          };
        });
    return new NeighborGraph(n, k, rows, distances);
  }

  /// Starts and rows: the nearest of each row, then those who list it.
  private static int[][] adjacency(NeighborGraph graph) {
    int n = graph.n();
    int k = Math.min(WALKED, graph.k());
    int[] starts = new int[n + 1];
    for (int s = 0; s < n * k; s++) {
      starts[graph.rows()[s / k * graph.k() + s % k] + 1]++;
    }
    for (int row = 0; row < n; row++) {
      starts[row + 1] += starts[row] + k;
    }
    int[] adjacent = new int[starts[n]];
    int[] next = new int[n];
    for (int row = 0; row < n; row++) {
      System.arraycopy(graph.rows(), row * graph.k(), adjacent, starts[row], k);
      next[row] = starts[row] + k;
    }
    for (int row = 0; row < n; row++) {
      for (int s = row * graph.k(); s < row * graph.k() + k; s++) {
        adjacent[next[graph.rows()[s]]++] = row;
      }
    }
    return new int[][] {starts, adjacent};
  }

  /// A breadth-first walk from one row; `met` holds `row + 1` where a row has been met.
  private static final class Walk {
    private final RowDistances distances;
    private final int[] starts;
    private final int[] adjacent;
    private final int k;
    private final int[] met;
    private final int[] queue;
    private final long[] keys;

    Walk(LatentVectors vectors, int[] starts, int[] adjacent, int k) {
      this.distances = new RowDistances(vectors);
      this.starts = starts;
      this.adjacent = adjacent;
      this.k = k;
      this.met = new int[vectors.size()];
      this.queue = new int[vectors.size()];
      this.keys = new long[vectors.size()];
    }

    void run(int row, boolean walked) {
      int end = 1;
      met[row] = row + 1;
      queue[0] = row;
      if (walked) {
        end = walk(row);
      }
      if (end <= k) {
        for (int other = 0; other < queue.length; other++) {
          end = meetOne(row, other, end);
        }
      }
      distances.from(row);
      for (int q = 1; q < end; q++) {
        float distance = distances.to(queue[q]);
        keys[q - 1] = ((long) Float.floatToRawIntBits(distance) << 32) | queue[q];
      }
      Arrays.sort(keys, 0, end - 1);
    }

    private int walk(int row) {
      int most = Math.min(queue.length, CANDIDATES * k);
      int end = 1;
      for (int done = 0; done < end && end < most; done++) {
        end = meet(row, queue[done], end, most);
      }
      return end;
    }

    private int meet(int row, int from, int end, int most) {
      int reached = end;
      for (int a = starts[from]; a < starts[from + 1] && reached < most; a++) {
        reached = meetOne(row, adjacent[a], reached);
      }
      return reached;
    }

    private int meetOne(int row, int other, int end) {
      if (met[other] == row + 1) {
        return end;
      }
      met[other] = row + 1;
      queue[end] = other;
      return end + 1;
    }

    void write(int row, int[] rows, float[] distances) {
      for (int s = 0; s < k; s++) {
        rows[row * k + s] = (int) keys[s];
        distances[row * k + s] = Float.intBitsToFloat((int) (keys[s] >>> 32));
      }
    }
  }
}
