package dev.portolan.query;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildStage;
import dev.portolan.index.MappedNeighbors;
import dev.portolan.index.topics.InsertRule;
import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.projection.NeighborGraph;
import dev.portolan.projection.Placing;
import dev.portolan.projection.Positions;
import dev.portolan.projection.Progress;
import dev.portolan.projection.Projection;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/// Lays data over a map: those that are on it where they lie, others amid their neighbours, all by
/// the rules of an update.
public final class MapOverlay {
  private static final int PART = 256;

  private final MapSnapshot map;
  private final double far;
  private final List<Overlay.Laid> laid = new ArrayList<>();

  /// @param far who lies farther from the nearest mapped datum is a stranger
  public MapOverlay(MapSnapshot map, double far) {
    if (map.mapped().isEmpty()) {
      throw new IllegalArgumentException(
          "map '%s' has no data to lay others over; build it over data with vectors"
              .formatted(map.name()));
    }
    this.map = map;
    this.far = far;
  }

  /// Adds data that are on the map.
  public MapOverlay mapped(DatumSet data) {
    int[] ordinals = data.and(map.mapped()).ordinals();
    String[] ids = map.dataSnapshot().ids(ordinals);
    for (int i = 0; i < ordinals.length; i++) {
      int row = map.row(ordinals[i]);
      laid.add(
          new Overlay.Laid(
              ids[i],
              map.columns().x()[row],
              map.columns().y()[row],
              map.columns().topic()[row],
              false));
    }
    return this;
  }

  /// Adds data that are not on it, of this or another dataset, a search of the graph each; the
  /// vectors of a few hundred at a time are in memory.
  ///
  /// @param other of the map's dimensions
  /// @param data those with a vector
  /// @throws CancellationException when the monitor says so
  public MapOverlay placed(DataSnapshot other, DatumSet data, BuildMonitor monitor) {
    int[] ordinals = data.ordinals();
    int voters = Math.max(InsertRule.VOTERS, map.options().placers());
    MappedNeighbors neighbors =
        new MappedNeighbors(map.dataSnapshot(), map.mapped(), map.metric(), voters);
    for (int from = 0; from < ordinals.length; from += PART) {
      monitor.progress(BuildStage.PROJECTION, from, ordinals.length);
      if (monitor.cancelled()) {
        throw new CancellationException("laying %,d data over a map".formatted(ordinals.length));
      }
      int[] part = Arrays.copyOfRange(ordinals, from, Math.min(ordinals.length, from + PART));
      List<float[]> vectors = IntStream.of(part).mapToObj(other::latent).toList();
      MappedSearch.check(map, vectors.toArray(float[][]::new));
      place(other.ids(part), vectors, neighbors);
    }
    return this;
  }

  private void place(String[] ids, List<float[]> vectors, MappedNeighbors neighbors) {
    int count = map.mapped().count();
    Projection projection = map.options().projection().settle(count);
    int k = map.options().placers();
    Nearest[] nearest = neighbors.of(vectors);
    NeighborGraph graph = neighbors.graph(nearest, vectors, Math.min(count, k), map::row);
    Positions places =
        Placing.of(
            graph,
            new Positions(map.columns().x(), map.columns().y(), projection),
            map.report().seed(),
            Runtime.getRuntime().availableProcessors(),
            Progress.none());
    InsertRule rule = new InsertRule(map.tree(), map.options().topicCoverage());
    for (int i = 0; i < nearest.length; i++) {
      int[] votes =
          IntStream.of(nearest[i].ordinals())
              .limit(InsertRule.VOTERS)
              .map(ordinal -> map.columns().topic()[map.row(ordinal)])
              .toArray();
      double apart = nearest[i].distances()[0];
      boolean copy = graph.distances()[i * graph.k()] == 0;
      laid.add(
          new Overlay.Laid(
              ids[i], places.x()[i], places.y()[i], rule.topic(votes, copy), !copy && apart > far));
    }
  }

  /// What was laid over the map beside some of its data.
  public Overlay beside(DatumSet under) {
    DatumSet own = under.and(map.mapped());
    TopicTree tree = map.tree();
    List<List<TopicChange>> changes = new ArrayList<>();
    for (int depth = 1; depth <= tree.depths(); depth++) {
      changes.add(changes(own, tree, depth));
    }
    return new Overlay(own.count(), List.copyOf(laid), List.copyOf(changes));
  }

  private List<TopicChange> changes(DatumSet own, TopicTree tree, int depth) {
    int[] onPath = tree.onPath(depth);
    int[] below = new int[onPath.length];
    int[] above = new int[onPath.length];
    own.forEach(ordinal -> below[onPath[map.columns().topic()[map.row(ordinal)]]]++);
    laid.forEach(datum -> above[onPath[datum.topicId()]]++);
    int allBelow = own.count() - below[0];
    int allAbove = laid.size() - above[0];
    List<TopicChange> changes = new ArrayList<>();
    for (Topic topic : tree.atDepth(depth)) {
      int before = below[topic.id()];
      int after = above[topic.id()];
      if (before + after > 0 && allBelow > 0 && allAbove > 0) {
        changes.add(
            new TopicChange(
                topic.label(),
                topic.id(),
                before,
                after,
                (double) before / allBelow,
                (double) after / allAbove,
                TopicComparison.z(before, allBelow, after, allAbove)));
      }
    }
    changes.sort(
        Comparator.comparingDouble(TopicChange::z)
            .reversed()
            .thenComparingInt(TopicChange::topicId));
    return List.copyOf(changes);
  }
}
