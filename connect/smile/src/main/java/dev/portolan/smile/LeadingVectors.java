package dev.portolan.smile;

import dev.portolan.projection.Progress;
import dev.portolan.projection.SmallEigen;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// The eigenvectors of a large symmetric matrix that belong to its largest eigenvalues, without a
/// native library.
///
/// The locally optimal block conjugate gradient method (Knyazev 2001): each step looks for the best
/// vectors in the space of the present ones X, their residuals R and the last directions P. The
/// same matrix gives the same bits.
final class LeadingVectors {
  /// What the method needs to know of a matrix.
  interface Symmetric {
    /// The products with `vectors.length` vectors of length `n`.
    double[][] times(double[][] vectors);
  }

  /// Vectors carried along beside those asked for; they quicken the others.
  private static final int EXTRA = 2;

  private static final int MAX_STEPS = 1_000;

  /// About as many it usually takes; progress nears its end, and reaches it when they are found.
  private static final int USUAL = 20;

  private static final double SETTLED = 1e-8;
  private static final long START = 0x9e3779b97f4a7c15L;

  private final Symmetric matrix;
  private final int count;
  private double[][] x;
  private double[][] image;
  private double[][] p = {};

  private LeadingVectors(Symmetric matrix, int n, int count) {
    this.matrix = matrix;
    this.count = count;
    SplittableRandom random = new SplittableRandom(START);
    this.x = new double[Math.min(n, count + EXTRA)][n];
    for (double[] vector : x) {
      Arrays.setAll(vector, i -> random.nextDouble() - .5);
    }
    SmallEigen.orthonormalize(x);
    this.image = matrix.times(x);
  }

  /// @param vectors `[count][n]`, of length 1 and orthogonal; the largest component of each
  ///   positive
  /// @param values `[count]`, descending
  record Result(double[][] vectors, double[] values) {}

  /// A step costs `3·(count + 2)` products with the matrix at most; there are 1,000 at most.
  ///
  /// @param count how many, below `n`
  static Result of(Symmetric matrix, int n, int count, Progress progress) {
    LeadingVectors found = new LeadingVectors(matrix, n, count);
    for (int step = 0; step < MAX_STEPS && !found.improve(); step++) {
      progress.check();
      progress.advance(step, step + USUAL);
    }
    return found.result();
  }

  /// One step.
  ///
  /// @return whether there was nothing left to improve
  private boolean improve() {
    double[][] residuals = residuals();
    if (settled(residuals)) {
      return true;
    }
    double[][] space = Stream.of(x, residuals, p).flatMap(Stream::of).toArray(double[][]::new);
    SmallEigen.orthonormalize(space);
    space =
        Arrays.stream(space).filter(row -> SmallEigen.dot(row, row) > 0).toArray(double[][]::new);
    double[][] images = matrix.times(space);
    double[][] weights = Arrays.copyOf(SmallEigen.vectors(products(space, images)), x.length);
    x = SmallEigen.combine(weights, space);
    image = SmallEigen.combine(weights, images);
    for (double[] weight : weights) {
      Arrays.fill(weight, 0, x.length, 0);
    }
    p = SmallEigen.combine(weights, space);
    return false;
  }

  private double[][] residuals() {
    double[][] residuals = new double[x.length][x[0].length];
    for (int j = 0; j < x.length; j++) {
      double value = SmallEigen.dot(x[j], image[j]);
      for (int i = 0; i < residuals[j].length; i++) {
        residuals[j][i] = image[j][i] - value * x[j][i];
      }
    }
    return residuals;
  }

  private boolean settled(double[][] residuals) {
    double scale = Math.sqrt(SmallEigen.dot(image[0], image[0]));
    for (int j = 0; j < Math.min(count, residuals.length); j++) {
      if (Math.sqrt(SmallEigen.dot(residuals[j], residuals[j])) > SETTLED * scale) {
        return false;
      }
    }
    return true;
  }

  private static double[][] products(double[][] space, double[][] images) {
    double[][] products = new double[space.length][space.length];
    for (int i = 0; i < space.length; i++) {
      for (int j = 0; j < space.length; j++) {
        products[i][j] =
            (SmallEigen.dot(space[i], images[j]) + SmallEigen.dot(space[j], images[i])) / 2;
      }
    }
    return products;
  }

  private Result result() {
    double[] values = new double[count];
    for (int j = 0; j < count; j++) {
      values[j] = SmallEigen.dot(x[j], image[j]);
      double largest = 0;
      for (double component : x[j]) {
        largest = Math.abs(component) > Math.abs(largest) ? component : largest;
      }
      for (int i = 0; largest < 0 && i < x[j].length; i++) {
        x[j][i] = -x[j][i];
      }
    }
    return new Result(Arrays.copyOf(x, count), values);
  }
}
