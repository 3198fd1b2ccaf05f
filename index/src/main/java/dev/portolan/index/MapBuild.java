package dev.portolan.index;

import dev.portolan.index.duplicates.DuplicateAudit;
import dev.portolan.index.duplicates.DuplicateAuditor;
import dev.portolan.index.duplicates.DuplicateEdges;
import dev.portolan.index.duplicates.DuplicateFinder;
import dev.portolan.index.duplicates.DuplicateInput;
import dev.portolan.index.duplicates.DuplicateOptions;
import dev.portolan.index.duplicates.Duplicates;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.index.topics.Topics;
import dev.portolan.projection.ExactCopies;
import dev.portolan.projection.ExactNeighbors;
import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.MapMeasurement;
import dev.portolan.projection.MapQuality;
import dev.portolan.projection.NeighborGraph;
import dev.portolan.projection.NeighborOptions;
import dev.portolan.projection.NeighborResult;
import dev.portolan.projection.NeighborSearch;
import dev.portolan.projection.Positions;
import dev.portolan.projection.Progress;
import dev.portolan.projection.Projection;
import dev.portolan.projection.Projector;
import dev.portolan.projection.Refining;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.DiskSpace;
import dev.portolan.storage.Generation;
import dev.portolan.storage.GenerationDraft;
import dev.portolan.storage.GenerationOrigin;
import dev.portolan.storage.MapStore;
import dev.portolan.storage.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/// A full build: one snapshot of the data becomes the next generation of a map.
///
/// `n` data with a vector, ascending ordinal, are the rows; their `m` distinct vectors are what
/// neighbours, positions and topics are found for, copies share them. The same data, options and
/// seed give the same columns for any number of threads.
///
/// Memory: about `700·n` bytes (`1,100·n` where data have hardly any near neighbours), and the
/// vectors where they take at most 256 MiB (`4·n·d`); larger sets are read from the mapped files,
/// which the operating system keeps in memory as it can. A build that fails or is cancelled leaves
/// the map as it was.
public final class MapBuild {
  /// Neighbours that decide duplicates and topics, whatever the projection asks for. t-SNE, which
  /// looks at many more, widens the graph for itself.
  static final int NEIGHBORS = 16;

  /// Bytes of columns and fit on disk, generously.
  private static final long SPACE_PER_DATUM = 500;

  private static final long SPACE_FIXED = 4 << 20;

  private static final JsonMapper JSON = new JsonMapper();
  static final String DATA_COMMIT = "portolan.dataCommit";
  static final String REPORT = "portolan.report";
  private static final String LABEL_KEYS = "portolan.labelKeys";
  private static final String GRAPH_FILE = "graph.bin";
  static final String EDGES_FILE = "duplicates.bin";
  static final String TOPICS_FILE = "topics.json";

  private final DataSnapshot data;
  private final MapOptions options;
  private final StageClock clock;

  /// What positions go on from, or null.
  private final Onto onto;

  /// Whether they went on from where they lay.
  private boolean warm;

  private MapBuild(DataSnapshot data, MapOptions options, StageClock clock, Onto onto) {
    this.data = data;
    this.options = options;
    this.clock = clock;
    this.onto = onto;
  }

  /// Builds and publishes. The caller holds the database's lock.
  ///
  /// @return what was done
  /// @throws java.util.concurrent.CancellationException when the monitor says so
  /// @throws IllegalArgumentException when an option does not fit the dataset
  public static BuildReport run(
      DataStore store, MapStore maps, MapOptions options, BuildMonitor monitor) {
    return refit(store, maps, options, null, monitor).report();
  }

  /// What a build that goes on from a generation did.
  ///
  /// @param warm whether positions went on from where they lay
  record Refitted(BuildReport report, boolean warm) {}

  /// Builds anew, going on from a generation.
  ///
  /// @param onto null for none
  static Refitted refit(
      DataStore store, MapStore maps, MapOptions options, Onto onto, BuildMonitor monitor) {
    Projector.check(options.projection(), 0);
    StageClock clock = new StageClock(monitor);
    clock.begin(BuildStage.MERGE);
    store.merge(monitor::cancelled);
    try (DataSnapshot data = store.snapshot()) {
      DiskSpace.require(
          store.path(),
          SPACE_FIXED + SPACE_PER_DATUM * data.count(),
          "a map of %,d data".formatted(data.count()));
      MapBuild build = new MapBuild(data, options, clock, onto);
      return new Refitted(build.build(maps), build.warm);
    }
  }

  private BuildReport build(MapStore maps) {
    Progress reading = clock.begin(BuildStage.READ);
    DatumSet rows = data.withVector();
    LabelTexts labels = LabelTexts.of(data, rows.ordinals(), options.labelField());
    DistinctVectors vectors = DistinctVectors.of(data, rows, options, reading);
    ExactCopies copies = vectors.copies();
    LatentVectors unique = vectors.unique();
    Projector.check(options.projection(), unique.size());

    NeighborResult neighbors = findNeighbors(unique, vectors.seeds());
    Positions positions = project(unique, neighbors, rows.ordinals(), copies);
    TopicLedger ledger = TopicLedger.newest(maps);
    TopicStage.Found found =
        findTopics(maps, vectors, rows.ordinals(), neighbors, positions, labels, ledger);
    Topics topics = found.topics();
    DuplicateOptions wanted = options.duplicates().settled(rows.count());
    DuplicateInput input =
        new DuplicateInput(
            copies,
            neighbors,
            unique,
            DataRanking.of(data, rows.ordinals(), wanted.retention()),
            options.threads());
    Duplicates duplicates = DuplicateFinder.find(input, wanted, clock.begin(BuildStage.DUPLICATES));
    MapColumns columns = columns(copies, positions, topics, duplicates, rows.ordinals());
    Measured measured = measure(unique, columns, positions.projection(), input, duplicates);

    Progress publishing = clock.begin(BuildStage.PUBLISH);
    publishing.check();
    BuildReport report =
        ReportWriting.report(
            data,
            options,
            neighbors,
            positions,
            measured,
            topics,
            labels.name(),
            duplicates,
            copies,
            clock);
    TopicLedger after = options.topics() ? ledger.after(found.succession()) : ledger;
    GenerationDraft draft =
        new GenerationDraft(
            rows,
            columns.stored(),
            about(report, labels, after),
            fit(neighbors, found, duplicates));
    if (onto == null) {
      maps.publish(draft, new GenerationOrigin.Built(), options.keepGenerations());
    } else {
      long before = onto.generation().number();
      maps.publishAfter(before, draft, new GenerationOrigin.Updated(before));
    }
    return report;
  }

  private Map<String, String> about(BuildReport report, LabelTexts labels, TopicLedger ledger) {
    Map<String, String> about = labelled(report, labels, Set.of(), data.schema());
    ledger.putInto(about);
    about.put(DATA_COMMIT, Long.toString(data.commit()));
    StoredOptions.put(about, options, data.schema());
    return about;
  }

  /// What a generation says about itself that depends on what its topics are named after.
  ///
  /// @param kept keys of the columns that topics which keep their names were named after
  static Map<String, String> labelled(
      BuildReport report, LabelTexts labels, Set<String> kept, Schema schema) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put(REPORT, report.labelledFrom(labels.name()).toJson());
    Set<String> keys = new TreeSet<>(kept);
    labels.columns().forEach(column -> keys.add(schema.key(column)));
    about.put(LABEL_KEYS, JSON.writeValueAsString(keys));
    return about;
  }

  /// The keys of the columns that a generation's topics are named after; empty where it does not
  /// say.
  static Optional<Set<String>> labelKeys(Generation generation) {
    return Optional.ofNullable(generation.about().get(LABEL_KEYS))
        .map(json -> Set.of(JSON.readValue(json, String[].class)));
  }

  private NeighborResult findNeighbors(LatentVectors unique, StoredSeeds seeds) {
    Progress progress = clock.begin(BuildStage.NEIGHBORS);
    int k = NEIGHBORS;
    if (options.projection() instanceof Projection.Umap umap) {
      k = Math.max(k, umap.nNeighbors() - 1);
    }
    return NeighborSearch.build(
        unique, seeds, new NeighborOptions(k, options.seed(), options.threads()), progress);
  }

  private Positions project(
      LatentVectors unique, NeighborResult neighbors, int[] ordinals, ExactCopies copies) {
    Progress progress = clock.begin(BuildStage.PROJECTION);
    NeighborGraph graph = neighbors.graph();
    Optional<float[]> start =
        onto == null ? Optional.empty() : onto.start(unique, graph, ordinals, copies);
    if (start.isPresent()
        && options.projection().settle(graph.n()) instanceof Projection.Umap umap) {
      warm = true;
      return Refining.of(graph, start.get(), umap, options.seed(), options.threads(), progress);
    }
    Positions positions =
        Projector.project(
            unique, graph, options.projection(), options.seed(), options.threads(), progress);
    return onto == null ? positions : onto.turned(positions, ordinals, copies);
  }

  private TopicStage.Found findTopics(
      MapStore maps,
      DistinctVectors vectors,
      int[] ordinals,
      NeighborResult neighbors,
      Positions positions,
      LabelTexts labels,
      TopicLedger ledger) {
    if (!options.topics()) {
      clock.begin(BuildStage.TOPICS);
      return TopicStage.none(ordinals.length);
    }
    TopicsBefore before = TopicsBefore.of(maps, data, ordinals, options);
    return new TopicStage(options, vectors, ordinals, neighbors.graph(), before)
        .find(positions, labels, ledger.nextId(), clock);
  }

  private MapColumns columns(
      ExactCopies copies,
      Positions positions,
      Topics topics,
      Duplicates duplicates,
      int[] ordinals) {
    int n = ordinals.length;
    int[] uniqueOf = copies.uniqueIndices();
    float[] x = new float[n];
    float[] y = new float[n];
    int[] duplicateOf = new int[n];
    float[] distance = new float[n];
    for (int row = 0; row < n; row++) {
      x[row] = positions.x()[uniqueOf[row]];
      y[row] = positions.y()[uniqueOf[row]];
      duplicateOf[row] = duplicates.searched() ? ordinals[duplicates.duplicateOf()[row]] : -1;
      distance[row] = (float) duplicates.distance()[row];
    }
    return new MapColumns(x, y, topics.topicOfRow(), duplicateOf, distance);
  }

  /// What one brute force over a sample of the data says.
  record Measured(MapQuality quality, DuplicateAudit audit) {}

  private Measured measure(
      LatentVectors unique,
      MapColumns columns,
      Projection settled,
      DuplicateInput input,
      Duplicates duplicates) {
    Progress progress = clock.begin(BuildStage.QUALITY);
    int[] uniqueOf = input.copies().uniqueIndices();
    int[] rows = MapQuality.sample(uniqueOf.length, options.seed());
    int[] sample = IntStream.of(rows).map(row -> uniqueOf[row]).toArray();
    Positions positions = new Positions(columns.x(), columns.y(), settled);
    MapMeasurement map = new MapMeasurement(positions, uniqueOf, rows, options.seed());
    DuplicateAuditor auditor = new DuplicateAuditor(input, duplicates, sample);
    ExactNeighbors.scan(
        unique, sample, options.threads(), progress, () -> map.visitor().and(auditor.visitor()));
    return new Measured(map.result(), auditor.result());
  }

  private static Map<String, ByteBuffer> fit(
      NeighborResult neighbors, TopicStage.Found found, Duplicates duplicates) {
    Map<String, ByteBuffer> fit = new LinkedHashMap<>();
    fit.put(GRAPH_FILE, GraphBytes.write(neighbors.graph()));
    fit.put(EDGES_FILE, ByteBuffer.wrap(duplicates.edges().toBytes()));
    byte[] tree = found.topics().tree().toJson().getBytes(StandardCharsets.UTF_8);
    fit.put(TOPICS_FILE, ByteBuffer.wrap(tree));
    fit.put(FitDrift.FILE, FitDrift.of(neighbors.graph()).toBytes());
    found.layout().ifPresent(layout -> fit.put(TopicsBefore.LAYOUT_FILE, layout.toBytes()));
    return fit;
  }

  /// The topic tree of a generation, out of its fit.
  public static TopicTree topicTree(MapStore maps, Generation generation) {
    ByteBuffer bytes = maps.fit(generation, TOPICS_FILE);
    return TopicTree.fromJson(StandardCharsets.UTF_8.decode(bytes).toString());
  }

  /// The near pairs that the build of a generation kept, out of its fit.
  public static DuplicateEdges duplicateEdges(MapStore maps, Generation generation) {
    return DuplicateEdges.fromBytes(maps.fit(generation, EDGES_FILE));
  }

  /// What the build of a generation did.
  public static BuildReport report(Generation generation) {
    return BuildReport.fromJson(generation.about().get(REPORT));
  }

  /// The data commit a generation was built on.
  public static long dataCommit(Generation generation) {
    return dataCommit(generation.about());
  }

  /// The data commit that what a generation says about itself names.
  public static long dataCommit(Map<String, String> about) {
    return Long.parseLong(about.get(DATA_COMMIT));
  }
}
