package dev.portolan.smile;

import dev.portolan.projection.Progress;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Classical scaling: the positions whose inner products come closest to those that the distances
/// imply.
///
/// Paper: Torgerson 1952.
///
/// @param squares `[n][n]`, squared distances
/// @param rowMeans `[n]` of them
/// @param mean of all of them
record Scaling(double[][] squares, double[] rowMeans, double mean)
    implements LeadingVectors.Symmetric {
  /// Uses `distances` up.
  ///
  /// @return `[n][2]`, in the unit of the distances, around 0
  static double[][] of(double[][] distances, Progress progress) {
    double[] rowMeans = new double[distances.length];
    for (int i = 0; i < rowMeans.length; i++) {
      for (int j = 0; j < rowMeans.length; j++) {
        distances[i][j] *= distances[i][j];
      }
      rowMeans[i] = Arrays.stream(distances[i]).sum() / rowMeans.length;
    }
    double mean = Arrays.stream(rowMeans).sum() / rowMeans.length;
    Scaling products = new Scaling(distances, rowMeans, mean);
    LeadingVectors.Result axes = LeadingVectors.of(products, rowMeans.length, 2, progress);
    double[][] positions = new double[rowMeans.length][2];
    for (int axis = 0; axis < 2; axis++) {
      double length = Math.sqrt(Math.max(0, axes.values()[axis]));
      for (int i = 0; i < positions.length; i++) {
        positions[i][axis] = length * axes.vectors()[axis][i];
      }
    }
    return positions;
  }

  /// Inner products are `−½ · (square − mean of row − mean of column + mean of all)`. Rows are
  /// spread over the common pool; each is summed in order.
  @Override
  public double[][] times(double[][] vectors) {
    double[][] products = new double[vectors.length][squares.length];
    double[] totals = Arrays.stream(vectors).mapToDouble(v -> Arrays.stream(v).sum()).toArray();
    double[] along = new double[vectors.length];
    for (int v = 0; v < along.length; v++) {
      for (int j = 0; j < squares.length; j++) {
        along[v] += rowMeans[j] * vectors[v][j];
      }
    }
    IntStream.range(0, squares.length)
        .parallel()
        .forEach(i -> {
          for (int v = 0; v < vectors.length; v++) {
            double centred = (mean - rowMeans[i]) * totals[v] - along[v];
            products[v][i] = -.5 * (product(squares[i], vectors[v]) + centred);
          }
        });
    return products;
  }

  private static double product(double[] row, double[] vector) {
    double[] sums = new double[4];
    int whole = row.length & ~3;
    for (int j = 0; j < whole; j += 4) {
      sums[0] += row[j] * vector[j];
      sums[1] += row[j + 1] * vector[j + 1];
      sums[2] += row[j + 2] * vector[j + 2];
      sums[3] += row[j + 3] * vector[j + 3];
    }
    for (int j = whole; j < row.length; j++) {
      sums[0] += row[j] * vector[j];
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
  }
}
