package dev.portolan.index;

import dev.portolan.index.topics.TopicTree;
import dev.portolan.projection.Projection;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Generation;
import dev.portolan.storage.MapStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Brings a map up to date with its data: what came is placed, what went leaves, and the rest stays
/// where it is; or, when too much changed for that, the map is built anew and turned onto the old.
///
/// An update that fails or is cancelled leaves the map as it was.
public final class MapUpdate {
  static final String REPORT = "portolan.update";

  private MapUpdate() {}

  /// Updates and publishes. The caller holds the database's lock.
  ///
  /// Placing costs a search of the graph for each datum that came, `m²·d` multiplications among the
  /// `m` that came, and one pass over the columns; a pass over the texts where a topic changed by
  /// more than a tenth, and one over all vectors for a datum whose neighbours are too many.
  ///
  /// @param maps a map with a generation
  /// @param threads computing threads, at most
  /// @return empty where nothing came, went or changed: then nothing is published
  /// @throws IllegalArgumentException when the policy does not fit the projection
  /// @throws IllegalStateException when another generation was published meanwhile
  /// @throws java.util.concurrent.CancellationException when the monitor says so
  public static Optional<UpdateReport> run(
      DataStore store, MapStore maps, UpdatePolicy policy, int threads, BuildMonitor monitor) {
    StageClock clock = new StageClock(monitor);
    clock.begin(BuildStage.READ);
    Step step;
    StoredOptions.Fitted fitted;
    Comings comings;
    try (DataSnapshot data = store.snapshot()) {
      Generation before = maps.readNewest(maps::read);
      comings = Comings.of(data, before);
      if (comings.nothing()) {
        return Optional.empty();
      }
      fitted =
          StoredOptions.of(before.about(), data.schema())
              .orElseGet(() -> new StoredOptions.Fitted(MapOptions.defaults(), List.of()))
              .onAtMost(threads);
      check(policy, fitted.options());
      UpdateReport.Drift drift = DriftMeasure.churn(comings);
      Optional<UpdateChoice.Anew> anew = UpdateChoice.before(policy, drift, comings);
      step =
          anew.isPresent()
              ? new Step.Anew(anew.get(), drift)
              : place(data, maps, fitted, comings, drift, policy, clock);
    }
    // The snapshot is closed by now: a build takes its own.
    return Optional.of(
        switch (step) {
          case Step.Done(UpdateReport report) -> report;
          case Step.Anew anew -> anew(anew, fitted, comings, store, maps, monitor);
        });
  }

  /// Whether a map has forces that positions can go on under.
  static boolean relaxes(MapOptions options) {
    return options.projection().settle(1) instanceof Projection.Umap;
  }

  /// How many data came, changed or went since a generation.
  public static int pending(DataStore store, Generation generation) {
    try (DataSnapshot data = store.snapshot()) {
      return Comings.count(data, generation);
    }
  }

  /// How far from their nearest 99 % of the data of a build were at most, in the map's metric;
  /// infinite where it did not say.
  public static double far(MapStore maps, Generation generation) {
    return maps.fitHas(generation, FitDrift.FILE)
        ? FitDrift.fromBytes(maps.fit(generation, FitDrift.FILE)).nearest99()
        : Double.POSITIVE_INFINITY;
  }

  /// Refuses a policy that a map has no forces for.
  ///
  /// @throws IllegalArgumentException when it is not by UMAP and the policy relaxes
  public static void check(UpdatePolicy policy, Generation generation) {
    check(policy, StoredOptions.of(generation.about()).orElseGet(MapOptions::defaults));
  }

  private static void check(UpdatePolicy policy, MapOptions options) {
    if (!relaxes(options) && (policy == UpdatePolicy.RELAX || policy == UpdatePolicy.WARM)) {
      throw new IllegalArgumentException(
          "a map made by %s cannot be updated by policy %s, which only UMAP has forces for; update by auto, place or refit"
              .formatted(options.projection(), policy.name().toLowerCase(Locale.ROOT)));
    }
  }

  /// How an update goes on.
  sealed interface Step {
    /// It is done.
    record Done(UpdateReport report) implements Step {}

    /// The map is to be built from all its data again.
    record Anew(UpdateChoice.Anew choice, UpdateReport.Drift drift) implements Step {}
  }

  /// Places where that is enough.
  private static Step place(
      DataSnapshot data,
      MapStore maps,
      StoredOptions.Fitted fitted,
      Comings comings,
      UpdateReport.Drift churn,
      UpdatePolicy policy,
      StageClock clock) {
    MapOptions options = fitted.options();
    boolean auto = policy == UpdatePolicy.AUTO;
    // Where nobody will be placed, a sample tells what the new data are like.
    int most = auto && UpdateChoice.muchChurn(churn) ? DriftMeasure.SAMPLE : Integer.MAX_VALUE;
    MappedNeighbors neighbors =
        new MappedNeighbors(
            data,
            comings.there(),
            options.metricOver(data.schema().latent().metric()),
            PlacingUpdate.voters(options));
    Newcomers newcomers =
        Newcomers.of(data, comings, neighbors, most, clock.begin(BuildStage.NEIGHBORS));
    UpdateReport.Drift drift =
        churn.withNovelty(DriftMeasure.novelty(data, maps, comings, newcomers, neighbors.metric()));
    Optional<UpdateChoice.Anew> anew =
        auto
            ? UpdateChoice.after(drift, DriftMeasure.sampled(newcomers), relaxes(options))
            : Optional.empty();
    if (anew.isPresent()) {
      return new Step.Anew(anew.get(), drift);
    }
    return new PlacingUpdate(
            data, maps, options, fitted.lost(), comings, newcomers, neighbors, drift, clock)
        .run(policy);
  }

  private static UpdateReport anew(
      Step.Anew step,
      StoredOptions.Fitted fitted,
      Comings comings,
      DataStore store,
      MapStore maps,
      BuildMonitor monitor) {
    Generation before = comings.before();
    TopicTree then = MapBuild.topicTree(maps, before);
    BuildReport.Duplicates duplicates = MapBuild.report(before).duplicates();
    boolean warm = step.choice().level() == UpdateLevel.WARM;
    Onto onto = new Onto(before, comings.there(), warm);
    MapBuild.Refitted built = MapBuild.refit(store, maps, fitted.options(), onto, monitor);
    Generation now = maps.readNewest(maps::read);
    String reason = step.choice().reason();
    return new UpdateReport(
        before.number(),
        (built.warm() ? UpdateLevel.WARM : UpdateLevel.REFIT).text(),
        warm && !built.warm()
            ? reason + "; too many of the new have no neighbour who was there"
            : reason,
        comings.fresh().count(),
        comings.gone(),
        step.drift(),
        new UpdateReport.Quality(
            built.report().quality().sample(),
            built.report().quality().kept(),
            MapBuild.report(before).quality().kept()),
        moved(comings, now.rows(), now.floats("x"), now.floats("y")),
        topics(then, MapBuild.topicTree(maps, now)),
        duplicates(duplicates, built.report().duplicates()),
        fitted.lost(),
        built.report().stages());
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
  ///
  /// @param rows the data of now, and where they lie
  static UpdateReport.Moved moved(Comings comings, DatumSet rows, float[] xNow, float[] yNow) {
    Generation before = comings.before();
    MapColumns columns = MapColumns.of(before);
    int[] ordinals = comings.there().and(rows).ordinals();
    double[] ways = new double[ordinals.length];
    int moved = 0;
    for (int i = 0; i < ways.length; i++) {
      int then = before.row(ordinals[i]);
      int row = rows.rank(ordinals[i]) - 1;
      ways[i] = Math.hypot(columns.x()[then] - xNow[row], columns.y()[then] - yNow[row]);
      moved += ways[i] > 0 ? 1 : 0;
    }
    Arrays.sort(ways);
    double width = columns.width();
    double median = ways.length == 0 || width == 0 ? 0 : ways[ways.length / 2] / width;
    return new UpdateReport.Moved(moved, median);
  }
}
