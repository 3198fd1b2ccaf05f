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
}
