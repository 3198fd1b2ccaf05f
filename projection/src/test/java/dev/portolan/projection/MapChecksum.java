package dev.portolan.projection;

import java.util.Arrays;

/// Prints a checksum of a graph, two maps and a node embedding; run in JVMs of several kinds.
final class MapChecksum {
  private MapChecksum() {}

  /// @param args the number of threads
  public static void main(String[] args) {
    System.out.println(compute(Integer.parseInt(args[0])));
  }

  /// Enough rows for two threads of [BlockCommit].
  static String compute(int threads) {
    FlatVectors vectors = TestSeeds.clouds(8500, 21, 7, VectorMetric.COSINE, 101);
    NeighborOptions options = new NeighborOptions(15, 3, threads);
    NeighborGraph graph =
        NeighborSearch.build(vectors, Seeds.none(), options, Progress.none()).graph();
    Projection.Umap umap = new Projection.Umap(15, .1f, 1, 20, 5, Projection.Init.PCA);
    Positions map = Projector.project(vectors, graph, umap, 3, threads, Progress.none());
    Projection.Tsne tsne = new Projection.Tsne(20, 12, 60, 0, Projection.Init.PCA);
    Positions other = Projector.project(vectors, graph, tsne, 3, threads, Progress.none());
    float[] embedding = NodeEmbedding.of(graph, 5, 5, 3, threads, Progress.none());
    return "graph %08x %08x, map %08x %08x, t-SNE %08x %08x, embedding %08x"
        .formatted(
            Arrays.hashCode(graph.rows()),
            Arrays.hashCode(graph.distances()),
            Arrays.hashCode(map.x()),
            Arrays.hashCode(map.y()),
            Arrays.hashCode(other.x()),
            Arrays.hashCode(other.y()),
            Arrays.hashCode(embedding));
  }
}
