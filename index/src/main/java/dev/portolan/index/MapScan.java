package dev.portolan.index;

import dev.portolan.index.duplicates.VectorBlock;
import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.VectorMetric;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The nearest data to vectors by a metric that the store has no graph for: each datum is measured.
///
/// Exact, on all cores: `n·queries·d` multiplications and one pass over the stored vectors.
public final class MapScan {
  private static final int ROWS = 256;

  private final LatentVectors rows;
  private final int[] ordinals;
  private final VectorBlock queries;
  private final int k;

  private MapScan(LatentVectors rows, int[] ordinals, VectorBlock queries, int k) {
    this.rows = rows;
    this.ordinals = ordinals;
    this.queries = queries;
    this.k = k;
  }

  /// The `k` nearest of some data to each query, nearest first, ties by lower ordinal.
  ///
  /// @param among data with a vector
  /// @param metric of the map
  /// @param queries each of the dataset's dimensions
  /// @return `[queries]`
  /// @throws IllegalArgumentException when a query does not fit dataset or metric
  public static Nearest[] nearest(
      DataSnapshot data, DatumSet among, VectorMetric metric, List<float[]> queries, int k) {
    LatentVectors asked = new AskedLatents(data.schema().latent(), metric, queries);
    VectorBlock block = VectorBlock.of(asked, IntStream.range(0, asked.size()).toArray());
    LatentVectors rows = new StoredLatents(data, data.vectors(among), metric);
    return new MapScan(rows, among.ordinals(), block, k).nearest();
  }

  private Nearest[] nearest() {
    int parts = Math.clamp(rows.size() / ROWS, 1, Runtime.getRuntime().availableProcessors());
    Best[][] best = new Best[parts][];
    IntStream.range(0, parts)
        .parallel()
        .forEach(part -> best[part] = scan(start(part, parts), start(part + 1, parts)));
    return IntStream.range(0, queries.size())
        .mapToObj(q -> merged(best, q))
        .toArray(Nearest[]::new);
  }

  private int start(int part, int parts) {
    return (int) ((long) part * rows.size() / parts);
  }

  private Best[] scan(int from, int to) {
    Best[] best = new Best[queries.size()];
    Arrays.setAll(best, _ -> new Best(k));
    for (int start = from; start < to; start += ROWS) {
      VectorBlock block =
          VectorBlock.of(rows, IntStream.range(start, Math.min(to, start + ROWS)).toArray());
      for (int q = 0; q < best.length; q++) {
        for (int i = 0; i < block.size(); i++) {
          best[q].offer(ordinals[start + i], queries.distanceUpTo(q, block, i, best[q].farthest()));
        }
      }
    }
    return best;
  }

  private Nearest merged(Best[][] best, int query) {
    int[] found =
        Arrays.stream(best).flatMapToInt(part -> Arrays.stream(part[query].found())).toArray();
    double[] distances =
        Arrays.stream(best)
            .flatMapToDouble(part -> Arrays.stream(part[query].distances()))
            .toArray();
    return Nearest.of(found, distances, k);
  }

  /// The nearest so far, nearest first.
  private static final class Best {
    private final int[] ordinals;
    private final double[] distances;
    private int size;

    Best(int k) {
      ordinals = new int[k];
      distances = new double[k];
    }

    double farthest() {
      return size == ordinals.length ? distances[size - 1] : Double.MAX_VALUE;
    }

    /// Data come in ascending ordinal, so of two equally far the first stays.
    void offer(int ordinal, double distance) {
      if (distance > farthest() || size == ordinals.length && distance == farthest()) {
        return;
      }
      int place = size < ordinals.length ? size++ : size - 1;
      for (; place > 0 && distances[place - 1] > distance; place--) {
        ordinals[place] = ordinals[place - 1];
        distances[place] = distances[place - 1];
      }
      ordinals[place] = ordinal;
      distances[place] = distance;
    }

    int[] found() {
      return Arrays.copyOf(ordinals, size);
    }

    double[] distances() {
      return Arrays.copyOf(distances, size);
    }
  }
}
