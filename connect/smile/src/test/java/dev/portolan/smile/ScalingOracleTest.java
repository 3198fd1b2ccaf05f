package dev.portolan.smile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.projection.HeapVectors;
import dev.portolan.projection.Positions;
import dev.portolan.projection.Progress;
import dev.portolan.projection.Projection;
import dev.portolan.projection.SmallEigen;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Eigenvectors found step by step against Jacobi's rotations, and classical scaling against the
/// principal axes, which it equals where distances are euclidean.
class ScalingOracleTest {
  @Test
  void leadingVectors_ofRandomMatrices_areThoseOfJacobi() {
    SplittableRandom random = new SplittableRandom(Sets.SEED);
    for (int n = 3; n <= 40; n++) {
      double[][] matrix = symmetric(n, random);
      LeadingVectors.Symmetric products = vectors -> SmallEigen.combine(vectors, matrix);
      double[][] found = LeadingVectors.of(products, n, 2, Progress.none()).vectors();
      double[][] copy = new double[n][];
      for (int i = 0; i < n; i++) {
        copy[i] = matrix[i].clone();
      }
      double[][] expected = SmallEigen.vectors(copy);
      for (int j = 0; j < 2; j++) {
        double cosine = Math.abs(SmallEigen.dot(expected[j], found[j]));
        assertEquals(1, cosine, 1e-9, "vector %d of %d, seed %d".formatted(j, n, Sets.SEED));
      }
    }
  }

  @Test
  void classicalScaling_ofEuclideanData_isThePrincipalAxes() {
    HeapVectors vectors = Sets.euclidean(Sets.clouds(200, 10, 4));
    Positions scaled = Sets.project(vectors, new Projection.Discovered("mds"));
    Positions axes = Sets.project(vectors, new Projection.Pca());
    assertSameUpToSign(axes.x(), scaled.x());
    assertSameUpToSign(axes.y(), scaled.y());
  }

  private static void assertSameUpToSign(float[] expected, float[] found) {
    double sign = 0;
    for (int row = 0; row < expected.length; row++) {
      sign += (double) expected[row] * found[row];
    }
    for (int row = 0; row < expected.length; row++) {
      assertEquals(expected[row], Math.signum(sign) * found[row], 1e-3, "row " + row);
    }
  }

  private static double[][] symmetric(int n, SplittableRandom random) {
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = random.nextGaussian();
        matrix[j][i] = matrix[i][j];
      }
    }
    return matrix;
  }
}
