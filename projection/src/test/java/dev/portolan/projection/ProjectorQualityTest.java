package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Floors on real data: the median of three runs of umap-learn 0.5.3 on the same vectors, less .003
/// of trustworthiness, .005 of neighbours kept and .015 of the label's 10-nearest vote.
class ProjectorQualityTest {
  @Test
  void project_newsgroups_asTrueAsThePeer() throws IOException {
    FlatVectors vectors = read("newsgroups20-2k_vectors_f16.npy.gz", VectorMetric.COSINE);
    MapQuality quality =
        MapQuality.measure(vectors, project(vectors), TestSeeds.SEED, 2, Progress.none());
    assertTrue(quality.trustworthiness() >= .9242 - .003, quality.toString());
    assertTrue(quality.kept() >= .3646 - .005, quality.toString());
    assertTrue(quality.triplets() >= .6, quality.toString());
  }

  @Test
  void project_fashion_asTrueAsThePeer() throws IOException {
    FlatVectors vectors = read("fashion-mnist-2k_X_u8.npy.gz", VectorMetric.EUCLIDEAN);
    Positions map = project(vectors);
    MapQuality quality = MapQuality.measure(vectors, map, TestSeeds.SEED, 2, Progress.none());
    assertTrue(quality.trustworthiness() >= .9769 - .003, quality.toString());
    assertTrue(quality.kept() >= .4344 - .005, quality.toString());
    assertTrue(quality.triplets() >= .71, quality.toString());
    float[] labels = read("fashion-mnist-2k_y.npy.gz", VectorMetric.EUCLIDEAN).values();
    double vote = vote(map, labels);
    assertTrue(vote >= .7215 - .015, "10 nearest on the map name the label of " + vote);
  }

  /// Floors are scikit-learn's t-SNE on the same vectors (median of 3), less .003 and .005.
  @Test
  void project_tsne_asTrueAsThePeer() throws IOException {
    FlatVectors news = read("newsgroups20-2k_vectors_f16.npy.gz", VectorMetric.COSINE);
    assertKept(news, .936 - .003, .4026 - .005);
    FlatVectors fashion = read("fashion-mnist-2k_X_u8.npy.gz", VectorMetric.EUCLIDEAN);
    assertKept(fashion, .9818 - .003, .498 - .005);
  }

  private static void assertKept(FlatVectors vectors, double trustworthiness, double kept) {
    Positions map = project(vectors, Projection.Tsne.defaults());
    MapQuality quality = MapQuality.measure(vectors, map, TestSeeds.SEED, 2, Progress.none());
    assertTrue(quality.trustworthiness() >= trustworthiness, quality.toString());
    assertTrue(quality.kept() >= kept, quality.toString());
  }

  private static Positions project(FlatVectors vectors) {
    return project(vectors, new Projection.Auto());
  }

  /// Copies are united before the graph is built and share their place on the map.
  private static Positions project(FlatVectors vectors, Projection projection) {
    ExactCopies copies = ExactCopies.of(vectors, 2);
    LatentVectors unique = copies.unique(vectors);
    Positions map =
        Projector.project(
            unique, TestSeeds.graph(unique, 15), projection, TestSeeds.SEED, 2, Progress.none());
    int[] index = copies.uniqueIndices();
    float[] x = new float[index.length];
    float[] y = new float[index.length];
    for (int row = 0; row < index.length; row++) {
      x[row] = map.x()[index[row]];
      y[row] = map.y()[index[row]];
    }
    return new Positions(x, y, map.projection());
  }

  private static double vote(Positions map, float[] labels) {
    int agreed = 0;
    for (int row = 0; row < labels.length; row++) {
      int[] votes = new int[10];
      for (int other : nearestTen(map, row)) {
        votes[(int) labels[other]]++;
      }
      int winner = 0;
      for (int label = 1; label < votes.length; label++) {
        winner = votes[label] > votes[winner] ? label : winner;
      }
      agreed += winner == (int) labels[row] ? 1 : 0;
    }
    return (double) agreed / labels.length;
  }

  private static int[] nearestTen(Positions map, int row) {
    double[] distances =
        IntStream.range(0, map.size())
            .mapToDouble(other ->
                other == row
                    ? Double.POSITIVE_INFINITY
                    : Math.hypot(map.x()[other] - map.x()[row], map.y()[other] - map.y()[row]))
            .toArray();
    double tenth = Arrays.stream(distances).sorted().skip(9).findFirst().orElseThrow();
    return IntStream.range(0, map.size()).filter(i -> distances[i] <= tenth).toArray();
  }

  private static FlatVectors read(String name, VectorMetric metric) throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("portolan"))) {
      root = root.getParent();
    }
    Path small = root == null ? null : root.resolveSibling("shared").resolve("data/small");
    Assumptions.assumeTrue(
        small != null && Files.isDirectory(small),
        "the folder ../shared/data/small beside the repository is missing: no quality measured");
    return NpyVectors.read(small.resolve(name), metric);
  }
}
