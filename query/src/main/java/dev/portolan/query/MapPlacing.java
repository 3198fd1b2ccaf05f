package dev.portolan.query;

import dev.portolan.index.MapColumns;
import dev.portolan.index.MappedNeighbors;
import dev.portolan.index.topics.TopicPosterior;
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
import java.util.List;
import java.util.stream.IntStream;

/// Places vectors on one state of a map; nothing is inserted and nothing moves.
final class MapPlacing {
  /// Neighbours within this share of the map's width agree on a place.
  private static final double AGREEMENT = .1;

  private final MapSnapshot map;
  private final DataSnapshot data;
  private final Projection projection;

  /// Neighbours that decide the place.
  private final int k;

  /// Neighbours that decide the topics too.
  private final int voters;

  private final MappedNeighbors neighbors;

  private MapPlacing(MapSnapshot map) {
    DatumSet mapped = map.mapped();
    if (mapped.isEmpty()) {
      throw new IllegalArgumentException(
          "map '%s' has no data to place others among; build it over data with vectors"
              .formatted(map.name()));
    }
    this.map = map;
    this.data = map.dataSnapshot();
    this.projection = map.options().projection().settle(mapped.count());
    this.k = Math.min(mapped.count(), map.options().placers());
    this.voters = Math.min(mapped.count(), Math.max(k, MapTopics.DEFAULT_K));
    this.neighbors = new MappedNeighbors(data, mapped, map.metric(), voters);
  }

  /// @param vectors each of the dataset's dimensions
  static List<Placement> of(MapSnapshot map, List<float[]> vectors) {
    return vectors.isEmpty() ? List.of() : new MapPlacing(map).place(vectors);
  }

  private List<Placement> place(List<float[]> vectors) {
    MappedSearch.check(map, vectors.toArray(float[][]::new));
    Nearest[] nearest = neighbors.of(vectors);
    NeighborGraph graph = neighbors.graph(nearest, vectors, k, map::row);
    MapColumns columns = map.columns();
    Positions places =
        Placing.of(
            graph,
            new Positions(columns.x(), columns.y(), projection),
            map.report().seed(),
            Runtime.getRuntime().availableProcessors(),
            Progress.none());
    double width = map.columns().width();
    String[] ids = data.ids(Arrays.stream(nearest).mapToInt(n -> n.ordinals()[0]).toArray());
    List<Placement> placements = new ArrayList<>(nearest.length);
    for (int i = 0; i < nearest.length; i++) {
      placements.add(
          new Placement(
              places.x()[i],
              places.y()[i],
              topics(nearest[i]),
              confidence(graph, i, places, width),
              ids[i],
              nearest[i].distances()[0]));
    }
    return placements;
  }

  private List<MapTopics.Posterior> topics(Nearest nearest) {
    TopicTree tree = map.tree();
    int[] topics = new int[voters];
    float[] distances = new float[voters];
    for (int i = 0; i < voters; i++) {
      topics[i] = map.columns().topic()[map.row(nearest.ordinals()[i])];
      distances[i] = (float) nearest.distances()[i];
    }
    return IntStream.rangeClosed(1, tree.depths())
        .mapToObj(depth -> MapTopics.named(TopicPosterior.of(topics, distances, depth, tree), tree))
        .toList();
  }

  /// The share of the neighbours that lie near the place, nearer ones counting more.
  private double confidence(NeighborGraph graph, int datum, Positions places, double width) {
    double near = 0;
    double all = 0;
    for (int s = 0; s < k; s++) {
      int row = graph.rows()[datum * k + s];
      double weight = 1.0 / (1 + s);
      double apart =
          Math.hypot(
              map.columns().x()[row] - places.x()[datum],
              map.columns().y()[row] - places.y()[datum]);
      near += apart <= AGREEMENT * width ? weight : 0;
      all += weight;
    }
    return near / all;
  }
}
