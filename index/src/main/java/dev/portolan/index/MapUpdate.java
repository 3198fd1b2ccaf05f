package dev.portolan.index;

import dev.portolan.index.topics.TopicTree;
import dev.portolan.projection.Progress;
import dev.portolan.projection.VectorMetric;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Generation;
import dev.portolan.storage.MapStore;
import dev.portolan.storage.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings a map up to date with its data: what came is placed, what went leaves, and the rest stays
/// where it is; or, when too much changed for that, the map is built anew and turned onto the old.
///
/// An update that fails or is cancelled leaves the map as it was.
public final class MapUpdate {
  private static final int PART = 256;
  private static final double MOST_CHURN = .1;
  private static final double MOST_NOVELTY = .02;
  static final String REPORT = "portolan.update";

  private MapUpdate() {}

  /// Updates and publishes. The caller holds the database's lock.
  ///
  /// Placing costs a search of the graph for each datum that came, and one pass over the columns.
  ///
  /// @param maps a map with a generation
  /// @return empty where nothing came, went or changed: then nothing is published
  /// @throws java.util.concurrent.CancellationException when the monitor says so
  public static Optional<UpdateReport> run(
      DataStore store, MapStore maps, UpdatePolicy policy, BuildMonitor monitor) {
    StageClock clock = new StageClock(monitor);
    clock.begin(BuildStage.READ);
    try (DataSnapshot data = store.snapshot()) {
      Generation before = maps.readNewest(maps::read);
      Comings comings = Comings.of(data, before);
      if (comings.nothing()) {
        return Optional.empty();
      }
      MapOptions options = MapBuild.options(before.about()).orElseGet(MapOptions::defaults);
      List<float[]> vectors = new ArrayList<>();
      comings.fresh().forEach(ordinal -> vectors.add(data.latent(ordinal)));
      boolean placeable = !comings.there().isEmpty();
      Progress searching = clock.begin(BuildStage.NEIGHBORS);
      Nearest[] nearest =
          placeable && !vectors.isEmpty()
              ? nearest(neighbors(data, comings, options), vectors, searching)
              : new Nearest[0];
      UpdateReport.Drift drift =
          DriftMeasure.of(data, maps, comings, nearest, vectors, metric(data, options));
      String reason = reason(drift, comings, policy);
      boolean place =
          policy != UpdatePolicy.REFIT && placeable && reason.isEmpty()
              || policy == UpdatePolicy.PLACE && placeable;
      return Optional.of(
          place
              ? new PlacingUpdate(data, maps, options, comings, vectors, nearest, drift, clock)
                  .run(
                      policy == UpdatePolicy.PLACE ? "asked for" : "little changed since the build")
              : refit(store, maps, options, comings, drift, reason, monitor));
    }
  }

  private static VectorMetric metric(DataSnapshot data, MapOptions options) {
    return options.metricOver(data.schema().latent().metric());
  }

  static MappedNeighbors neighbors(DataSnapshot data, Comings comings, MapOptions options) {
    return new MappedNeighbors(data, comings.there(), metric(data, options), PlacingUpdate.VOTERS);
  }

  /// Part by part, so that a cancel is seen.
  private static Nearest[] nearest(
      MappedNeighbors neighbors, List<float[]> vectors, Progress progress) {
    Nearest[] nearest = new Nearest[vectors.size()];
    for (int from = 0; from < nearest.length; from += PART) {
      progress.check();
      progress.advance(from, nearest.length);
      int to = Math.min(nearest.length, from + PART);
      System.arraycopy(neighbors.of(vectors.subList(from, to)), 0, nearest, from, to - from);
    }
    return nearest;
  }

  /// Why placing is not enough; empty where it is.
  private static String reason(UpdateReport.Drift drift, Comings comings, UpdatePolicy policy) {
    if (policy == UpdatePolicy.REFIT) {
      return "asked for";
    }
    if (comings.there().isEmpty()) {
      return "nothing is left of the data that were there";
    }
    if (drift.churn() > MOST_CHURN) {
      return "%.0f %% of the data came or went since the build, more than %.0f %%"
          .formatted(100 * drift.churn(), 100 * MOST_CHURN);
    }
    // Two deviations of chance, so that few data do not decide.
    int fresh = comings.fresh().count();
    double chance = 2 * Math.sqrt(MOST_NOVELTY / Math.max(1, fresh));
    if (drift.novelty() != null && drift.novelty() > MOST_NOVELTY + chance) {
      return "%.0f %% of the new data are unlike those of the map, more than %.0f %%"
          .formatted(100 * drift.novelty(), 100 * MOST_NOVELTY);
    }
    return "";
  }

  private static UpdateReport refit(
      DataStore store,
      MapStore maps,
      MapOptions options,
      Comings comings,
      UpdateReport.Drift drift,
      String reason,
      BuildMonitor monitor) {
    Generation before = comings.before();
    TopicTree then = MapBuild.topicTree(maps, before);
    BuildReport.Duplicates duplicates = MapBuild.report(before).duplicates();
    BuildReport built = MapBuild.refit(store, maps, options, before, monitor);
    Generation now = maps.readNewest(maps::read);
    return new UpdateReport(
        before.number(),
        "refit",
        reason,
        comings.fresh().count(),
        comings.gone(),
        drift,
        moved(before, now),
        topics(then, MapBuild.topicTree(maps, now)),
        duplicates(duplicates, built.duplicates()),
        built.stages());
  }

  static UpdateReport.Topics topics(TopicTree before, TopicTree now) {
    Map<Integer, String> labels = new HashMap<>();
    before.topics().forEach(topic -> labels.put(topic.id(), topic.label()));
    int born = 0;
    int renamed = 0;
    for (var topic : now.topics()) {
      String label = labels.remove(topic.id());
      born += label == null ? 1 : 0;
      renamed += label != null && !label.equals(topic.label()) ? 1 : 0;
    }
    return new UpdateReport.Topics(born, labels.size(), renamed);
  }

  static UpdateReport.Duplicates duplicates(
      BuildReport.Duplicates before, BuildReport.Duplicates now) {
    return new UpdateReport.Duplicates(
        now.clusters(), before.clusters(), now.candidates(), before.candidates());
  }

  /// How far those moved who are in both generations.
  private static UpdateReport.Moved moved(Generation before, Generation now) {
    float[] x = before.floats("x");
    float[] y = before.floats("y");
    int[] ordinals = before.rows().and(now.rows()).ordinals();
    double[] ways = new double[ordinals.length];
    int moved = 0;
    for (int i = 0; i < ways.length; i++) {
      int then = before.row(ordinals[i]);
      int row = now.row(ordinals[i]);
      ways[i] = Math.hypot(x[then] - now.floats("x")[row], y[then] - now.floats("y")[row]);
      moved += ways[i] > 0 ? 1 : 0;
    }
    Arrays.sort(ways);
    double width = Math.max(width(x), width(y));
    double median = ways.length == 0 || width == 0 ? 0 : ways[ways.length / 2] / width;
    return new UpdateReport.Moved(moved, median);
  }

  private static double width(float[] values) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return values.length == 0 ? 0 : (double) most - least;
  }
}
