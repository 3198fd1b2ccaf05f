package dev.portolan.index;

import dev.portolan.index.duplicates.DuplicateEdges;
import dev.portolan.index.duplicates.DuplicateOptions;
import dev.portolan.index.duplicates.Duplicates;
import dev.portolan.index.topics.InsertRule;
import dev.portolan.index.topics.RetiredTopic;
import dev.portolan.index.topics.TopicLayout;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.NeighborGraph;
import dev.portolan.projection.Progress;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.GenerationDraft;
import dev.portolan.storage.GenerationOrigin;
import dev.portolan.storage.MapStore;
import dev.portolan.storage.Nearest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An update that leaves almost everybody in place: fresh data get a place among those that are
/// there, a topic by the votes of their neighbours, and their duplicates.
///
/// @param lost options that gave way
/// @param newcomers all fresh data
record PlacingUpdate(
    DataSnapshot data,
    MapStore maps,
    MapOptions options,
    List<String> lost,
    Comings comings,
    Newcomers newcomers,
    MappedNeighbors neighbors,
    UpdateReport.Drift drift,
    StageClock clock) {
  /// Beyond so many searches for duplicates a build takes less.
  private static final int MOST_SEARCHES = 1_000;

  /// Places, or relaxes, and publishes; or says why that will not do: then nothing happened.
  MapUpdate.Step run(UpdatePolicy policy) {
    MapColumns then = MapColumns.of(comings.before());
    BuildReport before = MapBuild.report(comings.before());
    int[] freshRows = comings.freshRows();
    NeighborGraph placers =
        neighbors.graph(
            newcomers.nearest(),
            newcomers.vectors(),
            Math.min(comings.there().count(), options.placers()),
            comings.before()::row);
    double built = before.quality().kept();
    NewPlaces places = new NewPlaces(data, options, comings, newcomers, placers);
    Laid laid = Laid.of(places, then, built, policy, clock.begin(BuildStage.PROJECTION));
    UpdateReport.Drift drift = this.drift.withKept(laid.kept());
    if (policy == UpdatePolicy.AUTO && laid.misfit(built, freshRows.length)) {
      return new MapUpdate.Step.Anew(
          new UpdateChoice.Anew(
              UpdateLevel.REFIT,
              "new data keep %.0f %% of their neighbours on the map, the data of the build %.0f %%"
                  .formatted(100 * laid.kept(), 100 * built)),
          drift);
    }
    UpdateReport.Quality quality = places.quality(laid.positions(), built);
    float[] x = laid.positions().x();
    float[] y = laid.positions().y();
    clock.begin(BuildStage.TOPICS);
    TopicTree treeThen = MapBuild.topicTree(maps, comings.before());
    int[] fresh = topics(then, placers, treeThen);
    int[] topicOfRow = merged(then.topic(), fresh, freshRows);
    UpdateNaming.Named naming =
        new UpdateNaming(data, options, comings, latent())
            .of(treeThen, then, topicOfRow, x, y, clock.begin(BuildStage.LABELS));
    Progress comparing = clock.begin(BuildStage.DUPLICATES);
    Double cutoff = before.duplicates().cutoff();
    DuplicateOptions wanted = options.duplicates().settled(comings.rows().count());
    int most = policy == UpdatePolicy.AUTO ? MOST_SEARCHES : Integer.MAX_VALUE;
    Optional<Duplicates> found =
        cutoff == null
            ? Optional.of(Duplicates.off(comings.rows().count()))
            : new UpdatedDuplicates(
                    data, comings, newcomers, latent(), wanted, cutoff, options.threads())
                .find(MapBuild.duplicateEdges(maps, comings.before()), then, most, comparing);
    if (found.isEmpty()) {
      return new MapUpdate.Step.Anew(
          new UpdateChoice.Anew(
              MapUpdate.relaxes(options) ? UpdateLevel.WARM : UpdateLevel.REFIT,
              "of more than %,d data amid thousands that are alike the duplicates have to be found again"
                  .formatted(MOST_SEARCHES)),
          drift);
    }
    Duplicates duplicates = found.get();
    MapColumns columns =
        new MapColumns(x, y, topicOfRow, duplicateOf(duplicates), distances(duplicates));

    clock.begin(BuildStage.PUBLISH).check();
    TopicTree tree = naming.tree();
    BuildReport report =
        before.updated(
            comings.rows().count(),
            data.count() - comings.rows().count(),
            ReportWriting.topics(tree, topicOfRow, before.topics().labels()),
            duplicates,
            wanted.exact());
    UpdateReport told =
        new UpdateReport(
            comings.before().number(),
            laid.level().text(),
            laid.reason(),
            freshRows.length,
            comings.gone(),
            drift.withUnassigned(unassigned(fresh, treeThen)),
            quality,
            laid.level() == UpdateLevel.PLACE
                ? new UpdateReport.Moved(0, 0)
                : MapUpdate.moved(comings, comings.rows(), x, y),
            MapUpdate.topics(treeThen, tree),
            MapUpdate.duplicates(before.duplicates(), report.duplicates()),
            lost,
            clock.stages());
    maps.publishAfter(
        comings.before().number(),
        new GenerationDraft(
            comings.rows(),
            columns.stored(),
            about(report, told, naming, ledger(treeThen, tree)),
            fit(tree, duplicates.edges(), placers)),
        new GenerationOrigin.Updated(comings.before().number()));
    return new MapUpdate.Step.Done(told);
  }

  /// How many are looked for: those that place a datum, and those that vote on its topic.
  static int voters(MapOptions options) {
    return Math.max(InsertRule.VOTERS, options.placers());
  }

  /// A copy of a datum has its topic.
  private int[] topics(MapColumns then, NeighborGraph placers, TopicTree tree) {
    InsertRule rule = new InsertRule(tree, options.topicCoverage());
    Nearest[] nearest = newcomers.nearest();
    int[] topics = new int[nearest.length];
    for (int i = 0; i < topics.length; i++) {
      int[] votes = new int[Math.min(InsertRule.VOTERS, nearest[i].size())];
      for (int v = 0; v < votes.length; v++) {
        votes[v] = then.topic()[comings.before().row(nearest[i].ordinals()[v])];
      }
      boolean copy = placers.k() > 0 && placers.distances()[i * placers.k()] == 0;
      topics[i] = rule.topic(votes, copy);
    }
    return topics;
  }

  private LatentVectors latent() {
    return new StoredLatents(
        data, data.vectors(comings.rows()), options.metricOver(data.schema().latent().metric()));
  }

  private int[] duplicateOf(Duplicates duplicates) {
    int[] ordinals = comings.rows().ordinals();
    int[] of = new int[ordinals.length];
    for (int row = 0; row < of.length; row++) {
      of[row] = !duplicates.searched() ? -1 : ordinals[duplicates.duplicateOf()[row]];
    }
    return of;
  }

  private float[] distances(Duplicates duplicates) {
    float[] distances = new float[comings.rows().count()];
    for (int row = 0; row < distances.length; row++) {
      distances[row] = (float) duplicates.distance()[row];
    }
    return distances;
  }

  /// Null without fresh data or topics.
  private static Double unassigned(int[] fresh, TopicTree tree) {
    return fresh.length == 0 || tree.depths() == 0
        ? null
        : (double) Arrays.stream(fresh).filter(topic -> topic == 0).count() / fresh.length;
  }

  /// Topics that lost all their data go into the ledger, so that a question for them is answered.
  private TopicLedger ledger(TopicTree then, TopicTree now) {
    List<RetiredTopic> retired =
        then.topics().stream()
            .filter(topic -> !now.has(topic.id()))
            .map(topic -> new RetiredTopic(topic.id(), topic.depth(), topic.label(), List.of()))
            .toList();
    return TopicLedger.of(comings.before().about()).retiring(retired, then);
  }

  private Map<String, String> about(
      BuildReport report, UpdateReport told, UpdateNaming.Named naming, TopicLedger ledger) {
    Map<String, String> about = new LinkedHashMap<>(comings.before().about());
    ledger.putInto(about);
    if (naming.labels() == null) {
      about.put(MapBuild.REPORT, report.toJson());
    } else {
      Set<String> kept = MapBuild.labelKeys(comings.before()).orElse(Set.of());
      about.putAll(MapBuild.labelled(report, naming.labels(), kept, data.schema()));
    }
    StoredOptions.put(about, options, data.schema());
    about.put(MapBuild.DATA_COMMIT, Long.toString(data.commit()));
    about.put(MapUpdate.REPORT, told.toJson());
    about.put(UpdateNaming.LOST, UpdateNaming.text(naming.lost()));
    return about;
  }

  private Map<String, ByteBuffer> fit(TopicTree tree, DuplicateEdges edges, NeighborGraph placers) {
    Map<String, ByteBuffer> fit = new LinkedHashMap<>();
    fit.put(MapBuild.EDGES_FILE, ByteBuffer.wrap(edges.toBytes()));
    fit.put(MapBuild.TOPICS_FILE, ByteBuffer.wrap(tree.toJson().getBytes(StandardCharsets.UTF_8)));
    if (maps.fitHas(comings.before(), FitDrift.FILE)) {
      fit.put(FitDrift.FILE, maps.fit(comings.before(), FitDrift.FILE));
    }
    if (maps.fitHas(comings.before(), TopicsBefore.LAYOUT_FILE)) {
      TopicLayout.fromBytes(maps.fit(comings.before(), TopicsBefore.LAYOUT_FILE))
          .ifPresent(layout ->
              fit.put(TopicsBefore.LAYOUT_FILE, layout.with(comings.rowThen(), placers).toBytes()));
    }
    return fit;
  }

  private int[] merged(int[] then, int[] fresh, int[] freshRows) {
    int[] now = new int[comings.rowThen().length];
    for (int row = 0; row < now.length; row++) {
      now[row] = comings.rowThen()[row] < 0 ? 0 : then[comings.rowThen()[row]];
    }
    for (int i = 0; i < freshRows.length; i++) {
      now[freshRows[i]] = fresh[i];
    }
    return now;
  }
}
