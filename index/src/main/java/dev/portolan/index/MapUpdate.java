package dev.portolan.index;

import dev.portolan.index.topics.TopicTree;
import dev.portolan.projection.Progress;
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
  /// Placing costs a search of the graph for each datum that came, `m²·d` multiplications among the
  /// `m` that came, and one pass over the columns; a pass over the texts where a topic changed by
  /// more than a tenth, and one over all vectors for a datum whose neighbours are too many.
  ///
  /// @param maps a map with a generation
  /// @return empty where nothing came, went or changed: then nothing is published
  /// @throws IllegalStateException when another generation was published meanwhile, or placing is
  ///   asked for and the pairs kept of the duplicates do not reach as far as the cutoff
  /// @throws java.util.concurrent.CancellationException when the monitor says so
  public static Optional<UpdateReport> run(
      DataStore store, MapStore maps, UpdatePolicy policy, BuildMonitor monitor) {
    StageClock clock = new StageClock(monitor);
    clock.begin(BuildStage.READ);
    Step step;
    try (DataSnapshot data = store.snapshot()) {
      Generation before = maps.readNewest(maps::read);
      Comings comings = Comings.of(data, before);
      if (comings.nothing()) {
        return Optional.empty();
      }
      MapOptions options = MapBuild.options(before.about()).orElseGet(MapOptions::defaults);
      UpdateReport.Drift drift = DriftMeasure.churn(comings);
      String reason = reason(drift, comings, policy);
      step =
          reason.isEmpty()
              ? place(data, maps, options, comings, policy, clock)
              : new Step.Refit(options, comings, drift, reason);
    }
    // The snapshot is closed by now: a build takes its own.
    return Optional.of(
        switch (step) {
          case Step.Placed(UpdateReport report) -> report;
          case Step.Refit refit -> refit(refit, store, maps, monitor);
        });
  }

  /// How an update goes on.
  private sealed interface Step {
    /// It is done.
    record Placed(UpdateReport report) implements Step {}

    /// The map is to be built anew, and why.
    record Refit(MapOptions options, Comings comings, UpdateReport.Drift drift, String reason)
        implements Step {}
  }

  /// Why placing is out of the question, whatever the new data are like; empty where it is not.
  private static String reason(UpdateReport.Drift drift, Comings comings, UpdatePolicy policy) {
    if (policy == UpdatePolicy.REFIT) {
      return "asked for";
    }
    if (comings.there().isEmpty()) {
      return "nothing is left of the data that were there";
    }
    return policy == UpdatePolicy.PLACE || drift.churn() <= MOST_CHURN
        ? ""
        : "%.0f %% of the data came or went since the build, more than %.0f %%"
            .formatted(100 * drift.churn(), 100 * MOST_CHURN);
  }

  /// Places where that is enough.
  private static Step place(
      DataSnapshot data,
      MapStore maps,
      MapOptions options,
      Comings comings,
      UpdatePolicy policy,
      StageClock clock) {
    List<float[]> vectors = new ArrayList<>();
    comings.fresh().forEach(ordinal -> vectors.add(data.latent(ordinal)));
    MappedNeighbors neighbors =
        new MappedNeighbors(
            data,
            comings.there(),
            options.metricOver(data.schema().latent().metric()),
            PlacingUpdate.voters(options));
    Nearest[] nearest = nearest(neighbors, vectors, clock.begin(BuildStage.NEIGHBORS));
    UpdateReport.Drift drift =
        DriftMeasure.of(data, maps, comings, nearest, vectors, neighbors.metric());
    String novel = policy == UpdatePolicy.PLACE ? "" : novel(drift, comings);
    if (!novel.isEmpty()) {
      return new Step.Refit(options, comings, drift, novel);
    }
    PlacingUpdate placing =
        new PlacingUpdate(data, maps, options, comings, vectors, neighbors, nearest, drift, clock);
    Optional<UpdateReport> placed =
        placing.run(policy == UpdatePolicy.PLACE ? "asked for" : "little changed since the build");
    if (placed.isEmpty() && policy == UpdatePolicy.PLACE) {
      throw new IllegalStateException(
          "the pairs of duplicates kept with map generation %d do not reach as far as its cutoff, so new data cannot be compared by them; update by policy auto or refit"
              .formatted(comings.before().number()));
    }
    return placed.isPresent()
        ? new Step.Placed(placed.get())
        : new Step.Refit(
            options,
            comings,
            drift,
            "the pairs kept of the duplicates do not reach as far as the cutoff");
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

  /// Why the new data are too unlike the others to be placed; empty where they are not. Two
  /// deviations of chance are allowed for, so that few data do not decide.
  private static String novel(UpdateReport.Drift drift, Comings comings) {
    int sampled = Math.clamp(comings.fresh().count(), 1, DriftMeasure.SAMPLE);
    double most = MOST_NOVELTY + 2 * Math.sqrt(MOST_NOVELTY / sampled);
    return drift.novelty() == null || drift.novelty() <= most
        ? ""
        : "%.0f %% of the new data are unlike those of the map, more than %.0f %%"
            .formatted(100 * drift.novelty(), 100 * most);
  }

  private static UpdateReport refit(
      Step.Refit refit, DataStore store, MapStore maps, BuildMonitor monitor) {
    Comings comings = refit.comings();
    Generation before = comings.before();
    TopicTree then = MapBuild.topicTree(maps, before);
    BuildReport.Duplicates duplicates = MapBuild.report(before).duplicates();
    MapBuild.Onto onto = new MapBuild.Onto(before, comings.there());
    BuildReport built = MapBuild.refit(store, maps, refit.options(), onto, monitor);
    Generation now = maps.readNewest(maps::read);
    return new UpdateReport(
        before.number(),
        "refit",
        refit.reason(),
        comings.fresh().count(),
        comings.gone(),
        refit.drift(),
        moved(comings, now),
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

  /// How far those moved who were there, unchanged, and are.
  private static UpdateReport.Moved moved(Comings comings, Generation now) {
    Generation before = comings.before();
    float[] x = before.floats("x");
    float[] y = before.floats("y");
    float[] xNow = now.floats("x");
    float[] yNow = now.floats("y");
    int[] ordinals = comings.there().and(now.rows()).ordinals();
    double[] ways = new double[ordinals.length];
    int moved = 0;
    for (int i = 0; i < ways.length; i++) {
      int then = before.row(ordinals[i]);
      int row = now.row(ordinals[i]);
      ways[i] = Math.hypot(x[then] - xNow[row], y[then] - yNow[row]);
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
