package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The forces of t-SNE against sums over all pairs, and against the slope of the objective.
class TsneOracleTest {
  private static final int N = 1500;

  /// @param size standard deviation of the positions
  @ParameterizedTest
  @CsvSource({"1e-4, .03", ".1, .001", "3, .001", "12, .06"})
  void gridRepulsion_ofPositions_isTheSumOverAllPairs(float size, double tolerance) {
    Forces exact = exact(size, N);
    assertNear(exact, interpolated(exact.x, exact.y, new ScalarFftPasses()), tolerance);
  }

  @ParameterizedTest
  @ValueSource(floats = {1e-4f, 1, 400})
  void pairRepulsion_ofPositions_isTheSumOverAllPairs(float size) {
    Forces exact = exact(size, 40);
    assertNear(exact, found(new PairRepulsion(exact.x, exact.y), exact.x, exact.y), 1e-4);
  }

  private static void assertNear(Forces exact, Forces found, double tolerance) {
    assertEquals(1, found.pairs / exact.pairs, tolerance);
    double error = 0;
    double squares = 0;
    for (int i = 0; i < exact.x.length; i++) {
      error +=
          square(found.forceX[i] - exact.forceX[i]) + square(found.forceY[i] - exact.forceY[i]);
      squares += square(exact.forceX[i]) + square(exact.forceY[i]);
    }
    assertEquals(0, Math.sqrt(error / squares), tolerance, "error as a share of the forces");
  }

  @ParameterizedTest
  @ValueSource(floats = {.01f, 20f})
  void repulsion_withTheVectorModule_sameBits(float size) {
    Assumptions.assumeTrue(VectorModule.PRESENT, "started without the vector module");
    Forces given = exact(size, 300);
    Forces scalar = interpolated(given.x, given.y, new ScalarFftPasses());
    Forces simd = interpolated(given.x, given.y, new SimdFftPasses());
    assertArrayEquals(scalar.forceX, simd.forceX);
    assertArrayEquals(scalar.forceY, simd.forceY);
    assertEquals(scalar.pairs, simd.pairs);
  }

  @Test
  void attraction_withTheVectorModule_sameBits() {
    Assumptions.assumeTrue(VectorModule.PRESENT, "started without the vector module");
    Affinities affinities = affinities(600);
    float[] x = TestSeeds.gaussian(600, 221);
    float[] y = TestSeeds.gaussian(600, 222);
    float[][] found = new float[4][600];
    new ScalarAttraction(affinities, x, y).forces(0, 600, found[0], found[1]);
    new SimdAttraction(affinities, x, y).forces(0, 600, found[2], found[3]);
    assertArrayEquals(found[0], found[2]);
    assertArrayEquals(found[1], found[3]);
  }

  /// Minus a quarter of the slope of Σ p·log(p/q), by moving one coordinate there and back.
  @Test
  void forces_ofAMap_areTheSlopeOfTheObjective() {
    int n = 300;
    Affinities affinities = affinities(n);
    Forces exact = exact(2, n);
    Forces found = interpolated(exact.x, exact.y, new ScalarFftPasses());
    float[] pullX = new float[n];
    float[] pullY = new float[n];
    new ScalarAttraction(affinities, exact.x, exact.y).forces(0, n, pullX, pullY);
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = exact.x[i];
      y[i] = exact.y[i];
    }
    for (int i = 0; i < n; i += 37) {
      double middle = y[i];
      y[i] = middle + 1e-3;
      double above = objective(affinities, x, y);
      y[i] = middle - 1e-3;
      double below = objective(affinities, x, y);
      y[i] = middle;
      double force = pullY[i] / n + found.forceY[i] / found.pairs;
      assertEquals((below - above) / 2e-3 / 4, force, 2e-6, "row " + i);
    }
  }

  @Test
  void affinities_ofAnyRow_haveTheEntropyOfThePerplexity() {
    int n = 700;
    FlatVectors vectors = TestSeeds.clouds(n, 10, 4, VectorMetric.EUCLIDEAN, 231);
    NeighborGraph graph = TestSeeds.graph(vectors, 45);
    Affinities affinities =
        Affinities.of(graph, Islands.sizes(graph), 45, 15, VectorMetric.EUCLIDEAN, 2);
    double total = 0;
    double[][] dense = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int e = affinities.starts()[i]; e < affinities.starts()[i + 1]; e++) {
        total += affinities.weights()[e];
        dense[i][affinities.tails()[e]] += affinities.weights()[e];
      }
    }
    assertEquals(n, total, 1e-2);
    double[][] shares = new double[n][n];
    for (int i = 0; i < n; i++) {
      double beta = beta(graph, i, Math.log(15));
      double sum = 0;
      for (int s = i * 45; s < i * 45 + 45; s++) {
        sum += Math.exp(-beta * square(graph.distances()[s]));
      }
      for (int s = i * 45; s < i * 45 + 45; s++) {
        shares[i][graph.rows()[s]] = Math.exp(-beta * square(graph.distances()[s])) / sum;
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertEquals((shares[i][j] + shares[j][i]) / 2, dense[i][j], 1e-4, i + " and " + j);
      }
    }
  }

  /// By bisection alone.
  private static double beta(NeighborGraph graph, int row, double entropy) {
    double low = 0;
    double high = 1000;
    for (int step = 0; step < 80; step++) {
      double beta = (low + high) / 2;
      double sum = 0;
      double first = 0;
      for (int s = row * graph.k(); s < (row + 1) * graph.k(); s++) {
        double share = Math.exp(-beta * square(graph.distances()[s]));
        sum += share;
        first += share * square(graph.distances()[s]);
      }
      if (Math.log(sum) + beta * first / sum > entropy) {
        low = beta;
      } else {
        high = beta;
      }
    }
    return low;
  }

  private static double objective(Affinities affinities, double[] x, double[] y) {
    int n = affinities.n();
    double pairs = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        pairs += i == j ? 0 : 1 / (1 + square(x[i] - x[j]) + square(y[i] - y[j]));
      }
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int e = affinities.starts()[i]; e < affinities.starts()[i + 1]; e++) {
        int j = affinities.tails()[e];
        double p = affinities.weights()[e] / n;
        double q = 1 / (1 + square(x[i] - x[j]) + square(y[i] - y[j])) / pairs;
        sum += p == 0 ? 0 : p * Math.log(p / q);
      }
    }
    return sum;
  }

  private static Affinities affinities(int n) {
    FlatVectors vectors = TestSeeds.clouds(n, 6, 3, VectorMetric.EUCLIDEAN, 211);
    NeighborGraph graph = TestSeeds.graph(vectors, 30);
    return Affinities.of(graph, Islands.sizes(graph), 30, 10, VectorMetric.EUCLIDEAN, 2);
  }

  private record Forces(float[] x, float[] y, float[] forceX, float[] forceY, double pairs) {}

  private static Forces exact(float size, int n) {
    float[] x = TestSeeds.gaussian(n, 241);
    float[] y = TestSeeds.gaussian(n, 242);
    for (int i = 0; i < n; i++) {
      x[i] *= size;
      y[i] *= size;
    }
    Forces forces = new Forces(x, y, new float[n], new float[n], 0);
    double pairs = 0;
    for (int i = 0; i < n; i++) {
      double sumX = 0;
      double sumY = 0;
      for (int j = 0; j < n; j++) {
        double dx = x[i] - x[j];
        double dy = y[i] - y[j];
        double near = 1 / (1 + dx * dx + dy * dy);
        pairs += i == j ? 0 : near;
        sumX += dx * near * near;
        sumY += dy * near * near;
      }
      forces.forceX[i] = (float) sumX;
      forces.forceY[i] = (float) sumY;
    }
    return new Forces(x, y, forces.forceX, forces.forceY, pairs);
  }

  private static Forces interpolated(float[] x, float[] y, FftPasses passes) {
    return found(new GridRepulsion(x, y, passes), x, y);
  }

  private static Forces found(Repulsion repulsion, float[] x, float[] y) {
    float[] sortedX = x.clone();
    float[] sortedY = y.clone();
    Arrays.sort(sortedX);
    Arrays.sort(sortedY);
    int last = x.length - 1;
    repulsion.cover(sortedX[0], sortedX[last], sortedY[0], sortedY[last]);
    Relay.run(2, () -> worker -> repulsion.preparation().run(worker, 0, task -> {}));
    float[] forceX = new float[x.length];
    float[] forceY = new float[x.length];
    repulsion.forces(0, x.length, forceX, forceY);
    return new Forces(x, y, forceX, forceY, repulsion.pairSum());
  }

  private static double square(double x) {
    return x * x;
  }
}
