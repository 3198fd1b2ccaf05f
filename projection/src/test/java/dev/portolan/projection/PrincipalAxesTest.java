package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PrincipalAxesTest {
  private static final int N = 2000;

  @Test
  void project_stretchedCloud_findsItsAxes() {
    int d = 12;
    float[] values = TestSeeds.gaussian(N * d, 41);
    for (int row = 0; row < N; row++) {
      values[row * d + 3] = 9 * values[row * d + 3] + 100;
      values[row * d + 7] = 4 * values[row * d + 7] - 50;
    }
    float[] xy = pca(FlatVectors.of(values, d, VectorMetric.EUCLIDEAN), 2);
    for (int row = 0; row < N; row++) {
      assertEquals(values[row * d + 3] - 100, xy[2 * row], 2.5, "x of row " + row);
      assertEquals(values[row * d + 7] + 50, xy[2 * row + 1], 2.5, "y of row " + row);
    }
  }

  @Test
  void project_anyCloud_axesHoldAsMuchVarianceAsTheCovarianceSays() {
    int d = 20;
    FlatVectors vectors = TestSeeds.clouds(N, d, 5, VectorMetric.EUCLIDEAN, 43);
    float[] xy = pca(vectors, 2);
    double[][] covariance = covariance(vectors);
    double trace = 0;
    double squares = 0;
    for (int c = 0; c < 2; c++) {
      double variance = variance(xy, c);
      double[] axis = powerIteration(covariance);
      double expected = rayleigh(covariance, axis);
      assertEquals(1, variance / expected, 1e-4, "axis " + c);
      deflate(covariance, axis, expected);
      trace += variance;
      squares += covarianceOf(xy, 0, 1);
    }
    assertTrue(trace > 0);
    assertEquals(0, squares / trace, 1e-4, "the axes are uncorrelated");
  }

  @Test
  void project_otherThreads_sameBits() {
    FlatVectors vectors = TestSeeds.clouds(N, 33, 5, VectorMetric.COSINE, 47);
    assertArrayEquals(pca(vectors, 1), pca(vectors, 4));
  }

  @Test
  void project_pointsOnALine_secondAxisIsEmpty() {
    float[] values = new float[300];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i / 3) * (1 + i % 3);
    }
    float[] xy = pca(FlatVectors.of(values, 3, VectorMetric.EUCLIDEAN), 2);
    for (int row = 0; row < 100; row++) {
      assertEquals((row - 49.5) * Math.sqrt(14), xy[2 * row], 1e-2);
      assertEquals(0, xy[2 * row + 1], 1e-2);
    }
  }

  private static float[] pca(FlatVectors vectors, int threads) {
    NeighborGraph graph = new NeighborGraph(vectors.size(), 0, new int[0], new float[0]);
    Positions positions =
        Projector.project(
            vectors, graph, new Projection.Pca(), TestSeeds.SEED, threads, Progress.none());
    float[] xy = new float[2 * vectors.size()];
    for (int row = 0; row < vectors.size(); row++) {
      xy[2 * row] = positions.x()[row];
      xy[2 * row + 1] = positions.y()[row];
    }
    return xy;
  }

  private static double variance(float[] xy, int c) {
    return covarianceOf(xy, c, c);
  }

  private static double covarianceOf(float[] xy, int a, int b) {
    double sum = 0;
    for (int i = 0; i < xy.length; i += 2) {
      sum += (double) xy[i + a] * xy[i + b];
    }
    return sum / (xy.length / 2.0);
  }

  private static double[][] covariance(FlatVectors vectors) {
    int d = vectors.dimensions();
    double[] mean = new double[d];
    for (int i = 0; i < vectors.values().length; i++) {
      mean[i % d] += vectors.values()[i] / vectors.size();
    }
    double[][] covariance = new double[d][d];
    for (int row = 0; row < vectors.size(); row++) {
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          double x = vectors.values()[row * d + i] - mean[i];
          double y = vectors.values()[row * d + j] - mean[j];
          covariance[i][j] += x * y / vectors.size();
        }
      }
    }
    return covariance;
  }

  private static double[] powerIteration(double[][] matrix) {
    double[] axis = new double[matrix.length];
    java.util.Arrays.fill(axis, 1);
    axis[0] = 2;
    for (int step = 0; step < 20_000; step++) {
      double[] image = multiply(matrix, axis);
      double length = Math.sqrt(SmallEigen.dot(image, image));
      for (int i = 0; i < image.length; i++) {
        axis[i] = image[i] / length;
      }
    }
    return axis;
  }

  private static double rayleigh(double[][] matrix, double[] axis) {
    return SmallEigen.dot(axis, multiply(matrix, axis));
  }

  private static double[] multiply(double[][] matrix, double[] vector) {
    double[] image = new double[vector.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = SmallEigen.dot(matrix[i], vector);
    }
    return image;
  }

  private static void deflate(double[][] matrix, double[] axis, double value) {
    for (int i = 0; i < axis.length; i++) {
      for (int j = 0; j < axis.length; j++) {
        matrix[i][j] -= value * axis[i] * axis[j];
      }
    }
  }
}
