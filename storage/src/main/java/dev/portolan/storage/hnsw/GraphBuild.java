package dev.portolan.storage.hnsw;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Builds a graph with many threads, the same one for any number of them.
///
/// New nodes come in batches. Those of a batch search the graph as it was before the batch, so they
/// may do it in any order and side by side; then each list that gets links back is written by one
/// thread, in an order that follows from the data. A batch is at most a fiftieth of the graph, so
/// that few of a node's neighbours are in its own batch, and no more than came before it in this
/// build, so that a group of new vectors far from all others soon finds itself. Nodes come in the
/// order of a hash, which makes a batch a random sample and brings the highest nodes first.
///
/// A node is a vector by another number ([NearbyOrder]); searches of a batch run in its order.
///
/// About 160 bytes a vector, and `4·d + 20` for its row when rows are held.
///
/// Papers: [LayeredGraph]; batches: Manohar et al., "ParlayANN: Scalable and Deterministic Parallel
/// Graph-Based Approximate Nearest Neighbor Search Algorithms", 2023. Theirs are up to a fiftieth
/// of all vectors; ours of those in the graph.
public final class GraphBuild {
  private static final int BATCHES = 50;
  private static final int ROWS_AT_A_TIME = 1_024;
  private static final int NODES_AT_A_TIME = 4;
  private static final int LISTS_AT_A_TIME = 16;

  private final VectorSet vectors;
  private final Crew crew;
  private final int[] vectorOf;
  private final int[] nodeOf;
  private final byte[] levels;
  private final NodeSearch[] searches;
  private Layer[] layers;
  private int entry = -1;
  private int top;

  private GraphBuild(VectorSet vectors, Crew crew) {
    this.vectors = vectors;
    this.crew = crew;
    int n = vectors.size();
    vectorOf = NearbyOrder.of(vectors, crew);
    nodeOf = new int[n];
    levels = new byte[n];
    searches = new NodeSearch[crew.size()];
    for (int node = 0; node < n; node++) {
      nodeOf[vectorOf[node]] = node;
      levels[node] = (byte) Levels.level(vectorOf[node]);
    }
  }

  /// A graph over some vectors.
  ///
  /// @throws java.util.concurrent.CancellationException when the crew is told to stop
  public static LayeredGraph build(VectorSet vectors, Crew crew) {
    GraphBuild build = new GraphBuild(vectors, crew);
    build.layOut();
    build.addAll(IntStream.range(0, vectors.size()).toArray());
    return build.complete();
  }

  /// A graph that has what is left of another one, and adds the vectors that are not in that.
  ///
  /// Neighbours that are gone give way to their own neighbours, of which the best are chosen (Singh
  /// et al., "FreshDiskANN", 2021, algorithm 4).
  ///
  /// @throws java.util.concurrent.CancellationException when the crew is told to stop
  public static LayeredGraph extend(StoredGraph stored, VectorSet vectors, Crew crew) {
    GraphBuild build = new GraphBuild(vectors, crew);
    Adoption adoption = new Adoption(stored, build.nodeOf, build.levels);
    build.layOut();
    adoption.copy(build.layers, build.searches, crew);
    build.entry = adoption.entry();
    build.top = build.entry < 0 ? 0 : build.levels[build.entry];
    build.addAll(adoption.others());
    return build.complete();
  }

  /// Makes the layers that the nodes' levels ask for.
  private void layOut() {
    int highest = 0;
    for (byte level : levels) {
      highest = Math.max(highest, level);
    }
    layers = new Layer[highest + 1];
    layers[0] = Layer.lowest(levels.length);
    for (int l = 1; l <= highest; l++) {
      int level = l;
      layers[l] =
          Layer.upper(
              IntStream.range(0, levels.length).filter(node -> levels[node] >= level).toArray());
    }
    Rows held = vectors.onHeap() ? hold() : null;
    for (int i = 0; i < searches.length; i++) {
      Rows rows =
          held == null
              ? new Rows.Read(vectors.readers().get(), vectorOf, vectors.dimensions())
              : held;
      searches[i] = new NodeSearch(layers, new Distances(rows, vectors.closeness()));
    }
  }

  private Rows hold() {
    Rows.Held held = Rows.Held.of(vectorOf.length, vectors.dimensions());
    crew.run(
        vectorOf.length,
        ROWS_AT_A_TIME,
        (_, from, to) -> {
          VectorReader reader = vectors.readers().get();
          for (int node = from; node < to; node++) {
            reader.read(vectorOf[node], held.array(node, 0), held.offset(node));
          }
        });
    return held;
  }

  /// @param nodes those that are not in the graph
  private void addAll(int[] nodes) {
    int[] order = byHash(nodes);
    int present = levels.length - order.length;
    for (int from = 0; from < order.length; ) {
      int batch = Math.max(1, Math.min(from, (present + from) / BATCHES));
      int to = Math.min(order.length, from + batch);
      Arrays.sort(order, from, to);
      add(order, from, to);
      from = to;
    }
  }

  private int[] byHash(int[] nodes) {
    long[] keys = new long[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      int hash = Levels.hash(vectorOf[nodes[i]]);
      keys[i] = Integer.toUnsignedLong(hash) << 31 | nodes[i];
    }
    Arrays.sort(keys);
    int[] order = new int[nodes.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i] & Integer.MAX_VALUE;
    }
    return order;
  }

  private void add(int[] order, int from, int to) {
    int first = order[from];
    if (entry >= 0) {
      crew.run(
          to - from,
          NODES_AT_A_TIME,
          (member, a, b) -> {
            for (int i = from + a; i < from + b; i++) {
              searches[member].place(order[i], levels[order[i]], entry, top);
            }
          });
      for (int level = 0; level <= top; level++) {
        linkBack(level, order, from, to);
      }
    }
    // Only the first of all can be higher than the rest of its batch, which it is alone in.
    if (entry < 0 || levels[first] > top) {
      entry = first;
      top = levels[first];
    }
  }

  /// Lets the neighbours of a batch's nodes list those nodes.
  private void linkBack(int level, int[] order, int from, int to) {
    Layer layer = layers[level];
    long[] links = links(layer, level, order, from, to);
    Arrays.sort(links);
    int[] starts =
        IntStream.rangeClosed(0, links.length)
            .filter(i -> i == 0 || i == links.length || links[i] >> 32 != links[i - 1] >> 32)
            .toArray();
    crew.run(
        starts.length - 1,
        LISTS_AT_A_TIME,
        (member, a, b) -> {
          for (int i = a; i < b; i++) {
            int target = (int) (links[starts[i]] >> 32);
            searches[member].linkBack(layer, target, links, starts[i], starts[i + 1]);
          }
        });
  }

  /// Target and source of each of the batch's links on a level.
  private long[] links(Layer layer, int level, int[] order, int from, int to) {
    long[] links = new long[(to - from) * layer.width()];
    int count = 0;
    for (int i = from; i < to; i++) {
      if (levels[order[i]] >= level) {
        int place = layer.place(order[i]);
        for (int j = layer.begin(place); j < layer.end(place); j++) {
          links[count++] = (long) layer.links()[j] << 32 | order[i];
        }
      }
    }
    return Arrays.copyOf(links, count);
  }

  private LayeredGraph complete() {
    if (entry >= 0) {
      Reach.extend(layers[0], firstOfTop(), searches[0], crew);
    }
    return new LayeredGraph(layers, vectorOf, nodeOf);
  }

  /// Where searches in the stored graph begin: the lowest vector of the highest level.
  private int firstOfTop() {
    for (int node : nodeOf) {
      if (levels[node] == layers.length - 1) {
        return node;
      }
    }
    return entry;
  }
}
