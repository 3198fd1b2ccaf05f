package dev.portolan.benchmarks.topics;

import java.util.Arrays;

/// Adjusted mutual information of two partitions, normalised by the mean of their entropies (Vinh,
/// Epps, Bailey 2010): 1 for equal partitions, 0 on average for unrelated ones.
///
/// With a table of log factorials, which Smile's is without: minutes where this takes seconds.
public final class MutualInformation {
  private MutualInformation() {}

  /// @param a group of each member, from 0
  /// @param b the same of the other partition
  public static double adjusted(int[] a, int[] b) {
    int n = a.length;
    int[] rows = new int[Arrays.stream(a).max().orElse(-1) + 1];
    int[] columns = new int[Arrays.stream(b).max().orElse(-1) + 1];
    int[][] both = new int[rows.length][columns.length];
    for (int i = 0; i < n; i++) {
      rows[a[i]]++;
      columns[b[i]]++;
      both[a[i]][b[i]]++;
    }
    double[] logFactorial = new double[n + 1];
    for (int i = 1; i <= n; i++) {
      logFactorial[i] = logFactorial[i - 1] + Math.log(i);
    }
    double information = 0;
    double expected = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        information += term(both[i][j], rows[i], columns[j], n);
        for (int c = Math.max(1, rows[i] + columns[j] - n);
            c <= Math.min(rows[i], columns[j]);
            c++) {
          expected +=
              term(c, rows[i], columns[j], n)
                  * probability(c, rows[i], columns[j], n, logFactorial);
        }
      }
    }
    double mean = (entropy(rows, n) + entropy(columns, n)) / 2;
    return (information - expected) / (mean - expected);
  }

  private static double term(int both, int row, int column, int n) {
    return both == 0
        ? 0
        : (double) both / n * Math.log((double) n * both / ((double) row * column));
  }

  /// Hypergeometric: `both` in common by chance.
  private static double probability(int both, int row, int column, int n, double[] f) {
    return Math.exp(
        f[row]
            + f[column]
            + f[n - row]
            + f[n - column]
            - f[n]
            - f[both]
            - f[row - both]
            - f[column - both]
            - f[n - row - column + both]);
  }

  private static double entropy(int[] sizes, int n) {
    double entropy = 0;
    for (int size : sizes) {
      entropy -= size == 0 ? 0 : (double) size / n * Math.log((double) size / n);
    }
    return entropy;
  }
}
