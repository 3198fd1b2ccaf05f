package dev.portolan.jdbc.plan;

import dev.portolan.query.filter.Filter;
import java.util.ArrayList;
import java.util.List;

/// Polygons as SQL has them: the corners' x and y in turn, as a text `[[0, 0], [4, 0], [4, 4]]` or
/// as numbers.
final class PolygonText {
  private PolygonText() {}

  static Filter filter(String map, Object corners) {
    float[] flat = corners(corners);
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < flat.length; i++) {
      (i % 2 == 0 ? x : y).add((double) flat[i]);
    }
    return new Filter.InPolygon(map, x, y);
  }

  private static float[] corners(Object value) {
    float[] flat =
        VectorText.vector(
            value instanceof String text
                ? "[" + text.replace("[", " ").replace("]", " ") + "]"
                : value);
    if (flat.length < 6 || flat.length % 2 == 1) {
      throw new IllegalArgumentException(
          "in_polygon has %d numbers; give x and y of at least 3 corners: [[0, 0], [4, 0], [4, 4]]"
              .formatted(flat.length));
    }
    return flat;
  }

  /// Whether a point lies inside: a ray from it crosses the line an odd number of times.
  static boolean holds(Object corners, double px, double py) {
    float[] flat = corners(corners);
    boolean inside = false;
    int last = flat.length - 2;
    for (int i = 0; i < flat.length; i += 2) {
      double x = flat[i];
      double y = flat[i + 1];
      double lastX = flat[last];
      double lastY = flat[last + 1];
      if (y > py != lastY > py && px < (lastX - x) * (py - y) / (lastY - y) + x) {
        inside = !inside;
      }
      last = i;
    }
    return inside;
  }
}
