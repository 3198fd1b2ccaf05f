package dev.portolan.index.topics;

import dev.portolan.projection.LatentVectors;

/// What topics are found in: `n` data whose `m` distinct vectors are the points to cluster.
///
/// @param coordinates `[m][dimensions]`, row-major: the node embedding, or the map itself
/// @param dimensions of the coordinates; up to about 8 the search is fast
/// @param pointOf `[n]`, the point of each datum; exact copies share one
/// @param neighbors who votes on points the clustering leaves out
/// @param latent the `n` latent vectors
/// @param labels what topics are named after
public record TopicInput(
    float[] coordinates,
    int dimensions,
    int[] pointOf,
    VoteNeighbors neighbors,
    LatentVectors latent,
    LabelSource labels) {
  public TopicInput {
    if (dimensions < 1 || coordinates.length % dimensions != 0) {
      throw new IllegalArgumentException(
          "%d coordinates do not make whole points of %d dimensions"
              .formatted(coordinates.length, dimensions));
    }
    if (latent.size() != pointOf.length) {
      throw new IllegalArgumentException(
          "%d data have %d latent vectors; give one per datum"
              .formatted(pointOf.length, latent.size()));
    }
  }

  int points() {
    return coordinates.length / dimensions;
  }
}
