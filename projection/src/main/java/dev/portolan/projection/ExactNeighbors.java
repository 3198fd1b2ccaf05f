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
      LatentVectors vectors,
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
          Block block = new Block(vectors);
          return (from, to) -> {
            block.measure(queries, from, to, distances);
            for (int q = from; q < to; q++) {
              visitor.visit(q, distances[q - from]);
            }
          };
        });
  }

  /// Queries and a run of rows, copied to where they stay in the cache.
  private static final class Block {
    private final LatentVectors vectors;
    private final VectorKernel kernel = VectorKernel.fastest();
    private final int d;
    private final float[] queries;
    private final float[] rows;

    Block(LatentVectors vectors) {
      this.vectors = vectors;
      d = vectors.dimensions();
      queries = new float[QUERIES * d];
      rows = new float[ROWS * d];
    }

    void measure(int[] asked, int from, int to, float[][] distances) {
      for (int q = from; q < to; q++) {
        vectors.copy(asked[q], queries, (q - from) * d);
      }
      int n = vectors.size();
      for (int start = 0; start < n; start += ROWS) {
        int end = Math.min(n, start + ROWS);
        for (int row = start; row < end; row++) {
          vectors.copy(row, rows, (row - start) * d);
        }
        for (int q = 0; q < to - from; q++) {
          for (int row = start; row < end; row++) {
            distances[q][row] =
                vectors.metric().distance(kernel, queries, q * d, rows, (row - start) * d, d);
          }
        }
      }
    }
  }

  /// The `k` nearest other rows of each row in `queries`, nearest first, ties by lower row.
  static NearestLists nearest(
      LatentVectors vectors, int[] queries, int k, int threads, Progress progress) {
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
