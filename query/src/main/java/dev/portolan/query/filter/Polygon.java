package dev.portolan.query.filter;

import dev.portolan.query.MapSnapshot;
import dev.portolan.storage.DatumSet;
import java.util.List;

/// A closed line on a map; a point lies in it where a ray from it crosses the line an odd number of
/// times.
///
/// Of a point on the line itself it is not said on which side it counts. `corners` steps per datum
/// in the bounding box.
record Polygon(double[] x, double[] y) {

  static Polygon of(List<Double> x, List<Double> y) {
    for (int i = 0; i < x.size(); i++) {
      if (!Double.isFinite(x.get(i)) || !Double.isFinite(y.get(i))) {
        throw new IllegalArgumentException(
            "corner %d of the polygon is (%s, %s); corners must be finite"
                .formatted(i, x.get(i), y.get(i)));
      }
    }
    return new Polygon(
        x.stream().mapToDouble(Double::doubleValue).toArray(),
        y.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /// The mapped data inside.
  DatumSet holding(MapSnapshot map) {
    int[] ordinals = map.mapped().ordinals();
    float[] mapX = map.columns().x();
    float[] mapY = map.columns().y();
    return DatumSet.collect(
        map.dataSnapshot().dataset(),
        sink -> {
          for (int ordinal : ordinals) {
            int row = map.row(ordinal);
            if (holds(mapX[row], mapY[row])) {
              sink.accept(ordinal);
            }
          }
        });
  }

  boolean holds(double px, double py) {
    boolean inside = false;
    for (int i = 0, j = x.length - 1; i < x.length; j = i++) {
      if (y[i] > py != y[j] > py && px < (x[j] - x[i]) * (py - y[i]) / (y[j] - y[i]) + x[i]) {
        inside = !inside;
      }
    }
    return inside;
  }
}
