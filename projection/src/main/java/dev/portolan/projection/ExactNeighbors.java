package dev.portolan.projection;

import java.util.function.Supplier;

/// Brute force over all rows, blocked so that a row fetched from memory meets several queries.
public final class ExactNeighbors {
  /// Queries that share one pass over the vectors.
  private static final int QUERIES = 8;

  /// Rows that stay in the cache while the queries meet them.
  private static final int ROWS = 32;

  /// Takes the distances of one query to all rows.
  public interface Visitor {
    /// @param query which of the asked rows, in `[0, queries)`
    /// @param distances `[n]`, to every row (its own included); valid during this call only
    void visit(int query, float[] distances);

    /// One that shows every query to this visitor and then to another.
    default Visitor and(Visitor other) {
      return (query, distances) -> {
        visit(query, distances);
        other.visit(query, distances);
      };
    }
  }

  private ExactNeighbors() {}

  /// The distances of every row in `queries` to all rows, one call of a visitor per query.
  ///
  /// `n·d·queries.length` multiplications, `32·n` bytes per thread. Queries are visited in no
  /// particular order, each by one thread.
  ///
  /// @param visitors makes one visitor per thread, with that thread's scratch space
  public static void scan(
      HeapVectors vectors,
      int[] queries,
      int threads,
      Progress progress,
      Supplier<? extends Visitor> visitors) {
    Crew.slices(
        threads,
        queries.length,
        QUERIES,
        progress,
        () -> {
          Visitor visitor = visitors.get();
          float[][] distances = new float[QUERIES][vectors.size()];
          return (from, to) -> {
            fill(vectors, queries, from, to, distances);
            for (int q = from; q < to; q++) {
              visitor.visit(q, distances[q - from]);
            }
          };
        });
  }

  private static void fill(
      HeapVectors vectors, int[] queries, int from, int to, float[][] distances) {
    int n = vectors.size();
    for (int start = 0; start < n; start += ROWS) {
      int end = Math.min(n, start + ROWS);
      for (int q = from; q < to; q++) {
        float[] query = vectors.array(queries[q]);
        int offset = vectors.offset(queries[q]);
        float[] target = distances[q - from];
        for (int row = start; row < end; row++) {
          target[row] = vectors.distance(query, offset, row);
        }
      }
    }
  }

  /// The `k` nearest other rows of each row in `queries`, nearest first, ties by lower row.
  static NearestLists nearest(
      HeapVectors vectors, int[] queries, int k, int threads, Progress progress) {
    NearestLists lists = new NearestLists(queries.length, k);
    scan(
        vectors,
        queries,
        threads,
        progress,
        () ->
            (query, distances) -> {
              for (int row = 0; row < distances.length; row++) {
                if (row != queries[query] && distances[row] <= lists.farthest(query)) {
                  lists.offer(query, row, distances[row]);
                }
              }
            });
    return lists;
  }
}
