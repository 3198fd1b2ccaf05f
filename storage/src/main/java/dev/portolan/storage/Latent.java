package dev.portolan.storage;

/// What the latent vectors of a dataset are: their length and how they are compared.
///
/// @param dimensions floats per vector, 1 to 4,096
public record Latent(int dimensions, Metric metric) {
  public static final int MAX_DIMENSIONS = 4096;

  public Latent {
    if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
      throw new IllegalArgumentException(
          "latent vectors of %d dimensions: a dataset takes 1 to %d; reduce them first"
              .formatted(dimensions, MAX_DIMENSIONS));
    }
  }

  /// Refuses a vector that nothing can be asked with.
  ///
  /// @throws IllegalArgumentException when it has other dimensions, is not finite, or has no
  ///   direction where the metric is cosine
  public void check(float[] query) {
    if (query.length != dimensions) {
      throw new IllegalArgumentException(
          "query vector has %d dimensions, the dataset takes %d; embed the query with the same model"
              .formatted(query.length, dimensions));
    }
    for (float v : query) {
      if (!Float.isFinite(v)) {
        throw new IllegalArgumentException(
            "query vector holds %s; vectors must be finite: embed the query again".formatted(v));
      }
    }
    if (metric == Metric.COSINE && DatumDocument.norm(query) < DatumDocument.MIN_NORM) {
      throw new IllegalArgumentException(
          "query vector has length %s; cosine needs a direction: embed the query again"
              .formatted(DatumDocument.norm(query)));
    }
  }
}
