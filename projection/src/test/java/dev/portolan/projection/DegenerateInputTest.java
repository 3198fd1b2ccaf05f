package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every projection of every degenerate input, by both metrics: no error, all on the map, nothing
/// piled up, islands apart, and the same bits for one thread and two.
class DegenerateInputTest {
  private static final int NEIGHBORS = 16;
  private static final List<Projection> PROJECTIONS =
      List.of(
          new Projection.Umap(15, .1f, 1, 100, 5, Projection.Init.PCA),
          new Projection.Tsne(30, 12, 300, 0, Projection.Init.PCA),
          new Projection.Pca());

  static Stream<Arguments> maps() {
    return Stream.of(DegenerateInput.values())
        .flatMap(input ->
            Stream.of(VectorMetric.values())
                .flatMap(metric ->
                    PROJECTIONS.stream()
                        .map(projection -> Arguments.of(input, metric, projection))));
  }

  @ParameterizedTest
  @MethodSource("maps")
  void project_finiteApartAndSameBits(
      DegenerateInput input, VectorMetric metric, Projection projection) {
    FlatVectors vectors = input.vectors(metric);
    Positions map = project(vectors, projection, 2);
    assertEquals(vectors.size(), map.size());
    for (int row = 0; row < map.size(); row++) {
      assertTrue(
          Float.isFinite(map.x()[row]) && Float.isFinite(map.y()[row]),
          "row %d lies nowhere".formatted(row));
    }
    if (!(projection instanceof Projection.Pca)) {
      assertSpreadOut(vectors, map);
      if (input.hasIslands() && metric == VectorMetric.EUCLIDEAN) {
        assertIslandsApart(input, map);
      }
    }
    Positions again = project(vectors, projection, 1);
    assertArrayEquals(map.x(), again.x());
    assertArrayEquals(map.y(), again.y());
  }

  @Test
  void pca_farFromTheOrigin_isAsExactAsNearIt() {
    float[] near = TestSeeds.gaussian(2_000, 331);
    for (int i = 0; i < near.length; i++) {
      near[i] = Math.round(64 * near[i] * (1 + i % 4)) / 64f;
    }
    float[] far = near.clone();
    for (int i = 0; i < far.length; i++) {
      far[i] += 4_096;
    }
    Projection pca = new Projection.Pca();
    Positions one = project(FlatVectors.of(near, 4, VectorMetric.EUCLIDEAN), pca, 2);
    Positions other = project(FlatVectors.of(far, 4, VectorMetric.EUCLIDEAN), pca, 2);
    for (int row = 0; row < one.size(); row++) {
      assertEquals(one.x()[row], other.x()[row], 1e-3);
      assertEquals(one.y()[row], other.y()[row], 1e-3);
    }
  }

  /// Different vectors have different places, but for one in a hundred, and their middle half is
  /// not a point beside the whole.
  private static void assertSpreadOut(FlatVectors vectors, Positions map) {
    int d = vectors.dimensions();
    Map<List<Float>, List<Float>> places = new HashMap<>();
    for (int row = 0; row < map.size(); row++) {
      places.put(vector(vectors, row, d), List.of(map.x()[row], map.y()[row]));
    }
    long distinct = places.values().stream().distinct().count();
    assertTrue(
        distinct >= Math.ceil(.99 * places.size()),
        "%d different vectors share %d places".formatted(places.size(), distinct));
    if (places.size() >= 100) {
      double[] x = places.values().stream().mapToDouble(List::getFirst).sorted().toArray();
      double half = x[x.length * 3 / 4] - x[x.length / 4];
      double all = x[x.length - 1] - x[0];
      assertTrue(half >= .02 * all, "half of the places lie within %g of %g".formatted(half, all));
    }
  }

  private static List<Float> vector(FlatVectors vectors, int row, int d) {
    Float[] vector = new Float[d];
    Arrays.setAll(vector, i -> vectors.values()[row * d + i] + 0f);
    return List.of(vector);
  }

  private static void assertIslandsApart(DegenerateInput input, Positions map) {
    int strangers = 0;
    for (int row = 0; row < map.size(); row++) {
      strangers += input.island(nearest(map, row)) == input.island(row) ? 0 : 1;
    }
    assertTrue(
        strangers <= map.size() / 50,
        "%d of %d lie next to another island".formatted(strangers, map.size()));
  }

  private static int nearest(Positions map, int row) {
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int other = 0; other < map.size(); other++) {
      double distance = Math.hypot(map.x()[other] - map.x()[row], map.y()[other] - map.y()[row]);
      if (other != row && distance < least) {
        least = distance;
        nearest = other;
      }
    }
    return nearest;
  }

  private static Positions project(FlatVectors vectors, Projection projection, int threads) {
    NeighborOptions options = new NeighborOptions(NEIGHBORS, TestSeeds.SEED, threads);
    NeighborGraph graph =
        NeighborSearch.build(vectors, Seeds.none(), options, Progress.none()).graph();
    return Projector.project(vectors, graph, projection, TestSeeds.SEED, threads, Progress.none());
  }
}
