package dev.portolan;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildReport;
import dev.portolan.index.MapBuild;
import dev.portolan.index.MapUpdate;
import dev.portolan.index.UpdatePolicy;
import dev.portolan.index.UpdateReport;
import dev.portolan.query.MapChanges;
import dev.portolan.query.MapContent;
import dev.portolan.query.MapDuplicates;
import dev.portolan.query.MapGeneration;
import dev.portolan.query.MapOverlay;
import dev.portolan.query.MapSnapshot;
import dev.portolan.query.MapView;
import dev.portolan.query.Overlay;
import dev.portolan.query.Placement;
import dev.portolan.query.TopicsChanged;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Generation;
import dev.portolan.storage.MapStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// A map over a dataset: positions, topics, duplicates, and what can be asked of them.
///
/// Live: every question is answered from the newest generation and the newest data; [#snapshot()]
/// fixes both. A datum that was added or changed after the build is not on the map until the next
/// one or an [#update()]; a deleted one is gone at once. Safe for many threads.
public final class EmbeddingMap implements MapView {
  private final String name;
  private final Dataset dataset;
  private final MapStore store;
  private final MapTurn turn;
  private volatile MapContent content;

  /// What an update in the background failed with, until it is reported.
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private AutoUpdater updater;

  EmbeddingMap(String name, Dataset dataset, MapStore store, MapTurn turn) {
    this.name = name;
    this.dataset = dataset;
    this.store = store;
    this.turn = turn;
  }

  public String name() {
    return name;
  }

  /// What the build did and how well.
  public BuildReport report() {
    return content().report();
  }

  /// Counts the published states of this map.
  public long generation() {
    return content().generation().number();
  }

  /// The tags of the dataset.
  public Tags tags() {
    return dataset.tags();
  }

  /// What a person changes about its topics.
  public TopicEdits topicEdits() {
    return new TopicEdits(this, dataset, store.edits());
  }

  /// How the topics changed between two published states.
  ///
  /// @throws IllegalArgumentException when one of them is not there; the message lists those there
  ///   are
  public TopicsChanged topicsChanged(long from, long to) {
    return TopicsChanged.between(found(from), found(to), content().ledger());
  }

  /// What changed between two published states: who came, left and moved, and the topics. `O(n log
  /// n)`.
  ///
  /// @throws IllegalArgumentException when one of them is not there; the message lists those there
  ///   are
  public MapChanges changes(long from, long to) {
    TopicsChanged.State then = found(from);
    TopicsChanged.State now = found(to);
    int[] firstThen = then.tree().onPath(1);
    int[] firstNow = now.tree().onPath(1);
    TopicsChanged topics = TopicsChanged.between(then, now, content().ledger());
    return dataset.read(data -> {
      DatumSet live = data.all();
      return MapChanges.between(
          store.read(from),
          store.read(to),
          topics,
          ordinal -> live.contains(ordinal) ? data.id(ordinal) : null,
          (a, b) -> firstThen[a] == firstNow[b]);
    });
  }

  /// Lays data of this or another dataset over the map, without inserting them: where each would
  /// lie, and how they spread over the topics beside what is there. Data of this dataset that are
  /// on the map lie where they are, others amid their neighbours, a search of the graph each. Those
  /// without a vector are left out.
  ///
  /// @param under which data of the map they are compared with
  /// @param other where the data come from
  /// @param over which of them
  /// @throws IllegalArgumentException when vectors of `other` are of other dimensions or another
  ///   model
  /// @throws java.util.concurrent.CancellationException when the monitor says so
  public Overlay overlay(Filter under, Dataset other, Filter over, BuildMonitor monitor) {
    dataset.checkComparable(other);
    DatumSet below = dataset.where(under);
    DatumSet above = other.where(over);
    return read(map -> {
      double far = MapUpdate.far(store, content().generation());
      MapOverlay overlay = new MapOverlay(map, far);
      DatumSet strange = above;
      if (other == dataset) {
        overlay.mapped(above);
        strange = above.minus(map.mapped());
      }
      DatumSet asked = strange;
      other.read(data -> overlay.placed(data, asked.and(data.withVector()), monitor));
      return overlay.beside(below);
    });
  }

  private TopicsChanged.State found(long number) {
    requireThere(number);
    return new TopicsChanged.State(number, MapBuild.topicTree(store, store.read(number)));
  }

  private void requireThere(long number) {
    if (!store.numbers().contains(number)) {
      throw new IllegalArgumentException(
          "map '%s' has no generation %d; it has %s".formatted(name, number, store.numbers()));
    }
  }

  /// One state of map, tags and data, until it is closed.
  public MapSnapshot snapshot() {
    return dataset.snapshot(this);
  }

  /// Where texts would fall on the map, embedded by the model the dataset's vectors are of. Nothing
  /// is inserted and nothing moves.
  ///
  /// @throws IllegalArgumentException when they are of another model, or of none that is known
  public List<Placement> place(Embedder embedder, List<String> texts) {
    return place(texts.parallelStream().map(text -> dataset.embed(embedder, text)).toList());
  }

  /// Whose duplicates texts would be if they were added now, embedded by the model the dataset's
  /// vectors are of. Nothing is inserted.
  ///
  /// @return in the order of the texts; empty for one that is nobody's duplicate
  /// @throws IllegalArgumentException when they are of another model, or of none that is known
  /// @throws IllegalStateException when the build looked for no duplicates
  public List<Optional<MapDuplicates.Match>> check(Embedder embedder, List<String> texts) {
    return duplicates()
        .check(texts.parallelStream().map(text -> dataset.embed(embedder, text)).toList());
  }

  @Override
  public <T> T read(Function<MapSnapshot, T> question) {
    try (MapSnapshot snapshot = snapshot()) {
      return question.apply(snapshot);
    }
  }

  /// The published states there are, oldest first; the last one is current.
  public List<MapGeneration> generations() {
    return store.published().stream().map(MapGeneration::of).toList();
  }

  /// Brings the map up to date with its data; see [#update(UpdatePolicy, BuildMonitor)].
  public Optional<UpdateReport> update() {
    return update(UpdatePolicy.AUTO, BuildMonitor.none());
  }

  /// Brings the map up to date with its data, as one new generation: what came gets a place, a
  /// topic and its duplicates, what went leaves positions, topics and duplicates, and nobody else
  /// moves. Where that will not do, new data and their neighbours find places together, or all
  /// positions go on from where they are, or the map is built anew with its options and turned onto
  /// the old one. The report says which, and why.
  ///
  /// Snapshots of the generation before go on. A failure or a cancel leaves the map as it was.
  ///
  /// @return empty where nothing came, went or changed: then nothing is published
  /// @throws java.util.concurrent.CancellationException when the monitor says so
  public Optional<UpdateReport> update(UpdatePolicy policy, BuildMonitor monitor) {
    dataset.beforeWriting();
    return updateOn(Integer.MAX_VALUE, policy, monitor);
  }

  /// The same on at most so many threads.
  Optional<UpdateReport> updateOn(int threads, UpdatePolicy policy, BuildMonitor monitor) {
    dataset.lockForWriting();
    return turn.take(
        monitor,
        () -> {
          Optional<UpdateReport> report =
              MapUpdate.run(dataset.store(), store, policy, threads, monitor);
          AutoUpdater.forget(store, dataset.store().dataset());
          return report;
        });
  }

  /// How many data came, changed or went since the map was brought up to date. `O(n)` bits.
  public int pending() {
    return MapUpdate.pending(dataset.store(), content().generation());
  }

  /// From now on the map brings itself up to date in the background, on at most half of the cores,
  /// until the database is closed or [#autoUpdateOff] is called; off by default.
  ///
  /// Where an update fails, the next write to the dataset or update of a map throws an
  /// [IllegalStateException] that says so, once, and does nothing else; `portolan info` shows it
  /// until one succeeds.
  public void autoUpdate(AutoUpdate how) {
    dataset.beforeWriting();
    MapUpdate.check(how.policy(), content().generation());
    synchronized (this) {
      autoUpdateOff();
      updater = new AutoUpdater(how, this, dataset.store(), store, failure);
    }
  }

  /// How the map brings itself up to date; empty where it does not.
  public synchronized Optional<AutoUpdate> autoUpdate() {
    return Optional.ofNullable(updater).map(AutoUpdater::how);
  }

  /// Ends updates in the background; one that is running is cancelled.
  public synchronized void autoUpdateOff() {
    if (updater != null) {
      updater.close();
      updater = null;
    }
  }

  /// When and why the last update in the background failed, in this or another process; empty where
  /// it succeeded.
  public Optional<String> autoUpdateFailed() {
    return AutoUpdater.failed(store);
  }

  void reportFailedUpdate() {
    AutoUpdater.report(failure, name);
  }

  /// Where the data lay on a published state.
  ///
  /// @param data those it covers, deleted ones included
  /// @param x `[n]`, in ascending ordinal
  /// @param y `[n]`
  public record Places(DatumSet data, float[] x, float[] y) {}

  /// @throws IllegalArgumentException when it is not there; the message lists those there are
  public Places placesOn(long number) {
    requireThere(number);
    Generation generation = store.read(number);
    return new Places(generation.rows(), generation.floats("x"), generation.floats("y"));
  }

  /// Publishes an earlier generation again, as the next one.
  ///
  /// What was added or changed since it was built is not on the map; what was deleted is gone.
  ///
  /// @return the number of the new generation
  /// @throws IllegalArgumentException when there is no such earlier generation; the message lists
  ///   those there are
  public long rollBack(long number) {
    dataset.beforeWriting();
    return store.rollBack(number);
  }

  /// Removes all generations but the newest and `earlier` before it. Snapshots of them go on.
  public void keep(int earlier) {
    dataset.beforeWriting();
    store.keep(earlier);
  }

  MapContent content() {
    return store.readNewest(number -> {
      MapContent known = content;
      if (known == null || known.generation().number() != number) {
        known = MapContent.read(store, number);
        content = known;
      } else if (known.edits() != store.edits().version()) {
        known = known.edited(store);
        content = known;
      }
      return known;
    });
  }
}
