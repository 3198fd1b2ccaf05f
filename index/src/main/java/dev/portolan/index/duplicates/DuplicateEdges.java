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
/// @param copyOf `[n]`, the first row with exactly this vector; a first row names itself
/// @param radius `[n]`, every pair of this datum within it is kept; −1 where nothing was searched
/// @param from `[pairs]`, the older row of each pair, ascending
/// @param to `[pairs]`, the younger row, ascending among equal `from`
/// @param distance `[pairs]`, in the metric's unit
public record DuplicateEdges(
    int[] copyOf, double[] radius, int[] from, int[] to, double[] distance) {
  /// No pairs, because none were searched.
  static DuplicateEdges unsearched(int n) {
    int[] self = new int[n];
    Arrays.setAll(self, row -> row);
    double[] radius = new double[n];
    Arrays.fill(radius, -1);
    return new DuplicateEdges(self, radius, new int[0], new int[0], new double[0]);
  }

  static DuplicateEdges of(CopyRows copies, PairCompletion completion) {
    EdgeCollector.Buffer pairs = completion.pairs();
    int n = copies.size();
    int[] copyOf = new int[n];
    double[] radius = new double[n];
    for (int row = 0; row < n; row++) {
      int unique = copies.uniqueOf()[row];
      copyOf[row] = copies.firstRow(unique);
      radius[row] = completion.radius(unique);
    }
    int[] order = order(pairs, copies.start().length - 1);
    int[] from = new int[order.length];
    int[] to = new int[order.length];
    double[] distance = new double[order.length];
    for (int i = 0; i < order.length; i++) {
      from[i] = copies.firstRow(pairs.from[order[i]]);
      to[i] = copies.firstRow(pairs.to[order[i]]);
      distance[i] = pairs.distances[order[i]];
    }
    return new DuplicateEdges(copyOf, radius, from, to, distance);
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
    if (!(cutoff >= 0 && cutoff <= ceiling())) {
      throw new IllegalArgumentException(
          "duplicate cutoff is "
              + cutoff
              + ", the pairs kept with this map are complete from 0 to "
              + ceiling()
              + "; build the map again with this cutoff");
    }
    return new EdgeScan(this, cutoff).run();
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

  /// Positions of the pairs by `from`, then `to`: two stable counting sorts.
  private static int[] order(EdgeCollector.Buffer pairs, int unique) {
    int[] order = new int[pairs.size];
    Arrays.setAll(order, i -> i);
    return sorted(sorted(order, pairs.to, unique), pairs.from, unique);
  }

  private static int[] sorted(int[] order, int[] keys, int unique) {
    int[] next = new int[unique + 1];
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
