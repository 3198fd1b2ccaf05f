package dev.portolan.projection;

import java.util.Arrays;

/// How much of the truth a map keeps, measured against brute force on a seeded sample.
///
/// [MapMeasurement] takes it.
///
/// @param sampled rows measured
/// @param trustworthiness `1 −` the share of intruders among each row's 15 nearest on the map,
///   weighted by how far they come from (Venna & Kaski 2001), in `[0, 1]`
/// @param continuity `1 −` the share of each row's 15 true neighbours that the map has torn away,
///   weighted by how far they went (the same paper), in `[0, 1]`
/// @param kept share of the 15 true neighbours that are among the 15 nearest on the map
/// @param triplets share of random pairs (a, b) whose order of distance to a row is the same on the
///   map: the global structure; ½ is chance
public record MapQuality(
    int sampled, double trustworthiness, double continuity, double kept, double triplets) {
  private static final int SAMPLE = 2000;
  private static final int LARGE = 1_000_000;
  private static final int LARGE_SAMPLE = 300;

  /// The rows to measure a map of `n` by: 2,000 (300 from a million on), all of a smaller one;
  /// ascending.
  public static int[] sample(int n, long seed) {
    return NeighborSearch.sample(n, n < LARGE ? SAMPLE : LARGE_SAMPLE, seed);
  }

  /// Measures a map on [#sample], with a brute force of its own: `n·d` multiplications per row.
  ///
  /// The same seed gives the same figures for any number of threads. A set of fewer than three rows
  /// is kept perfectly.
  ///
  /// @throws java.util.concurrent.CancellationException when `progress` is cancelled
  public static MapQuality measure(
      LatentVectors vectors, Positions positions, long seed, int threads, Progress progress) {
    int n = vectors.size();
    if (n != positions.size()) {
      throw new IllegalArgumentException(
          "%d vectors and %d positions; measure a map of these vectors"
              .formatted(n, positions.size()));
    }
    int[] rows = sample(n, seed);
    int[] vectorOfRow = new int[n];
    Arrays.setAll(vectorOfRow, row -> row);
    MapMeasurement measurement = new MapMeasurement(positions, vectorOfRow, rows, seed);
    ExactNeighbors.scan(vectors, rows, threads, progress, measurement::visitor);
    return measurement.result();
  }
}
