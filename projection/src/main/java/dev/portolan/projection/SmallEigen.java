package dev.portolan.projection;

import java.util.Arrays;
import java.util.Comparator;

/// Linear algebra of a handful of vectors, each a row of a `double[p][d]`.
public final class SmallEigen {
  private static final int SWEEPS = 60;
  private static final double NOTHING = 1e-12;

  private SmallEigen() {}

  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /// Makes the rows orthogonal and of length 1, in order; a row that depends on those before it
  /// becomes zero. Gram and Schmidt, twice for accuracy.
  public static void orthonormalize(double[][] rows) {
    for (int j = 0; j < rows.length; j++) {
      double before = Math.sqrt(dot(rows[j], rows[j]));
      for (int twice = 0; twice < 2; twice++) {
        for (int i = 0; i < j; i++) {
          addScaled(rows[j], -dot(rows[i], rows[j]), rows[i]);
        }
      }
      double length = Math.sqrt(dot(rows[j], rows[j]));
      double scale = length > NOTHING * before ? 1 / length : 0;
      for (int i = 0; i < rows[j].length; i++) {
        rows[j][i] *= scale;
      }
    }
  }

  /// Row `j` of the result is `Σ weights[j][i] · rows[i]`.
  public static double[][] combine(double[][] weights, double[][] rows) {
    double[][] combined = new double[weights.length][rows.length == 0 ? 0 : rows[0].length];
    for (int j = 0; j < weights.length; j++) {
      for (int i = 0; i < rows.length; i++) {
        addScaled(combined[j], weights[j][i], rows[i]);
      }
    }
    return combined;
  }

  /// The eigenvectors of a small symmetric matrix as rows, largest eigenvalue first, by Jacobi's
  /// rotations. The matrix is used up.
  public static double[][] vectors(double[][] matrix) {
    int p = matrix.length;
    double[][] vectors = new double[p][p];
    for (int i = 0; i < p; i++) {
      vectors[i][i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int i = 0; i < p; i++) {
        for (int j = i + 1; j < p; j++) {
          rotate(matrix, vectors, i, j);
        }
      }
    }
    Integer[] order = new Integer[p];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -matrix[i][i]));
    double[][] sorted = new double[p][];
    for (int i = 0; i < p; i++) {
      sorted[i] = vectors[order[i]];
    }
    return sorted;
  }

  private static void rotate(double[][] matrix, double[][] vectors, int i, int j) {
    if (matrix[i][j] == 0) {
      return;
    }
    double theta = (matrix[j][j] - matrix[i][i]) / (2 * matrix[i][j]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double cosine = 1 / Math.sqrt(t * t + 1);
    double sine = t * cosine;
    for (int k = 0; k < matrix.length; k++) {
      double a = matrix[k][i];
      double b = matrix[k][j];
      matrix[k][i] = cosine * a - sine * b;
      matrix[k][j] = sine * a + cosine * b;
    }
    turn(matrix[i], matrix[j], cosine, sine);
    turn(vectors[i], vectors[j], cosine, sine);
  }

  private static void turn(double[] a, double[] b, double cosine, double sine) {
    for (int k = 0; k < a.length; k++) {
      double x = a[k];
      double y = b[k];
      a[k] = cosine * x - sine * y;
      b[k] = sine * x + cosine * y;
    }
  }

  private static void addScaled(double[] target, double factor, double[] values) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * values[i];
    }
  }
}
