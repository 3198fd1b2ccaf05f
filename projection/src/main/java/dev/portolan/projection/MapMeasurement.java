package dev.portolan.projection;

import java.util.Arrays;

/// Takes the distances of sampled rows to all others and measures a map by them.
///
/// It asks for distances only through [#visitor], so that one brute force can serve it together
/// with others. Visitors may be used by one thread each, at the same time; the outcome does not
/// depend on who visits what.
public final class MapMeasurement {
  private static final int K = 15;
  private static final int TRIPLETS = 20;

  private final Positions positions;
  private final int[] vectorOfRow;
  private final int[] rows;
  private final long seed;
  private final int k;
  private final long[] intrusions;
  private final long[] extrusions;
  private final int[] kept;
  private final int[] triplets;

  /// @param vectorOfRow `[n]`, which of the scanned vectors each row of the map has
  /// @param rows the sampled rows; a scan's query `q` is the vector of row `rows[q]`
  public MapMeasurement(Positions positions, int[] vectorOfRow, int[] rows, long seed) {
    this.positions = positions;
    this.vectorOfRow = vectorOfRow;
    this.rows = rows;
    this.seed = seed;
    this.k = Math.max(0, Math.min(K, positions.size() - 1));
    this.intrusions = new long[rows.length];
    this.extrusions = new long[rows.length];
    this.kept = new int[rows.length];
    this.triplets = new int[rows.length];
  }

  /// Takes the distances of the sampled rows' vectors to all vectors.
  public ExactNeighbors.Visitor visitor() {
    return positions.size() < 3 ? (query, distances) -> {} : new Ranking();
  }

  /// The figures, after every sampled row was visited.
  public MapQuality result() {
    int n = positions.size();
    if (n < 3) {
      return new MapQuality(rows.length, 1, 1, 1, 1);
    }
    double sampled = rows.length;
    double worst = k * (k < n / 2.0 ? 2.0 * n - 3 * k - 1 : (n - k) * (n - k - 1.0) / k);
    return new MapQuality(
        rows.length,
        share(intrusions, worst),
        share(extrusions, worst),
        Arrays.stream(kept).sum() / (sampled * k),
        Arrays.stream(triplets).sum() / (sampled * TRIPLETS));
  }

  /// What is left of 1 after strayed neighbours were taken off.
  private double share(long[] strayed, double worst) {
    return worst <= 0 ? 1 : 1 - 2 * Arrays.stream(strayed).sum() / (rows.length * worst);
  }

  /// One row's neighbours in both spaces, with scratch space for one thread.
  private final class Ranking implements ExactNeighbors.Visitor {
    private final float[] distances = new float[positions.size()];
    private final float[] flat = new float[positions.size()];
    private NearestLists near;
    private NearestLists onMap;
    private int row;

    @Override
    public void visit(int query, float[] toVectors) {
      row = rows[query];
      for (int other = 0; other < distances.length; other++) {
        distances[other] = toVectors[vectorOfRow[other]];
      }
      rank();
      intrusions[query] = beyond(distances, onMap);
      extrusions[query] = beyond(flat, near);
      kept[query] = kept();
      triplets[query] = triplets();
    }

    private void rank() {
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

    /// Sum over the k nearest in one space of how far beyond the k-th place they are in the other.
    ///
    /// @param toAll distances in the other space
    private long beyond(float[] toAll, NearestLists nearest) {
      float[] wanted = new float[k];
      for (int s = 0; s < k; s++) {
        wanted[s] = toAll[nearest.rows[s]];
      }
      Arrays.sort(wanted);
      int[] closer = new int[k + 1];
      for (int other = 0; other < toAll.length; other++) {
        if (toAll[other] < wanted[k - 1] && other != row) {
          closer[firstAbove(wanted, toAll[other])]++;
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

    private int firstAbove(float[] sorted, float value) {
      int s = 0;
      while (sorted[s] <= value) {
        s++;
      }
      return s;
    }

    private int kept() {
      int count = 0;
      for (int s = 0; s < k; s++) {
        for (int t = 0; t < k; t++) {
          count += near.rows[s] == onMap.rows[t] ? 1 : 0;
        }
      }
      return count;
    }

    private int triplets() {
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
