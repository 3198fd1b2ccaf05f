package dev.portolan.storage;

/// A query vector, checked, with what its answers must fulfil.
///
/// @param query as the user gave it, `[dimensions]`
/// @param stored as vectors are stored: unit length for cosine
/// @param farthest greatest distance, or infinity
record VectorQuestion(
    Metric metric, float[] query, float[] stored, double farthest, Deadline deadline) {

  /// @throws IllegalArgumentException when the vector does not fit the dataset
  static VectorQuestion of(Latent latent, float[] query, double farthest, Deadline deadline) {
    check(latent, query);
    float[] stored =
        latent.metric() == Metric.COSINE
            ? DatumDocument.scaled(query, 1 / DatumDocument.norm(query))
            : query;
    return new VectorQuestion(latent.metric(), query, stored, farthest, deadline);
  }

  private static void check(Latent latent, float[] query) {
    if (query.length != latent.dimensions()) {
      throw new IllegalArgumentException(
          "query vector has %d dimensions, the dataset takes %d; embed the query with the same model"
              .formatted(query.length, latent.dimensions()));
    }
    for (float v : query) {
      if (!Float.isFinite(v)) {
        throw new IllegalArgumentException(
            "query vector holds %s; vectors must be finite: embed the query again".formatted(v));
      }
    }
    if (latent.metric() == Metric.COSINE && DatumDocument.norm(query) < 1e-20) {
      throw new IllegalArgumentException(
          "query vector has length %s; cosine needs a direction: embed the query again"
              .formatted(DatumDocument.norm(query)));
    }
  }
}
