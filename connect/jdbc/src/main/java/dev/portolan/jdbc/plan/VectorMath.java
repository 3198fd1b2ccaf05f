package dev.portolan.jdbc.plan;

import dev.portolan.storage.Metric;
import org.apache.calcite.DataContext;

/// What functions of SQL compute where the store does not. Null for null.
///
/// Public because the code Calcite compiles calls it.
public final class VectorMath {
  private VectorMath() {}

  public static Double cosineDistance(Object a, Object b) {
    return distance(Metric.COSINE, a, b);
  }

  public static Double l2Distance(Object a, Object b) {
    return distance(Metric.EUCLIDEAN, a, b);
  }

  public static Double dotProduct(Object a, Object b) {
    Double distance = distance(Metric.DOT, a, b);
    return distance == null ? null : Double.valueOf(-distance);
  }

  private static Double distance(Metric metric, Object left, Object right) {
    float[] a = VectorText.vector(left);
    float[] b = VectorText.vector(right);
    if (a == null || b == null) {
      return null;
    }
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "a distance between vectors of %d and %d dimensions; give both the same"
              .formatted(a.length, b.length));
    }
    return metric.distance(a, b);
  }

  public static float[] vector(Object value) {
    return VectorText.vector(value);
  }

  public static float[] embed(DataContext run, String text) {
    return ((Execution) run).embed(text);
  }

  /// Whether a place lies in a polygon.
  public static Boolean inPolygon(Object x, Object y, Object corners) {
    return x instanceof Number across && y instanceof Number up && corners != null
        ? PolygonText.holds(corners, across.doubleValue(), up.doubleValue())
        : null;
  }
}
