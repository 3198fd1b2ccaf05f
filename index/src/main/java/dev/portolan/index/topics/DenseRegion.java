package dev.portolan.index.topics;

/// Where on the map a group of data is densest.
///
/// The map is a grid of 64 × 64 cells; the densest region is the block of 3 × 3 cells that holds
/// most of the group, and its middle the group's datum there with the least distance to the others
/// (the medoid).
final class DenseRegion {
  private static final int CELLS = 64;
  private static final int REACH = 1;
  private static final int BLOCK = (2 * REACH + 1) * (2 * REACH + 1);

  /// A medoid costs the square of the data it is of; so many are enough to place a label.
  private static final int MEDOID_OF = 512;

  private final float[] x;
  private final float[] y;
  private final float left;
  private final float bottom;
  private final double cell;

  /// @param density of the region, as a multiple of all data spread evenly over the map
  record Middle(float x, float y, double density) {}

  /// @param x positions of all data
  DenseRegion(float[] x, float[] y) {
    this.x = x;
    this.y = y;
    float[] across = bounds(x);
    float[] up = bounds(y);
    this.left = across[0];
    this.bottom = up[0];
    double side = Math.max((double) across[1] - across[0], (double) up[1] - up[0]);
    this.cell = side > 0 ? side / CELLS : 1;
  }

  private static float[] bounds(float[] values) {
    float least = values.length == 0 ? 0 : Float.POSITIVE_INFINITY;
    float most = values.length == 0 ? 0 : Float.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return new float[] {least, most};
  }

  /// @param rows at least one
  Middle of(int[] rows) {
    int[] counts = new int[CELLS * CELLS];
    for (int row : rows) {
      counts[column(x[row], left) * CELLS + column(y[row], bottom)]++;
    }
    int densest = 0;
    int most = -1;
    for (int place = 0; place < counts.length; place++) {
      int inside = counts[place] == 0 ? 0 : block(counts, place / CELLS, place % CELLS);
      if (inside > most) {
        most = inside;
        densest = place;
      }
    }
    int medoid = medoid(inside(rows, densest / CELLS, densest % CELLS, most));
    double even = (double) x.length / counts.length;
    return new Middle(x[medoid], y[medoid], most / (even * BLOCK));
  }

  private int column(float value, float from) {
    return Math.clamp((int) ((value - from) / cell), 0, CELLS - 1);
  }

  private static int block(int[] counts, int column, int line) {
    int sum = 0;
    for (int c = Math.max(0, column - REACH); c <= Math.min(CELLS - 1, column + REACH); c++) {
      for (int l = Math.max(0, line - REACH); l <= Math.min(CELLS - 1, line + REACH); l++) {
        sum += counts[c * CELLS + l];
      }
    }
    return sum;
  }

  /// At most 512 of the rows that lie in a block, spread evenly.
  private int[] inside(int[] rows, int column, int line, int count) {
    int[] inside = new int[count];
    int n = 0;
    for (int row : rows) {
      boolean near =
          Math.abs(column(x[row], left) - column) <= REACH
              && Math.abs(column(y[row], bottom) - line) <= REACH;
      if (near) {
        inside[n++] = row;
      }
    }
    int[] spread = new int[Math.min(n, MEDOID_OF)];
    for (int i = 0; i < spread.length; i++) {
      spread[i] = inside[(int) ((long) i * n / spread.length)];
    }
    return spread;
  }

  private int medoid(int[] rows) {
    int medoid = rows[0];
    double least = Double.POSITIVE_INFINITY;
    for (int a : rows) {
      double sum = 0;
      for (int b : rows) {
        sum += distance(a, b);
      }
      if (sum < least) {
        least = sum;
        medoid = a;
      }
    }
    return medoid;
  }

  private double distance(int a, int b) {
    double across = (double) x[a] - x[b];
    double up = (double) y[a] - y[b];
    return Math.sqrt(across * across + up * up);
  }
}
