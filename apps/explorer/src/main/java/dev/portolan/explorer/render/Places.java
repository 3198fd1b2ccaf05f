package dev.portolan.explorer.render;

import dev.portolan.query.MapSnapshot;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;

/// Places of the mapped data.
///
/// @param x `[n]`
/// @param y `[n]`
record Places(float[] x, float[] y) {
  /// Share of the data at each end of an axis that a frame may leave out.
  private static final double FAR = 0.006;

  /// How much larger all others must get for it.
  private static final double WORTH = 1.15;

  private static final int CELLS = 128;

  static Places of(MapSnapshot map, int[] rows) {
    float[] x = new float[rows.length];
    float[] y = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      x[i] = map.columns().x()[rows[i]];
      y[i] = map.columns().y()[rows[i]];
    }
    return new Places(x, y);
  }

  int count() {
    return x.length;
  }

  /// The rectangle to show: that of all data, or, where a few lie so far off that all others would
  /// be drawn small, that of the others with some air.
  ///
  /// @param aspect width of the picture by its height
  Rectangle2D frame(double aspect) {
    if (x.length == 0) {
      return new Rectangle2D.Double(0, 0, 1, 1);
    }
    float[] sortedX = sorted(x);
    float[] sortedY = sorted(y);
    Rectangle2D all = between(sortedX, sortedY, 0);
    int far = (int) (FAR * x.length);
    Rectangle2D most = between(sortedX, sortedY, far);
    double airX = 0.05 * most.getWidth();
    double airY = 0.05 * most.getHeight();
    most.setRect(
        most.getX() - airX,
        most.getY() - airY,
        most.getWidth() + 2 * airX,
        most.getHeight() + 2 * airY);
    Rectangle2D shown = most.createIntersection(all);
    return tall(all, aspect) / tall(shown, aspect) >= WORTH ? shown : all;
  }

  /// Height of the picture's shape around a rectangle.
  private static double tall(Rectangle2D frame, double aspect) {
    return Math.max(frame.getHeight(), frame.getWidth() / aspect);
  }

  private static float[] sorted(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static Rectangle2D between(float[] x, float[] y, int far) {
    int last = x.length - 1 - far;
    return new Rectangle2D.Double(
        x[far], y[far], Math.max(1e-6, x[last] - x[far]), Math.max(1e-6, y[last] - y[far]));
  }

  /// How many lie in a rectangle.
  int within(Rectangle2D frame) {
    int count = 0;
    for (int i = 0; i < x.length; i++) {
      count += inside(frame, i) ? 1 : 0;
    }
    return count;
  }

  boolean inside(Rectangle2D frame, int i) {
    return x[i] >= frame.getMinX()
        && x[i] <= frame.getMaxX()
        && y[i] >= frame.getMinY()
        && y[i] <= frame.getMaxY();
  }

  /// Share of a rectangle that has data in it, by a grid of 128 × 128 cells.
  double covered(Rectangle2D frame) {
    boolean[] cells = new boolean[CELLS * CELLS];
    int covered = 0;
    for (int i = 0; i < x.length; i++) {
      if (inside(frame, i)) {
        int column = cell((x[i] - frame.getMinX()) / frame.getWidth());
        int cell = cell((y[i] - frame.getMinY()) / frame.getHeight()) * CELLS + column;
        covered += cells[cell] ? 0 : 1;
        cells[cell] = true;
      }
    }
    return covered / (double) cells.length;
  }

  private static int cell(double share) {
    return Math.min(CELLS - 1, (int) (CELLS * share));
  }
}
