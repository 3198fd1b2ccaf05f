package dev.portolan.projection;

/// The nearest rows of chosen rows, found among neighbours and neighbours' neighbours.
///
/// Wider than the graph it is read from, for votes that need more neighbours than a map's graph
/// holds. Deterministic; immutable.
///
/// @param of the chosen rows
/// @param k neighbours per chosen row
/// @param rows `[of.length][k]`, nearest first (ties: lower row); −1 where the graph leads to fewer
/// @param distances `[of.length][k]`, in the metric's unit
public record WideNeighbors(int[] of, int k, int[] rows, float[] distances) {
  private static final int GRAIN = 64;

  /// Widens the lists of the rows `of` to `min(k, n − 1)`.
  ///
  /// About `graph.k()²` distances per row. A row whose surroundings hold fewer than `k` rows walks
  /// on to their neighbours; what the graph does not lead to is not listed.
  public static WideNeighbors of(
      LatentVectors vectors, NeighborGraph graph, int[] of, int k, int threads, Progress progress) {
    int width = Math.max(0, Math.min(k, graph.n() - 1));
    NearestLists lists = new NearestLists(of.length, width);
    Crew.slices(
        threads,
        of.length,
        GRAIN,
        progress,
        () -> {
          Walk walk =
              new Walk(
                  new RowDistances(vectors), graph, lists, new int[graph.n()], new int[graph.n()]);
          return (from, to) -> {
            for (int q = from; q < to; q++) {
              walk.run(q, of[q]);
            }
          };
        });
    return new WideNeighbors(of.clone(), width, lists.rows, lists.distances);
  }

  /// A breadth-first walk from one row; `met` holds `query + 1` where a row has been met.
  private record Walk(
      RowDistances distances, NeighborGraph graph, NearestLists lists, int[] met, int[] queue) {
    void run(int query, int row) {
      distances.from(row);
      met[row] = query + 1;
      queue[0] = row;
      int done = 0;
      int end = 1;
      for (int hop = 0; done < end && (hop < 2 || end <= lists.k); hop++) {
        int reached = end;
        for (; done < reached; done++) {
          end = meet(query, queue[done], end);
        }
      }
    }

    private int meet(int query, int from, int end) {
      int reached = end;
      for (int s = from * graph.k(); s < (from + 1) * graph.k(); s++) {
        int other = graph.rows()[s];
        if (met[other] != query + 1) {
          met[other] = query + 1;
          queue[reached++] = other;
          lists.offer(query, other, distances.to(other));
        }
      }
      return reached;
    }
  }
}
