package dev.portolan.exchange;

import dev.portolan.storage.Metric;

/// What a latent vector must be: finite, and long enough to have a direction.
final class VectorRule {
  private static final double MIN_NORM = 1e-20;

  private VectorRule() {}

  /// @param id of the datum, for the message
  /// @param datum where the datum's row is
  static void check(float[] vector, Metric metric, String id, Place datum, Place place) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    if (!Double.isFinite(sum)) {
      throw notFinite(vector, whose(id, datum, place), place);
    }
    if (metric != Metric.EUCLIDEAN && Math.sqrt(sum) < MIN_NORM) {
      throw place.error(
          "the vector of %s has length %s and so no direction, which %s needs; embed it again, "
              + "leave the row out, or take --metric euclidean",
          whose(id, datum, place),
          Math.sqrt(sum),
          metric.name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  private static ImportException notFinite(float[] vector, String whose, Place place) {
    int at = 0;
    while (Float.isFinite(vector[at])) {
      at++;
    }
    return place.error(
        "the vector of %s holds %s in dimension %d (from 0), vectors are finite numbers; "
            + "embed it again or leave the row out",
        whose, vector[at], at);
  }

  private static String whose(String id, Place datum, Place place) {
    String line = datum.equals(place) ? "" : " (%s of %s)".formatted(datum.within(), datum.file());
    return "datum '" + id + "'" + line;
  }
}
