package dev.portolan.index;

import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.VectorMetric;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.Metric;
import dev.portolan.storage.StoredVectors;

/// The stored vectors as a map measures them: of length 1 by cosine, as the user gave them by
/// euclidean distance.
///
/// What a cosine dataset stores is the direction, so its vectors are put together from it and the
/// stored length, as [DataSnapshot#latent] does (relative error at most 2⁻²³).
final class StoredLatents implements LatentVectors {
  /// Shorter vectors have no direction; a cosine dataset refuses them.
  private static final double SHORTEST = 1e-20;

  private final DataSnapshot data;
  private final StoredVectors stored;
  private final VectorMetric metric;

  /// What the stored vectors have to be multiplied by, or null.
  private final float[] lengths;

  StoredLatents(DataSnapshot data, StoredVectors stored, VectorMetric metric) {
    this.data = data;
    this.stored = stored;
    this.metric = metric;
    this.lengths =
        metric == VectorMetric.EUCLIDEAN && stored.metric() == Metric.COSINE
            ? stored.norms()
            : null;
  }

  @Override
  public int size() {
    return stored.size();
  }

  @Override
  public int dimensions() {
    return stored.dimensions();
  }

  @Override
  public VectorMetric metric() {
    return metric;
  }

  /// @throws IllegalArgumentException when the vector has no direction and the metric needs one
  @Override
  public void copy(int row, float[] target, int offset) {
    stored.copy(row, target, offset);
    if (lengths != null) {
      scale(target, offset, dimensions(), lengths[row]);
    } else if (metric == VectorMetric.COSINE && stored.metric() != Metric.COSINE) {
      double length = length(target, offset, dimensions());
      if (length < SHORTEST) {
        throw new IllegalArgumentException(
            "datum '%s': latent vector has length %s; a map by cosine needs a direction: build it with metric euclidean, or embed the datum again"
                .formatted(data.id(stored.ordinals()[row]), length));
      }
      scale(target, offset, dimensions(), 1 / length);
    }
  }

  static double length(float[] values, int offset, int d) {
    double sum = 0;
    for (int i = offset; i < offset + d; i++) {
      sum += (double) values[i] * values[i];
    }
    return Math.sqrt(sum);
  }

  static void scale(float[] values, int offset, int d, double factor) {
    for (int i = offset; i < offset + d; i++) {
      values[i] = (float) (values[i] * factor);
    }
  }
}
