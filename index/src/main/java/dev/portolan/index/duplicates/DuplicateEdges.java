package dev.portolan.index.duplicates;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The near pairs a build found, with their distances, and how far each datum's are complete.
///
/// What another cutoff needs, kept in the map's fit. Pairs name the first rows of exact copies;
/// copies follow by `copyOf`. At most 32 pairs per datum over all: when there were more, the
/// nearest are kept and the radii say so. Immutable by convention (arrays are not copied); safe for
/// many threads.
///
/// @param order `[n]`, the rows by rank: who comes first is retained
/// @param copyOf `[n]`, the first in rank with exactly this vector; it names itself
/// @param radius `[n]`, every pair of this datum within it is kept; −1 where nothing was searched
/// @param from `[pairs]`, the lower row of each pair, ascending
/// @param to `[pairs]`, the higher row, ascending among equal `from`
/// @param distance `[pairs]`, in the metric's unit
public record DuplicateEdges(
    int[] order, int[] copyOf, double[] radius, int[] from, int[] to, double[] distance) {
  /// No pairs, because none were searched.
  public static DuplicateEdges unsearched(int n) {
    int[] self = identity(n);
    double[] radius = new double[n];
    Arrays.fill(radius, -1);
    return new DuplicateEdges(self, self, radius, new int[0], new int[0], new double[0]);
  }

  static DuplicateEdges of(CopyRows copies, NearPairs found) {
    EdgeCollector.Buffer pairs = found.pairs();
    int n = copies.size();
    int[] copyOf = new int[n];
    double[] radius = new double[n];
    for (int row = 0; row < n; row++) {
      int unique = copies.uniqueOf()[row];
      copyOf[row] = copies.firstRow(unique);
      radius[row] = found.radius(unique);
    }
    EdgeCollector.Buffer named = new EdgeCollector.Buffer();
    for (int i = 0; i < pairs.size; i++) {
      named.add(copies.firstRow(pairs.from[i]), copies.firstRow(pairs.to[i]), pairs.distances[i]);
    }
    return new DuplicateEdges(
            copies.ranking().order(), copyOf, radius, new int[0], new int[0], new double[0])
        .with(named);
  }

  /// The same with other pairs: those that name different rows, each pair once.
  DuplicateEdges with(EdgeCollector.Buffer pairs) {
    int n = copyOf.length;
    int[] low = new int[pairs.size];
    int[] high = new int[pairs.size];
    for (int i = 0; i < pairs.size; i++) {
      low[i] = Math.min(pairs.from[i], pairs.to[i]);
      high[i] = Math.max(pairs.from[i], pairs.to[i]);
    }
    int[] sorted = sorted(sorted(identity(pairs.size), high, n), low, n);
    int[] from = new int[sorted.length];
    int[] to = new int[sorted.length];
    double[] distances = new double[sorted.length];
    int kept = 0;
    for (int i : sorted) {
      boolean twice = kept > 0 && from[kept - 1] == low[i] && to[kept - 1] == high[i];
      if (low[i] != high[i] && !twice) {
        from[kept] = low[i];
        to[kept] = high[i];
        distances[kept++] = pairs.distances[i];
      }
    }
    return new DuplicateEdges(
        order,
        copyOf,
        radius,
        Arrays.copyOf(from, kept),
        Arrays.copyOf(to, kept),
        Arrays.copyOf(distances, kept));
  }

  public int size() {
    return copyOf.length;
  }

  public int pairs() {
    return from.length;
  }

  /// The largest cutoff for which all pairs are here; −1 where nothing was searched.
  public double ceiling() {
    return radius.length == 0 ? 0 : Arrays.stream(radius).min().getAsDouble();
  }

  /// The duplicates at another cutoff, without a new search: O(n + pairs).
  ///
  /// @throws IllegalArgumentException above the [#ceiling]
  public Duplicates at(double cutoff) {
    return scan().at(cutoff);
  }

  /// What answers for several cutoffs, or for some of the rows.
  public EdgeScan scan() {
    return new EdgeScan(this);
  }

  /// The binary form, as [DuplicateEdgesFormat] documents it.
  public byte[] toBytes() {
    return DuplicateEdgesFormat.write(this);
  }

  /// Reads what [#toBytes] wrote.
  ///
  /// @throws IllegalArgumentException when the bytes are something else, cut short or damaged
  public static DuplicateEdges fromBytes(ByteBuffer bytes) {
    return DuplicateEdgesFormat.read(bytes);
  }

  private static int[] identity(int n) {
    int[] all = new int[n];
    Arrays.setAll(all, i -> i);
    return all;
  }

  /// The positions by key, in a stable counting sort.
  private static int[] sorted(int[] order, int[] keys, int n) {
    int[] next = new int[n + 1];
    for (int i : order) {
      next[keys[i] + 1]++;
    }
    Arrays.parallelPrefix(next, Integer::sum);
    int[] sorted = new int[order.length];
    for (int i : order) {
      sorted[next[keys[i]]++] = i;
    }
    return sorted;
  }
}
