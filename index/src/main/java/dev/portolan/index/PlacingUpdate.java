package dev.portolan.index;

import dev.portolan.index.duplicates.DuplicateEdges;
import dev.portolan.index.duplicates.DuplicateOptions;
import dev.portolan.index.duplicates.DuplicateUpdate;
import dev.portolan.index.duplicates.Duplicates;
import dev.portolan.index.duplicates.EdgeUpdate;
import dev.portolan.index.duplicates.NewPairs;
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
import java.util.Set;

/// An update that leaves almost everybody in place: fresh data get a place among those that are
/// there, a topic by the votes of their neighbours, and their duplicates.
///
/// @param newcomers all fresh data
record PlacingUpdate(
    DataSnapshot data,
    MapStore maps,
    MapOptions options,
    Comings comings,
    Newcomers newcomers,
    MappedNeighbors neighbors,
    UpdateReport.Drift drift,
    StageClock clock) {
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
    DuplicateOptions wanted = options.duplicates().settled(comings.rows().count());
    DuplicateEdges edges = edges(before.duplicates().cutoff(), wanted, freshRows, comparing);
    Duplicates duplicates =
        before.duplicates().cutoff() == null
            ? null
            : duplicates(edges, then, before.duplicates().cutoff(), wanted.exact(), comparing);
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
            clock.stages());
    retire(treeThen, tree);
    maps.publishAfter(
        comings.before().number(),
        new GenerationDraft(
            comings.rows(),
            columns.stored(),
            about(report, told, naming),
            fit(tree, edges, placers)),
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

  /// @param cutoff null where no duplicates are looked for
  private DuplicateEdges edges(
      Double cutoff, DuplicateOptions wanted, int[] freshRows, Progress progress) {
    int n = comings.rows().count();
    if (cutoff == null) {
      return DuplicateEdges.unsearched(n);
    }
    DuplicateEdges then = MapBuild.duplicateEdges(maps, comings.before());
    int[][] listed = new int[freshRows.length][];
    double[][] listedAt = new double[freshRows.length][];
    for (int i = 0; i < listed.length; i++) {
      Nearest nearest = newcomers.nearest()[i];
      listed[i] = new int[nearest.size()];
      for (int s = 0; s < listed[i].length; s++) {
        listed[i][s] = comings.rows().rank(nearest.ordinals()[s]) - 1;
      }
      listedAt[i] = nearest.distances();
    }
    NewPairs found =
        freshRows.length == 0
            ? NewPairs.none()
            : NewPairs.of(
                new NewPairs.Question(
                    latent(),
                    freshRows,
                    listed,
                    listedAt,
                    comings.there().count(),
                    cutoff,
                    Math.max(cutoff, then.ceiling()),
                    wanted.exact()),
                options.threads(),
                progress);
    return EdgeUpdate.of(
        then,
        comings.rowNow(),
        DataRanking.of(data, comings.rows().ordinals(), wanted.retention()),
        found);
  }

  private Duplicates duplicates(
      DuplicateEdges edges, MapColumns then, double cutoff, boolean exact, Progress progress) {
    int n = comings.rows().count();
    int[] rowNow = comings.rowNow();
    int[] was = new int[n];
    double[] wasAt = new double[n];
    for (int row = 0; row < n; row++) {
      int rowThen = comings.rowThen()[row];
      was[row] = rowThen < 0 ? -1 : rowNow[comings.before().row(then.duplicateOf()[rowThen])];
      wasAt[row] = rowThen < 0 ? 0 : then.duplicateDistance()[rowThen];
    }
    LatentVectors vectors = latent();
    boolean graph =
        !exact && data.schema().latent().metric().name().equals(vectors.metric().name());
    return DuplicateUpdate.of(
        new DuplicateUpdate.Question(edges, cutoff, was, wasAt, vectors),
        new NearRows(data, comings.rows().ordinals(), vectors, cutoff, graph),
        progress);
  }

  private int[] duplicateOf(Duplicates duplicates) {
    int[] ordinals = comings.rows().ordinals();
    int[] of = new int[ordinals.length];
    for (int row = 0; row < of.length; row++) {
      of[row] = duplicates == null ? -1 : ordinals[duplicates.duplicateOf()[row]];
    }
    return of;
  }

  private float[] distances(Duplicates duplicates) {
    float[] distances = new float[comings.rows().count()];
    for (int row = 0; row < distances.length && duplicates != null; row++) {
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
  private void retire(TopicTree then, TopicTree now) {
    List<RetiredTopic> retired =
        then.topics().stream()
            .filter(topic -> !now.has(topic.id()))
            .map(topic -> new RetiredTopic(topic.id(), topic.depth(), topic.label(), List.of()))
            .toList();
    if (!retired.isEmpty()) {
      TopicLedger.read(maps.edits())
          .retiring(retired, then)
          .write(maps.edits(), comings.rows().dataset());
    }
  }

  private Map<String, String> about(
      BuildReport report, UpdateReport told, UpdateNaming.Named naming) {
    Map<String, String> about = new LinkedHashMap<>(comings.before().about());
    if (naming.labels() == null) {
      about.put(MapBuild.REPORT, report.toJson());
    } else {
      Set<String> kept = MapBuild.labelKeys(comings.before()).orElse(Set.of());
      about.putAll(MapBuild.labelled(report, naming.labels(), kept, data.schema()));
    }
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
