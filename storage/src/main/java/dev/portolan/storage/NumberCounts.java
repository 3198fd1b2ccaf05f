package dev.portolan.storage;

import java.util.Arrays;
import java.util.List;

/// Numbers of a column, to be counted. Immutable; safe for many threads.
public final class NumberCounts {
  private final List<double[]> parts;

  NumberCounts(List<double[]> parts) {
    this.parts = parts;
  }

  /// The least and the greatest number, and how many there are.
  ///
  /// @param count 0 where there is none; then the ends mean nothing
  public record Extent(int count, double least, double greatest) {
    private static Extent of(double[] numbers) {
      double least = Double.POSITIVE_INFINITY;
      double greatest = Double.NEGATIVE_INFINITY;
      for (double number : numbers) {
        least = Math.min(least, number);
        greatest = Math.max(greatest, number);
      }
      return new Extent(numbers.length, least, greatest);
    }

    private Extent and(Extent other) {
      return new Extent(
          count + other.count, Math.min(least, other.least), Math.max(greatest, other.greatest));
    }
  }

  public Extent extent() {
    return parts.parallelStream().map(Extent::of).reduce(Extent.of(new double[0]), Extent::and);
  }

  /// How many lie between each edge and the next; the last edge itself belongs to the last bin.
  ///
  /// @param edges `[bins + 1]`, ascending, the first not above the least number, the last not below
  ///   the greatest
  /// @return `[bins]`
  public int[] histogram(double[] edges) {
    return parts.parallelStream()
        .map(part -> histogram(part, edges))
        .reduce(new int[edges.length - 1], NumberCounts::sum);
  }

  private static int[] histogram(double[] numbers, double[] edges) {
    int[] counts = new int[edges.length - 1];
    double width = (edges[counts.length] - edges[0]) / counts.length;
    for (double number : numbers) {
      // Where bins are about as wide as each other the first guess is right, or nearly.
      int bin = Math.clamp((long) ((number - edges[0]) / width), 0, counts.length - 1);
      if (number < edges[bin] || bin + 1 < counts.length && number >= edges[bin + 1]) {
        int at = Arrays.binarySearch(edges, number);
        // A search takes the two zeros for different numbers.
        bin = Math.clamp(at >= 0 ? at : -at - 2, 0, counts.length - 1);
      }
      counts[bin]++;
    }
    return counts;
  }

  private static int[] sum(int[] a, int[] b) {
    int[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }
}
