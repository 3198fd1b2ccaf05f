package dev.portolan.index;

import dev.portolan.projection.VectorMetric;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.Generation;
import dev.portolan.storage.KnnOptions;
import dev.portolan.storage.MapStore;
import dev.portolan.storage.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Measures how far data have drifted from a map.
final class DriftMeasure {
  /// So many new data are looked at, spread evenly.
  static final int SAMPLE = 1000;

  private static final int NEIGHBORS = 15;

  private DriftMeasure() {}

  /// Without novelty, which needs neighbours.
  static UpdateReport.Drift churn(Comings comings) {
    UpdateReport.Drift last = last(comings.before());
    int placed = last.placedSince() + comings.fresh().count();
    int dropped = last.droppedSince() + comings.gone();
    int built =
        Math.max(1, comings.before().rows().count() - last.placedSince() + last.droppedSince());
    return new UpdateReport.Drift(
        (double) (placed + dropped) / built, null, null, null, placed, dropped);
  }

  /// @param nearest of the fresh data, among those that were there
  static UpdateReport.Drift of(
      DataSnapshot data,
      MapStore maps,
      Comings comings,
      Nearest[] nearest,
      List<float[]> vectors,
      VectorMetric metric) {
    return churn(comings)
        .withNovelty(
            nearest.length == 0 ? null : novelty(data, maps, comings, nearest, vectors, metric));
  }

  /// Of the updates since the last build.
  private static UpdateReport.Drift last(Generation before) {
    return Optional.ofNullable(before.about().get(MapUpdate.REPORT))
        .map(json -> UpdateReport.fromJson(json).drift())
        .orElse(new UpdateReport.Drift(0, null, null, null, 0, 0));
  }

  /// Null where the build did not keep how near its data were.
  private static Double novelty(
      DataSnapshot data,
      MapStore maps,
      Comings comings,
      Nearest[] nearest,
      List<float[]> vectors,
      VectorMetric metric) {
    if (!maps.fitHas(comings.before(), FitDrift.FILE)) {
      return null;
    }
    double far = FitDrift.fromBytes(maps.fit(comings.before(), FitDrift.FILE)).nearest99();
    boolean graph = data.schema().latent().metric().name().equals(metric.name());
    int sampled = Math.min(SAMPLE, nearest.length);
    int[] fresh = comings.fresh().ordinals();
    // A copy of a mapped datum is not new to the map, however many of them come.
    long novel =
        IntStream.range(0, sampled)
            .map(i -> (int) ((long) i * nearest.length / sampled))
            .parallel()
            .filter(i ->
                nearest[i].distances()[0] > far
                    || graph
                        && nearest[i].distances()[0] > MappedNeighbors.COPY
                        && amongNew(data, comings, fresh[i], vectors.get(i)))
            .count();
    return (double) novel / sampled;
  }

  /// Whether most of a datum's neighbours are new as well.
  private static boolean amongNew(DataSnapshot data, Comings comings, int ordinal, float[] vector) {
    Nearest all = data.nearest(vector, KnnOptions.of(NEIGHBORS + 1));
    int others = 0;
    int fresh = 0;
    for (int other : all.ordinals()) {
      if (other != ordinal) {
        others++;
        fresh += comings.fresh().contains(other) ? 1 : 0;
      }
    }
    return 2 * fresh > others;
  }
}
