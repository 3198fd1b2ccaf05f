package dev.portolan.index;

import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.VectorMetric;
import dev.portolan.storage.Latent;
import dev.portolan.storage.Metric;
import java.util.List;

/// Vectors that a map is asked about, turned as [StoredLatents] turns the stored ones, so that a
/// copy of a datum has the same bits as the datum.
final class AskedLatents implements LatentVectors {
  private final Latent latent;
  private final VectorMetric metric;
  private final List<float[]> vectors;

  /// @throws IllegalArgumentException when a vector does not fit dataset or map
  AskedLatents(Latent latent, VectorMetric metric, List<float[]> vectors) {
    this.latent = latent;
    this.metric = metric;
    this.vectors = vectors;
    Latent asked =
        metric == VectorMetric.COSINE ? new Latent(latent.dimensions(), Metric.COSINE) : latent;
    vectors.forEach(asked::check);
  }

  @Override
  public int size() {
    return vectors.size();
  }

  @Override
  public int dimensions() {
    return latent.dimensions();
  }

  @Override
  public VectorMetric metric() {
    return metric;
  }

  @Override
  public void copy(int row, float[] target, int offset) {
    int d = dimensions();
    System.arraycopy(vectors.get(row), 0, target, offset, d);
    if (metric == VectorMetric.COSINE || latent.metric() == Metric.COSINE) {
      double length = StoredLatents.length(target, offset, d);
      StoredLatents.scale(target, offset, d, 1 / length);
      if (metric == VectorMetric.EUCLIDEAN) {
        StoredLatents.scale(target, offset, d, (float) length);
      }
    }
  }
}
