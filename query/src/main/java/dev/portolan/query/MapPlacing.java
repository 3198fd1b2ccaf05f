package dev.portolan.query;

import dev.portolan.index.MapColumns;
import dev.portolan.index.MapScan;
import dev.portolan.index.topics.TopicPosterior;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.projection.NeighborGraph;
import dev.portolan.projection.Placing;
import dev.portolan.projection.Positions;
import dev.portolan.projection.Progress;
import dev.portolan.projection.Projection;
import dev.portolan.projection.VectorMetric;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.KnnOptions;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Places vectors on one state of a map; nothing is inserted and nothing moves.
final class MapPlacing {
  /// Candidates a search of the graph keeps.
  private static final int EFFORT = 64;

  /// Two unit vectors nearer than this are one: what rounding leaves of a copy's distance.
  /// Euclidean distance has none, but where vectors are put together from direction and length.
  private static final double COPY = 1e-6;

  /// Neighbours within this share of the map's width agree on a place.
  private static final double AGREEMENT = .1;

  private final MapSnapshot map;
  private final DataSnapshot data;
  private final VectorMetric metric;
  private final Projection projection;

  /// Neighbours that decide the place.
  private final int k;

  /// Neighbours that decide the topics too.
  private final int voters;

  private final KnnOptions options;

  private MapPlacing(MapSnapshot map) {
    DatumSet mapped = map.mapped();
    if (mapped.isEmpty()) {
      throw new IllegalArgumentException(
          "map '%s' has no data to place others among; build it over data with vectors"
              .formatted(map.name()));
    }
    this.map = map;
    this.data = map.dataSnapshot();
    this.metric = map.metric();
    this.projection = map.options().projection().settle(mapped.count());
    int neighbors =
        projection instanceof Projection.Umap umap
            ? umap.nNeighbors()
            : Projection.Umap.defaults().nNeighbors();
    this.k = Math.min(mapped.count(), neighbors);
    this.voters = Math.min(mapped.count(), Math.max(k, MapTopics.DEFAULT_K));
    this.options = MappedSearch.within(map, KnnOptions.of(voters).effort(Math.max(EFFORT, voters)));
  }

  /// @param vectors each of the dataset's dimensions
  static List<Placement> of(MapSnapshot map, List<float[]> vectors) {
    return vectors.isEmpty() ? List.of() : new MapPlacing(map).place(vectors);
  }

  private List<Placement> place(List<float[]> vectors) {
    MappedSearch.check(map, vectors.toArray(float[][]::new));
    Nearest[] nearest = nearest(vectors);
    NeighborGraph graph = graph(nearest, vectors);
    MapColumns columns = map.columns();
    Positions places =
        Placing.of(
            graph,
            new Positions(columns.x(), columns.y(), projection),
            map.report().seed(),
            Runtime.getRuntime().availableProcessors(),
            Progress.none());
    double width = width();
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

  /// The nearest mapped data by the map's metric: from the stored graph where that is of the same
  /// metric, else each is measured.
  private Nearest[] nearest(List<float[]> vectors) {
    if (!data.schema().latent().metric().name().equals(metric.name())) {
      return MapScan.nearest(data, map.mapped(), metric, vectors, voters);
    }
    return vectors.parallelStream().map(this::nearest).toArray(Nearest[]::new);
  }

  /// As many as there are: a walk of the graph may end before.
  private Nearest nearest(float[] vector) {
    Nearest found = data.nearest(vector, options);
    return found.size() >= voters ? found : data.nearest(vector, options.way(KnnOptions.Way.SCAN));
  }

  private NeighborGraph graph(Nearest[] nearest, List<float[]> vectors) {
    int[] rows = new int[nearest.length * k];
    float[] distances = new float[rows.length];
    for (int i = 0; i < nearest.length; i++) {
      double copy = copyWithin(vectors.get(i));
      for (int s = 0; s < k; s++) {
        double distance = nearest[i].distances()[s];
        rows[i * k + s] = map.row(nearest[i].ordinals()[s]);
        distances[i * k + s] = distance <= copy ? 0 : (float) distance;
      }
    }
    return new NeighborGraph(nearest.length, k, rows, distances);
  }

  /// How far a copy of a vector may seem to be from it.
  private double copyWithin(float[] vector) {
    return switch (metric) {
      case COSINE -> COPY;
      case EUCLIDEAN ->
          data.schema().latent().metric() == Metric.COSINE ? COPY * length(vector) : 0;
    };
  }

  private static double length(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    return Math.sqrt(squares);
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

  private double width() {
    float[] x = map.columns().x();
    float[] y = map.columns().y();
    float left = x[0];
    float right = x[0];
    float low = y[0];
    float high = y[0];
    for (int row = 1; row < x.length; row++) {
      left = Math.min(left, x[row]);
      right = Math.max(right, x[row]);
      low = Math.min(low, y[row]);
      high = Math.max(high, y[row]);
    }
    return Math.max(right - left, high - low);
  }
}
