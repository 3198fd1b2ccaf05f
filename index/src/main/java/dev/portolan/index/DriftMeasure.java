package dev.portolan.index;

import dev.portolan.projection.VectorMetric;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.Generation;
import dev.portolan.storage.KnnOptions;
import dev.portolan.storage.MapStore;
import dev.portolan.storage.Nearest;
import java.util.Arrays;
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

  /// Of the updates since the last build.
  private static UpdateReport.Drift last(Generation before) {
    return Optional.ofNullable(before.about().get(MapUpdate.REPORT))
        .map(json -> UpdateReport.fromJson(json).drift())
        .orElse(new UpdateReport.Drift(0, null, null, null, 0, 0));
  }

  /// Of how many newcomers novelty is known.
  static int sampled(Newcomers newcomers) {
    return Math.min(SAMPLE, newcomers.count());
  }

  /// Null without newcomers, or where the build did not keep how near its data were.
  static Double novelty(
      DataSnapshot data, MapStore maps, Comings comings, Newcomers newcomers, VectorMetric metric) {
    if (newcomers.count() == 0 || !maps.fitHas(comings.before(), FitDrift.FILE)) {
      return null;
    }
    double far = FitDrift.fromBytes(maps.fit(comings.before(), FitDrift.FILE)).nearest99();
    boolean graph = data.schema().latent().metric().name().equals(metric.name());
    int[] sample =
        Newcomers.spread(IntStream.range(0, newcomers.count()).toArray(), sampled(newcomers));
    // A copy of a mapped datum is not new to the map, however many of them come.
    long novel =
        Arrays.stream(sample)
            .parallel()
            .filter(i -> {
              double nearest = newcomers.nearest()[i].distances()[0];
              return nearest > far
                  || graph
                      && nearest > MappedNeighbors.COPY
                      && amongNew(data, comings, newcomers, i);
            })
            .count();
    return (double) novel / sample.length;
  }

  /// Whether most of a datum's neighbours are new as well, more than there are new ones anyway.
  private static boolean amongNew(
      DataSnapshot data, Comings comings, Newcomers newcomers, int which) {
    int ordinal = newcomers.ordinals()[which];
    Nearest others =
        newcomers
            .others(ordinal, NEIGHBORS)
            .orElseGet(() ->
                data.nearest(newcomers.vectors().get(which), KnnOptions.of(NEIGHBORS + 1))
                    .without(ordinal));
    long fresh = Arrays.stream(others.ordinals()).filter(comings.fresh()::contains).count();
    double share = (double) comings.fresh().count() / comings.rows().count();
    return 2 * fresh > others.size() * (1 + share);
  }
}
