package dev.portolan;

/// A model that turns a text into a latent vector, inside this process.
///
/// Safe for many threads. The same text gives the same vector.
public interface Embedder {
  /// What a dataset stores as the model its vectors are of.
  String name();

  /// Length of every vector.
  int dimensions();

  /// The vector of one text, `[dimensions]`; the empty text has one too.
  float[] embed(String text);
}
