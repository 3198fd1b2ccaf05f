package dev.portolan;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildStage;
import dev.portolan.index.MapBuild;
import dev.portolan.index.MapOptions;
import dev.portolan.index.MapRelabel;
import dev.portolan.query.DataPage;
import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.Facets;
import dev.portolan.query.MapContent;
import dev.portolan.query.MapSnapshot;
import dev.portolan.query.PinnedTags;
import dev.portolan.query.StoredTags;
import dev.portolan.query.filter.Filter;
import dev.portolan.query.filter.FilterNames;
import dev.portolan.storage.BackupProgress;
import dev.portolan.storage.BatchLimits;
import dev.portolan.storage.Damage;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Database;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumEdit;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Durability;
import dev.portolan.storage.Latency;
import dev.portolan.storage.MapStore;
import dev.portolan.storage.Names;
import dev.portolan.storage.Nearest;
import dev.portolan.storage.Schema;
import dev.portolan.storage.TagEntry;
import dev.portolan.storage.TagStore;
import dev.portolan.storage.WordMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Data of one kind with their latent vectors, and the maps over them.
///
/// Live: every call sees the newest durable state; [#snapshot()] fixes one. Safe for many threads;
/// writes take turns and return when they are durable. Closed with its [Portolan].
public final class Dataset {
  /// The map that is meant when none is named.
  public static final String DEFAULT_MAP = "default";

  private final String name;
  private final Portolan portolan;
  private final Database database;
  private final DataStore store;
  private final TagStore tagStore;
  private final SearchLog log;
  private final Latency builds = new Latency();
  private final Map<String, MapStore> mapStores = new ConcurrentHashMap<>();
  private final Map<String, MapTurn> turns = new ConcurrentHashMap<>();
  private final Map<String, EmbeddingMap> opened = new ConcurrentHashMap<>();

  Dataset(String name, Portolan portolan, Database database, DataStore store, Duration slowSearch) {
    this.log = new SearchLog(name, slowSearch);
    this.name = name;
    this.portolan = portolan;
    this.database = database;
    this.store = store;
    this.tagStore = new TagStore(database.dataset(name), store.dataset());
  }

  public String name() {
    return name;
  }

  /// The database it belongs to.
  public Portolan portolan() {
    return portolan;
  }

  public Schema schema() {
    return read(DataSnapshot::schema);
  }

  /// How many data there are.
  public int count() {
    return read(DataSnapshot::count);
  }

  /// Name of the model that made the vectors, when one did.
  public Optional<String> embedder() {
    return read(DataSnapshot::embedder);
  }

  /// One state of maps, tags and data, until it is closed: what is asked of it is answered alike
  /// whatever is written meanwhile.
  public DatasetSnapshot snapshot() {
    return snapshot(Set.copyOf(maps()));
  }

  /// The same of some maps only, or of none: what is asked of another one is its newest state then.
  ///
  /// Cheaper, as the newest generation of each map has to be looked up.
  ///
  /// @param maps whose newest generation is pinned before the data
  public DatasetSnapshot snapshot(Set<String> maps) {
    Map<String, MapContent> pinned = new HashMap<>();
    for (String map : maps) {
      if (mapStore(map).newest().isPresent()) {
        pinned.put(map, map(map).content());
      }
    }
    return snapshot(pinned, storedTags());
  }

  MapSnapshot snapshot(EmbeddingMap map) {
    MapContent content = map.content();
    return snapshot(Map.of(map.name(), content), storedTags()).map(map.name());
  }

  private DatasetSnapshot snapshot(Map<String, MapContent> pinned, StoredTags tags) {
    return new DatasetSnapshot(
        map -> {
          MapContent known = pinned.get(map);
          return known == null ? map(map).content() : known;
        },
        tags,
        store.snapshot());
  }

  /// Answers a question about data that filters select, from one state.
  <T> T read(List<Filter> filters, Function<DatasetSnapshot, T> question) {
    Set<String> maps =
        FilterNames.tags(filters).isEmpty()
            ? FilterNames.maps(filters)
            : storedTags().maps(filters);
    try (DatasetSnapshot snapshot = snapshot(maps)) {
      return question.apply(snapshot);
    }
  }

  StoredTags storedTags() {
    return StoredTags.newest(tagStore);
  }

  /// The tags: names for sets of data.
  public Tags tags() {
    return new Tags(this, TagEntry.Kind.TAG);
  }

  /// The saved selections: like tags, with names of their own, and not for filters to name.
  public Tags selections() {
    return new Tags(this, TagEntry.Kind.SELECTION);
  }

  <T> T readTags(TagEntry.Kind kind, Function<PinnedTags, T> question) {
    return read(storedTags().rules(), now -> question.apply(now.tags(kind)));
  }

  void editTags(TagEntry.Kind kind, Durability durability, Consumer<TagEdits> edits) {
    beforeWriting();
    tagStore.edit(
        durability,
        draft -> {
          try (DataSnapshot data = store.snapshot()) {
            edits.accept(new TagEdits(this, kind, draft, data));
          }
          return null;
        });
  }

  /// These tags and the newest maps over a state of the data, which its owner closes.
  DatasetSnapshot over(StoredTags tags, DataSnapshot data) {
    return new DatasetSnapshot(map -> map(map).content(), tags, data);
  }

  TagStore tagStore() {
    return tagStore;
  }

  /// One durable state of the data alone, until it is closed.
  public DataSnapshot dataSnapshot() {
    return store.snapshot();
  }

  /// Answers a question from one durable state.
  public <T> T read(Function<DataSnapshot, T> question) {
    try (DataSnapshot data = store.snapshot()) {
      return question.apply(data);
    }
  }

  /// Inserts or replaces data by id, in one commit.
  ///
  /// @throws IllegalArgumentException when a datum breaks a rule; then none of them is added
  public DataStore.UpsertReport add(Datum... data) {
    return add(Arrays.asList(data));
  }

  public DataStore.UpsertReport add(Iterable<Datum> data) {
    return add(data, Durability.NOW);
  }

  /// Inserts or replaces data by id, all of them or none; returns when they are durable, or with
  /// [Durability#LATER] when they are buffered ([#flush()] makes them durable).
  public DataStore.UpsertReport add(Iterable<Datum> data, Durability durability) {
    beforeWriting();
    return store.upsert(data, durability);
  }

  /// Inserts or replaces data, in one commit, and looks for duplicates among them first: of data
  /// that are there, whether on a map or not, and of each other, in the order they come. A datum is
  /// no duplicate of the one it replaces.
  ///
  /// What is there is asked by the graph, effort 128; what comes is compared with all that came
  /// before it: give it at most some ten thousand data at a time. Other writes wait. A tag is put
  /// on in a second commit.
  ///
  /// @throws IllegalArgumentException when a datum breaks a rule, or one is a duplicate and the
  ///   guard refuses; then none of them is added
  public GuardedReport add(Iterable<Datum> data, DuplicateGuard guard) {
    beforeWriting();
    if (guard instanceof DuplicateGuard.Tag(double _, String tag)) {
      tags().edit(edits -> edits.createAbsent(tag));
    }
    GuardedAdd adding = new GuardedAdd(data, guard);
    GuardedReport report = adding.report(store.upsert(adding::choose, Durability.NOW));
    if (guard instanceof DuplicateGuard.Tag(double _, String tag)) {
      tags().edit(edits -> edits.add(tag, adding::duplicatesIn));
    }
    return report;
  }

  /// Inserts those data whose id is not there yet; the others stay as they are.
  public DataStore.UpsertReport addAbsent(Iterable<Datum> data) {
    return addAbsent(data, Durability.NOW);
  }

  public DataStore.UpsertReport addAbsent(Iterable<Datum> data, Durability durability) {
    beforeWriting();
    return store.insertAbsent(data, durability);
  }

  /// Inserts data whose ids are new, in one commit; a datum with the empty id gets a generated one.
  ///
  /// @return how many
  /// @throws IllegalArgumentException when an id is there already or comes twice, or a datum breaks
  ///   a rule; then none of them is added
  public int addNew(List<Datum> data) {
    beforeWriting();
    NewData adding = new NewData(data, store::nextGeneratedId);
    return store.upsert(adding::named, Durability.NOW).added();
  }

  /// Inserts or replaces a stream of data, in commits of 10,000 data, 64 MB or 5 seconds.
  ///
  /// @param durable told after each commit how many data are durable
  /// @throws dev.portolan.storage.BatchFailure with how many data are durable, and the reason
  public DataStore.UpsertReport addInBatches(Iterable<Datum> data, LongConsumer durable) {
    return addInBatches(data, BatchLimits.defaults(), durable);
  }

  public DataStore.UpsertReport addInBatches(
      Iterable<Datum> data, BatchLimits limits, LongConsumer durable) {
    beforeWriting();
    return store.upsertInBatches(data, limits, durable);
  }

  /// Changes some values of data that are there; their vectors stay, and their places on the map
  /// unless a text changes.
  ///
  /// @throws IllegalArgumentException when an id is unknown or a value breaks a rule; then nothing
  ///   is changed
  /// @return how many data were changed
  public int update(DatumEdit... edits) {
    return update(Arrays.asList(edits), Durability.NOW);
  }

  public int update(List<DatumEdit> edits, Durability durability) {
    beforeWriting();
    return store.update(edits, durability);
  }

  /// Makes everything durable that was written with [Durability#LATER].
  ///
  /// @throws dev.portolan.storage.StorageException when some of it was lost
  public void flush() {
    store.flush();
    tagStore.flush();
  }

  /// Like [#add], for many data: one merge, one commit, with progress.
  public DataStore.UpsertReport load(Iterable<Datum> data, DataStore.LoadProgress progress) {
    beforeWriting();
    return store.load(data, progress);
  }

  /// Deletes data by id, in one commit.
  ///
  /// @return how many there were
  public int delete(List<String> ids) {
    return delete(ids, Durability.NOW);
  }

  public int delete(List<String> ids, Durability durability) {
    beforeWriting();
    return store.delete(ids, durability);
  }

  /// Deletes the data that a filter selects in the newest state, in one commit.
  ///
  /// @return how many there were
  public int deleteWhere(Filter filter) {
    beforeWriting();
    DatasetSnapshot pinned = snapshot(FilterNames.maps(List.of(filter)));
    try (pinned) {
      return store.delete(data -> pinned.over(data).where(filter));
    }
  }

  /// Deletes the data that a question to the newest state selects, in one commit.
  ///
  /// @return how many there were
  public int deleteWhere(Function<DataSnapshot, DatumSet> filter) {
    beforeWriting();
    return store.delete(filter);
  }

  /// Adds, drops or renames columns, or lets data expire: `schema -> schema.plus(column)`.
  ///
  /// Data that are there have a new column unset. The values of a dropped one are not read any
  /// more; [#optimize] removes them.
  public void alter(UnaryOperator<Schema> change) {
    beforeWriting();
    store.alter(change);
  }

  /// All data, as a set to combine others with.
  public DatumSet all() {
    return read(DataSnapshot::all);
  }

  /// The data that a filter selects, as a set to combine others with.
  ///
  /// @throws IllegalArgumentException when it names a column, topic, tag or map that there is not,
  ///   or a value of another type than the column's
  public DatumSet where(Filter filter) {
    return read(List.of(filter), now -> now.where(filter));
  }

  /// How many data a filter selects.
  public int count(Filter filter) {
    return read(List.of(filter), now -> now.count(filter));
  }

  /// Answers questions about how the data that a filter selects spread over the values of columns:
  /// `dataset.facets(filter, facets -> facets.categories("product"))`.
  public <T> T facets(Filter filter, Function<Facets, T> question) {
    return read(List.of(filter), now -> question.apply(now.facets(filter)));
  }

  /// The data that a filter selects, oldest first, some at a time; none comes twice and none that
  /// stays is passed over, whatever is added or deleted between two pages.
  ///
  /// @param after [DataPage#next()] of the page before, or null for the first
  /// @param limit how many at most, at least 1
  /// @param columns whose values are read; without names, all
  public DataPage list(Filter filter, String after, int limit, String... columns) {
    return read(List.of(filter), now -> now.list(filter, after, limit, columns));
  }

  /// The data with these ids, as a set.
  ///
  /// @throws IllegalArgumentException naming the ids that are unknown
  public DatumSet ids(List<String> ids) {
    return read(data -> DatumSet.of(data.dataset(), data.ordinals(ids)));
  }

  /// Ids of the members of a set that are live, oldest first.
  public List<String> idsOf(DatumSet set) {
    return read(data -> List.of(data.ids(set.and(data.all()).ordinals())));
  }

  /// The counter of the next generated id.
  public long nextGeneratedId() {
    return store.nextGeneratedId();
  }

  /// A search by vector.
  public Search search(float[] vector) {
    return new Search(this, new Question.ByVector(vector));
  }

  /// Runs a search that another module puts together, watched as those of [#search] are: it counts
  /// in [#metrics()], and Flight Recorder and the log of slow searches are told of it.
  ///
  /// @param search asks one state of this dataset for the `k` data nearest to `vector` that
  ///   `filter` selects
  public Nearest watched(float[] vector, Filter filter, int k, Supplier<Nearest> search) {
    return log.watched(
        () -> SearchPlan.told(k, new Question.ByVector(vector), filter),
        search,
        found -> found.ordinals().length);
  }

  /// A search by the vector of a datum, which is left out of its hits.
  public Search searchById(String id) {
    return new Search(this, new Question.ByDatum(id));
  }

  /// A search for data like some and unlike others, which are left out of its hits.
  ///
  /// The query is the mean direction of `more` minus half of that of `less` (Rocchio's rule); for
  /// euclidean datasets the means themselves.
  ///
  /// @param more ids of at least one datum
  /// @param less ids, none or more
  public Search searchLike(List<String> more, List<String> less) {
    return new Search(this, new Question.ByExamples(List.copyOf(more), List.copyOf(less)));
  }

  /// A search by words, best fitting first (BM25); every word must be there.
  ///
  /// @param columns text columns; without any, all of them
  public Search searchWords(String words, String... columns) {
    return searchWords(words, new WordMatch.AllWords(), columns);
  }

  public Search searchWords(String words, WordMatch match, String... columns) {
    return new Search(this, new Question.ByWords(words, List.of(columns), match));
  }

  /// Runs searches on all cores, all on the same state of the dataset.
  ///
  /// @return a list of hits per search, in their order
  public List<List<Hit>> runAll(List<Search> searches) {
    List<Filter> filters = searches.stream().map(Search::filter).toList();
    return read(filters, now -> searches.parallelStream().map(search -> search.run(now)).toList());
  }

  /// A search by a text, embedded by the model the dataset's vectors are of.
  ///
  /// @throws IllegalArgumentException when they are of another model, or of none that is known
  public Search searchText(Embedder embedder, String text) {
    return search(embed(embedder, text));
  }

  /// The vector of a text, if the dataset's vectors are of the same model.
  ///
  /// @throws IllegalArgumentException when they are of another model, or of none that is known
  public float[] embed(Embedder embedder, String text) {
    String stored = embedder().orElse(null);
    boolean fits =
        stored == null
            ? embedder.dimensions() == schema().latent().dimensions()
            : embedder.name().equals(stored);
    if (!fits) {
      throw new IllegalArgumentException(
          "dataset '%s' holds vectors of %s, the text would be embedded by '%s'; ask by vector or by id instead"
              .formatted(
                  name,
                  stored == null
                      ? "%d dimensions and no known model".formatted(schema().latent().dimensions())
                      : "'" + stored + "'",
                  embedder.name()));
    }
    return embedder.embed(text);
  }

  /// Builds the map `default` over all data with a vector and publishes it; the old one stays until
  /// then.
  ///
  /// @throws java.util.concurrent.CancellationException when `monitor` says so; the old map stays
  ///   as it was
  public EmbeddingMap buildMap(MapOptions options, BuildMonitor monitor) {
    return buildMap(DEFAULT_MAP, options, monitor);
  }

  public EmbeddingMap buildMap(String map, MapOptions options, BuildMonitor monitor) {
    Names.check("map", map);
    beforeWriting();
    return turn(map).take(monitor, () -> built(map, options, monitor));
  }

  private EmbeddingMap built(String map, MapOptions options, BuildMonitor monitor) {
    MapStore maps = mapStore(map);
    BuildEvent event = new BuildEvent();
    event.begin();
    long start = System.nanoTime();
    MapBuild.run(store, maps, options, monitor);
    AutoUpdater.forget(maps, store.dataset());
    builds.record(System.nanoTime() - start);
    event.dataset = name;
    event.map = map;
    event.commit();
    return opened(map, maps);
  }

  /// Gives back the space of deleted and expired data and of dropped columns, and removes their
  /// every trace: one segment, topics named anew where they lost data or the column they were named
  /// after, no earlier generation of a map.
  ///
  /// No file below the database then holds a vector, a value or a word of theirs, once no snapshot
  /// of an earlier state is open. Labels that were given to topics by an edit stay as they are; a
  /// model may have taken one from their texts ([TopicEdits#name]). Costs a rewrite of the data.
  ///
  /// @throws dev.portolan.storage.StorageException.NoSpace when there is no room for a second copy
  /// @throws java.util.concurrent.CancellationException soon after `monitor` says so; what was done
  ///   by then stays done
  public void optimize(BuildMonitor monitor) {
    beforeWriting();
    // A build or update that began before would bring the words of deleted data back.
    Set<String> all = new TreeSet<>(turns.keySet());
    all.addAll(maps());
    inTurn(all.iterator(), monitor, () -> optimized(monitor));
  }

  /// Does something while no map of these is built or updated.
  private void inTurn(Iterator<String> maps, BuildMonitor monitor, Runnable work) {
    if (maps.hasNext()) {
      turn(maps.next()).take(monitor, () -> inTurn(maps, monitor, work));
    } else {
      work.run();
    }
  }

  private void optimized(BuildMonitor monitor) {
    monitor.progress(BuildStage.MERGE, 0, 0);
    store.optimize(monitor::cancelled);
    tagStore.optimize(this::all);
    for (String map : maps()) {
      MapStore maps = mapStore(map);
      try (DataSnapshot data = store.snapshot()) {
        MapRelabel.run(data, maps, monitor);
      }
      maps.dropOlder();
    }
  }

  /// Drops the damaged generations of maps; a map whose newest one was damaged is built again, with
  /// the options it was built with where they can still be read.
  ///
  /// @param damages as a verification of this dataset found them, none of them in data or tags
  /// @return what was done, a sentence each
  public List<String> repair(List<Damage> damages, BuildMonitor monitor) {
    beforeWriting();
    Map<String, SortedSet<Long>> damaged = new TreeMap<>();
    for (Damage damage : damages) {
      switch (damage.part()) {
        case Damage.Part.Data _ ->
            throw new IllegalArgumentException(
                "the data of dataset '%s' are damaged; restore them from a backup".formatted(name));
        case Damage.Part.Tags _ ->
            throw new IllegalArgumentException(
                "the tags of dataset '%s' are damaged; restore them from a backup".formatted(name));
        case Damage.Part.MapEdits(String map) ->
            throw new IllegalArgumentException(
                "the edits of map '%s' of dataset '%s' are damaged; restore them from a backup"
                    .formatted(map, name));
        case Damage.Part.MapGeneration(String map, long number) ->
            damaged.computeIfAbsent(map, _ -> new TreeSet<>()).add(number);
      }
    }
    List<String> done = new ArrayList<>();
    damaged.forEach((map, numbers) -> done.addAll(repair(map, numbers, monitor)));
    return done;
  }

  private List<String> repair(String map, SortedSet<Long> damaged, BuildMonitor monitor) {
    MapStore maps = mapStore(map);
    boolean newest = maps.newest().orElse(0) <= damaged.last();
    MapRepair repair = MapRepair.of(maps, damaged, schema());
    maps.drop(damaged);
    List<String> done = new ArrayList<>();
    damaged.forEach(
        number -> done.add("generation %d of map '%s' was dropped".formatted(number, map)));
    if (newest) {
      buildMap(map, repair.options(), monitor);
      done.add("map '%s' was built again, %s".formatted(map, repair.said()));
    }
    return done;
  }

  /// Names of the maps, sorted.
  public List<String> maps() {
    return MapStore.names(database.dataset(name));
  }

  /// The map `default`.
  public EmbeddingMap map() {
    return map(DEFAULT_MAP);
  }

  /// @throws IllegalArgumentException when there is no such map; the message lists those there are
  public EmbeddingMap map(String map) {
    MapStore maps = mapStore(map);
    if (maps.newest().isEmpty()) {
      throw new IllegalArgumentException(
          "dataset '%s' has no map '%s'; %s"
              .formatted(name, map, maps().isEmpty() ? "build one first" : "it has " + maps()));
    }
    return opened(map, maps);
  }

  /// One per map, as it keeps the newest generation in memory.
  private EmbeddingMap opened(String map, MapStore maps) {
    return opened.computeIfAbsent(map, _ -> new EmbeddingMap(map, this, maps, turn(map)));
  }

  /// One per map, as its writes take turns.
  private MapStore mapStore(String map) {
    return mapStores.computeIfAbsent(map, _ -> new MapStore(database.dataset(name), map));
  }

  private MapTurn turn(String map) {
    return turns.computeIfAbsent(map, _ -> new MapTurn());
  }

  /// Copies the newest durable state with all maps into a dataset of the same database.
  ///
  /// Others may write meanwhile. The copy appears whole or not at all, and goes its own way from
  /// there: datum sets of this dataset do not fit it.
  ///
  /// @param newName must be free
  /// @throws dev.portolan.storage.StorageException when a file is damaged, or the disk is too small
  /// @throws java.util.concurrent.CancellationException when `progress` says so; nothing is left
  public Dataset copy(String newName, BackupProgress progress) {
    return portolan.copy(name, newName, progress);
  }

  /// What this dataset did since it was opened.
  public Metrics metrics() {
    return new DatasetMetrics(this, store, log, builds);
  }

  SearchLog log() {
    return log;
  }

  void lockForWriting() {
    database.lockForWriting();
  }

  /// Takes the database's lock, after what failed in the background was reported.
  void beforeWriting() {
    opened.values().forEach(EmbeddingMap::reportFailedUpdate);
    database.lockForWriting();
  }

  DataStore store() {
    return store;
  }

  /// Refuses a dataset whose vectors say nothing about those of this one.
  void checkComparable(Dataset other) {
    int own = schema().latent().dimensions();
    int others = other.schema().latent().dimensions();
    boolean models =
        embedder().isPresent()
            && other.embedder().isPresent()
            && !embedder().equals(other.embedder());
    if (own != others || models) {
      throw new IllegalArgumentException(
          "vectors of dataset '%s' (%d dimensions, %s) cannot be laid over those of '%s' (%d dimensions, %s); embed both by one model"
              .formatted(
                  other.name(),
                  others,
                  other.embedder().orElse("no known model"),
                  name,
                  own,
                  embedder().orElse("no known model")));
    }
  }

  void close() {
    opened.values().forEach(EmbeddingMap::autoUpdateOff);
    try {
      tagStore.close();
    } finally {
      store.close();
    }
  }
}
