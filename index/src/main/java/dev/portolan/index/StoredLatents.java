package dev.portolan.index;

import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.VectorMetric;
import dev.portolan.storage.Metric;
import dev.portolan.storage.StoredVectors;

/// The stored vectors as a build measures them: dot datasets by cosine, the others by their own
/// metric.
final class StoredLatents implements LatentVectors {
  private final StoredVectors stored;

  StoredLatents(StoredVectors stored) {
    this.stored = stored;
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
    return switch (stored.metric()) {
      case COSINE, DOT -> VectorMetric.COSINE;
      case EUCLIDEAN -> VectorMetric.EUCLIDEAN;
    };
  }

  @Override
  public void copy(int row, float[] target, int offset) {
    stored.copy(row, target, offset);
    if (stored.metric() == Metric.DOT) {
      double sum = 0;
      for (int i = offset; i < offset + dimensions(); i++) {
        sum += (double) target[i] * target[i];
      }
      double scale = 1 / Math.sqrt(sum);
      for (int i = offset; i < offset + dimensions(); i++) {
        target[i] = (float) (target[i] * scale);
      }
    }
  }
}
