package dev.portolan.index;

import dev.portolan.index.duplicates.DuplicateEdges;
import dev.portolan.index.duplicates.Duplicates;
import dev.portolan.index.duplicates.EdgeUpdate;
import dev.portolan.index.duplicates.NewPairs;
import dev.portolan.index.topics.InsertRule;
import dev.portolan.index.topics.RetiredTopic;
import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicLayout;
import dev.portolan.index.topics.TopicRelabel;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.NeighborGraph;
import dev.portolan.projection.Placing;
import dev.portolan.projection.Positions;
import dev.portolan.projection.Progress;
import dev.portolan.projection.Projection;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.GenerationDraft;
import dev.portolan.storage.GenerationOrigin;
import dev.portolan.storage.MapStore;
import dev.portolan.storage.Nearest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// An update that moves nobody: fresh data get a place among those that are there, a topic by the
/// votes of their neighbours, and their duplicates.
///
/// @param nearest of each fresh datum the nearest that are there
/// @param vectors of the fresh data
record PlacingUpdate(
    DataSnapshot data,
    MapStore maps,
    MapOptions options,
    Comings comings,
    List<float[]> vectors,
    Nearest[] nearest,
    UpdateReport.Drift drift,
    StageClock clock) {
  /// Neighbours that vote on topics, and of which the first place a datum.
  static final int VOTERS = 32;

  /// A topic that grew or shrank by more is named anew.
  private static final double CHANGED = .1;

  UpdateReport run(String reason) {
    MapColumns then = MapColumns.of(comings.before());
    int[] freshRows = comings.freshRows();
    NeighborGraph placers = placers();
    Positions places = places(then, placers, clock.begin(BuildStage.PROJECTION));
    clock.begin(BuildStage.TOPICS);
    TopicTree treeThen = MapBuild.topicTree(maps, comings.before());
    int[] fresh = topics(then, placers, treeThen);
    int[] topicOfRow = merged(then.topic(), fresh, freshRows);
    Progress naming = clock.begin(BuildStage.LABELS);
    TopicTree tree = named(treeThen, topicOfRow, naming);
    Progress comparing = clock.begin(BuildStage.DUPLICATES);
    DuplicateEdges edges = edges(freshRows, comparing);
    BuildReport before = MapBuild.report(comings.before());
    Duplicates duplicates =
        before.duplicates().cutoff() == null ? null : edges.at(before.duplicates().cutoff());
    MapColumns columns =
        new MapColumns(
            merged(then.x(), places.x(), freshRows),
            merged(then.y(), places.y(), freshRows),
            topicOfRow,
            duplicateOf(duplicates),
            distances(duplicates));

    clock.begin(BuildStage.PUBLISH).check();
    BuildReport report =
        before.updated(
            comings.rows().count(),
            data.count() - comings.rows().count(),
            ReportWriting.topics(tree, topicOfRow, before.topics().labels()),
            duplicates);
    UpdateReport told =
        new UpdateReport(
            comings.before().number(),
            "place",
            reason,
            freshRows.length,
            comings.gone(),
            withUnassigned(fresh, treeThen),
            new UpdateReport.Moved(0, 0),
            MapUpdate.topics(treeThen, tree),
            MapUpdate.duplicates(before.duplicates(), report.duplicates()),
            clock.stages());
    retire(treeThen, tree);
    maps.publishAfter(
        new GenerationDraft(
            comings.rows(), columns.stored(), about(report, told), fit(tree, edges, placers)),
        new GenerationOrigin.Updated(comings.before().number()));
    return told;
  }

  /// Of each fresh datum the rows, then, that decide its place.
  private NeighborGraph placers() {
    int wanted =
        options.projection() instanceof Projection.Umap umap
            ? umap.nNeighbors()
            : Projection.Umap.defaults().nNeighbors();
    int k = Math.min(comings.there().count(), Math.min(wanted, VOTERS));
    return MapUpdate.neighbors(data, comings, options)
        .graph(nearest, vectors, k, comings.before()::row);
  }

  private Positions places(MapColumns then, NeighborGraph placers, Progress progress) {
    Projection projection = options.projection().settle(comings.there().count());
    return Placing.of(
        placers,
        new Positions(then.x(), then.y(), projection),
        options.seed(),
        options.threads(),
        progress);
  }

  /// A copy of a datum has its topic.
  private int[] topics(MapColumns then, NeighborGraph placers, TopicTree tree) {
    InsertRule rule = new InsertRule(tree, options.topicCoverage());
    int[] topics = new int[nearest.length];
    for (int i = 0; i < topics.length; i++) {
      int[] votes = new int[nearest[i].size()];
      for (int v = 0; v < votes.length; v++) {
        votes[v] = then.topic()[comings.before().row(nearest[i].ordinals()[v])];
      }
      boolean copy = placers.k() > 0 && placers.distances()[i * placers.k()] == 0;
      topics[i] = copy ? votes[0] : rule.topic(votes);
    }
    return topics;
  }

  /// The tree with the counts of now, without topics that lost all their data; named anew where one
  /// changed much.
  private TopicTree named(TopicTree then, int[] topicOfRow, Progress progress) {
    TopicTree counted = then.counting(topicOfRow);
    Set<Integer> changed =
        counted.topics().stream()
            .filter(topic -> {
              long before = then.topic(topic.id()).count();
              return Math.abs(topic.count() - before) > CHANGED * before;
            })
            .map(Topic::id)
            .collect(Collectors.toSet());
    if (changed.isEmpty()) {
      return counted;
    }
    LabelTexts labels = LabelTexts.of(data, comings.rows().ordinals(), options.labelField());
    return TopicRelabel.some(
        counted, changed, topicOfRow, latent(), labels.source(), options.threads(), progress);
  }

  private LatentVectors latent() {
    return new StoredLatents(
        data, data.vectors(comings.rows()), options.metricOver(data.schema().latent().metric()));
  }

  private DuplicateEdges edges(int[] freshRows, Progress progress) {
    DuplicateEdges then = MapBuild.duplicateEdges(maps, comings.before());
    Double cutoff = MapBuild.report(comings.before()).duplicates().cutoff();
    int n = comings.rows().count();
    if (cutoff == null) {
      return DuplicateEdges.unsearched(n);
    }
    int[][] listed = new int[freshRows.length][];
    double[][] listedAt = new double[freshRows.length][];
    for (int i = 0; i < listed.length; i++) {
      listed[i] = new int[nearest[i].size()];
      for (int s = 0; s < listed[i].length; s++) {
        listed[i][s] = comings.rows().rank(nearest[i].ordinals()[s]) - 1;
      }
      listedAt[i] = nearest[i].distances();
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
                    options.duplicates().settled(n).exact()),
                options.threads(),
                progress);
    return EdgeUpdate.of(
        then,
        comings.rowNow(),
        DataRanking.of(
            data, comings.rows().ordinals(), options.duplicates().settled(n).retention()),
        found);
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

  private UpdateReport.Drift withUnassigned(int[] fresh, TopicTree tree) {
    Double unassigned = null;
    if (fresh.length > 0 && tree.depths() > 0) {
      int without = 0;
      for (int topic : fresh) {
        without += topic == 0 ? 1 : 0;
      }
      unassigned = (double) without / fresh.length;
    }
    return new UpdateReport.Drift(
        drift.churn(), drift.novelty(), unassigned, drift.placedSince(), drift.droppedSince());
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
          .retiring(retired)
          .write(maps.edits(), comings.rows().dataset());
    }
  }

  private Map<String, String> about(BuildReport report, UpdateReport told) {
    Map<String, String> about = new LinkedHashMap<>(comings.before().about());
    about.put(MapBuild.REPORT, report.toJson());
    about.put(MapBuild.DATA_COMMIT, Long.toString(data.commit()));
    about.put(MapUpdate.REPORT, told.toJson());
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

  private float[] merged(float[] then, float[] fresh, int[] freshRows) {
    float[] now = new float[comings.rowThen().length];
    for (int row = 0; row < now.length; row++) {
      now[row] = comings.rowThen()[row] < 0 ? 0 : then[comings.rowThen()[row]];
    }
    for (int i = 0; i < freshRows.length; i++) {
      now[freshRows[i]] = fresh[i];
    }
    return now;
  }
}
