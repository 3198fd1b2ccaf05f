package dev.portolan.projection;

import java.util.Arrays;

/// How much of the truth a map keeps, measured against brute force on a seeded sample.
///
/// @param sampled rows measured
/// @param trustworthiness `1 −` the share of intruders among each row's 15 nearest on the map,
///   weighted by how far they come from (Venna & Kaski 2001), in `[0, 1]`
/// @param kept share of the 15 true neighbours that are among the 15 nearest on the map
/// @param triplets share of random pairs (a, b) whose order of distance to a row is the same on the
///   map: the global structure; ½ is chance
public record MapQuality(int sampled, double trustworthiness, double kept, double triplets) {
  private static final int K = 15;
  private static final int TRIPLETS = 20;
  private static final int SAMPLE = 2000;
  private static final int LARGE = 1_000_000;
  private static final int LARGE_SAMPLE = 300;

  /// Measures 2,000 rows (300 from a million on), all of a smaller set.
  ///
  /// One brute-force search per sampled row in both spaces: `n·d` multiplications each. The same
  /// seed gives the same figures for any number of threads. A set of fewer than three rows is kept
  /// perfectly.
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
    int[] sample = NeighborSearch.sample(n, n < LARGE ? SAMPLE : LARGE_SAMPLE, seed);
    if (n < 3) {
      return new MapQuality(sample.length, 1, 1, 1);
    }
    int k = Math.min(K, n - 1);
    long[] intrusions = new long[sample.length];
    int[] kept = new int[sample.length];
    int[] triplets = new int[sample.length];
    ExactNeighbors.scan(
        HeapVectors.of(vectors, threads),
        sample,
        threads,
        progress,
        () -> {
          Ranking ranking = new Ranking(positions, k);
          return (query, distances) -> {
            ranking.of(sample[query], distances);
            intrusions[query] = ranking.intrusions();
            kept[query] = ranking.kept();
            triplets[query] = ranking.triplets(seed);
          };
        });
    double rows = sample.length;
    double worst = k * (k < n / 2.0 ? 2.0 * n - 3 * k - 1 : (n - k) * (n - k - 1.0) / k);
    return new MapQuality(
        sample.length,
        worst <= 0 ? 1 : 1 - 2 * Arrays.stream(intrusions).sum() / (rows * worst),
        Arrays.stream(kept).sum() / (rows * k),
        Arrays.stream(triplets).sum() / (rows * TRIPLETS));
  }

  /// One row's neighbours in both spaces.
  private static final class Ranking {
    private final Positions positions;
    private final int k;
    private final float[] flat;
    private NearestLists near;
    private NearestLists onMap;
    private float[] distances;
    private int row;

    Ranking(Positions positions, int k) {
      this.positions = positions;
      this.k = k;
      this.flat = new float[positions.size()];
    }

    void of(int row, float[] distances) {
      this.row = row;
      this.distances = distances;
      float x = positions.x()[row];
      float y = positions.y()[row];
      for (int other = 0; other < flat.length; other++) {
        float dx = positions.x()[other] - x;
        float dy = positions.y()[other] - y;
        flat[other] = dx * dx + dy * dy;
      }
      near = nearest(distances);
      onMap = nearest(flat);
    }

    private NearestLists nearest(float[] toAll) {
      NearestLists list = new NearestLists(1, k);
      for (int other = 0; other < toAll.length; other++) {
        if (toAll[other] <= list.farthest(0) && other != row) {
          list.offer(0, other, toAll[other]);
        }
      }
      return list;
    }

    /// Sum over the k nearest on the map of how far beyond the k-th place they truly are.
    long intrusions() {
      float[] wanted = new float[k];
      for (int s = 0; s < k; s++) {
        wanted[s] = distances[onMap.rows[s]];
      }
      Arrays.sort(wanted);
      int[] closer = new int[k + 1];
      for (int other = 0; other < distances.length; other++) {
        if (distances[other] < wanted[k - 1] && other != row) {
          closer[firstAbove(wanted, distances[other])]++;
        }
      }
      long sum = 0;
      int before = 0;
      for (int s = 0; s < k; s++) {
        before += closer[s];
        sum += Math.max(0, before + 1 - k);
      }
      return sum;
    }

    private static int firstAbove(float[] sorted, float value) {
      int s = 0;
      while (sorted[s] <= value) {
        s++;
      }
      return s;
    }

    int kept() {
      int count = 0;
      for (int s = 0; s < k; s++) {
        for (int t = 0; t < k; t++) {
          count += near.rows[s] == onMap.rows[t] ? 1 : 0;
        }
      }
      return count;
    }

    int triplets(long seed) {
      int agreed = 0;
      long own = CounterRandom.hash(seed, row);
      for (int t = 0; t < TRIPLETS; t++) {
        int a = CounterRandom.below(CounterRandom.hash(own, t, 0), flat.length);
        int b = CounterRandom.below(CounterRandom.hash(own, t, 1), flat.length);
        agreed += (distances[a] < distances[b]) == (flat[a] < flat[b]) ? 1 : 0;
      }
      return agreed;
    }
  }
}
