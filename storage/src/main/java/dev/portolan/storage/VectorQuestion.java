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
    latent.check(query);
    float[] stored =
        latent.metric() == Metric.COSINE
            ? DatumDocument.scaled(query, 1 / DatumDocument.norm(query))
            : query;
    return new VectorQuestion(latent.metric(), query, stored, farthest, deadline);
  }
}
