package dev.portolan.projection;

/// Latent vectors in one array, for tests; cosine rows are brought to length 1.
record FlatVectors(float[] values, int size, int dimensions, VectorMetric metric)
    implements LatentVectors {
  static FlatVectors of(float[] values, int d, VectorMetric metric) {
    if (metric == VectorMetric.COSINE) {
      for (int start = 0; start < values.length; start += d) {
        normalize(values, start, d);
      }
    }
    return new FlatVectors(values, values.length / d, d, metric);
  }

  private static void normalize(float[] values, int start, int d) {
    double squares = 0;
    for (int i = start; i < start + d; i++) {
      squares += (double) values[i] * values[i];
    }
    for (int i = start; i < start + d && squares > 0; i++) {
      values[i] = (float) (values[i] / Math.sqrt(squares));
    }
  }

  @Override
  public void copy(int row, float[] target, int offset) {
    System.arraycopy(values, row * dimensions, target, offset, dimensions);
  }
}
