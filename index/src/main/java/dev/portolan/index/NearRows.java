package dev.portolan.index;

import dev.portolan.index.duplicates.DuplicateUpdate;
import dev.portolan.index.duplicates.VectorBlock;
import dev.portolan.projection.LatentVectors;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.KnnOptions;
import dev.portolan.storage.Nearest;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Looks for the rows within a distance of a row: by the stored graph, farther and farther until it
/// finds none within; where they are too many for that, all are measured.
///
/// A walk of the graph for each row, or `n·d` multiplications on all cores. Safe for many threads.
///
/// @param ordinals `[n]`, the data of the map, ascending
/// @param vectors of them, by the map's metric
/// @param exact whether a walk, which may miss some, will not do
record NearRows(
    DataSnapshot data, int[] ordinals, LatentVectors vectors, double distance, boolean exact)
    implements DuplicateUpdate.Search {
  private static final int FIRST = 64;
  private static final int MOST = 4096;
  private static final int FARTHER = 8;
  private static final int BLOCK = 256;

  /// A walk measures about so many for each that it finds.
  private static final int PER_FOUND = 16;

  /// A query is put together from direction and length once more: what that may change.
  private static final double ROUNDING = 1e-5;

  @Override
  public int[] near(int row) {
    if (!data.schema().latent().metric().name().equals(vectors.metric().name())) {
      return measured(row);
    }
    float[] vector = data.latent(ordinals[row]);
    double reach = distance + ROUNDING * Math.max(1, distance);
    if (!exact) {
      for (int k = FIRST; k <= MOST && k * PER_FOUND < ordinals.length; k *= FARTHER) {
        Nearest found = data.nearest(vector, KnnOptions.of(k).effort(k));
        int within = found.upTo(reach).size();
        if (within < found.size()) {
          return rows(Arrays.stream(found.ordinals(), 0, within));
        }
        if (found.size() < k) {
          // The walk ended on an island.
          break;
        }
      }
    }
    return rows(data.near(vector, reach).stream());
  }

  private int[] rows(IntStream found) {
    return found
        .map(ordinal -> Arrays.binarySearch(ordinals, ordinal))
        .filter(row -> row >= 0)
        .toArray();
  }

  /// By a metric that the store has no graph for.
  private int[] measured(int row) {
    VectorBlock asked = VectorBlock.of(vectors, new int[] {row});
    return IntStream.range(0, Math.ceilDiv(vectors.size(), BLOCK))
        .parallel()
        .flatMap(part -> measured(asked, part * BLOCK))
        .toArray();
  }

  private IntStream measured(VectorBlock asked, int from) {
    int[] some = IntStream.range(from, Math.min(vectors.size(), from + BLOCK)).toArray();
    VectorBlock block = VectorBlock.of(vectors, some);
    return IntStream.range(0, some.length)
        .filter(i -> asked.distanceUpTo(0, block, i, distance) <= distance)
        .map(i -> some[i]);
  }
}
