package dev.portolan.projection;

/// The scalar twin of [SimdKernel]: the same additions in the same order, one at a time.
///
/// Four accumulators are walked at once, once per column `j` of the contract in [VectorKernel].
final class ScalarKernel implements VectorKernel {
  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int d) {
    float even =
        (dotColumn(a, aOffset, b, bOffset, d, 0) + dotColumn(a, aOffset, b, bOffset, d, 4))
            + (dotColumn(a, aOffset, b, bOffset, d, 2) + dotColumn(a, aOffset, b, bOffset, d, 6));
    float odd =
        (dotColumn(a, aOffset, b, bOffset, d, 1) + dotColumn(a, aOffset, b, bOffset, d, 5))
            + (dotColumn(a, aOffset, b, bOffset, d, 3) + dotColumn(a, aOffset, b, bOffset, d, 7));
    float rest = 0;
    for (int i = d & ~15; i < d; i++) {
      rest += a[aOffset + i] * b[bOffset + i];
    }
    return (even + odd) + rest;
  }

  @Override
  public float squaredDistance(float[] a, int aOffset, float[] b, int bOffset, int d) {
    float even =
        (squareColumn(a, aOffset, b, bOffset, d, 0) + squareColumn(a, aOffset, b, bOffset, d, 4))
            + (squareColumn(a, aOffset, b, bOffset, d, 2)
                + squareColumn(a, aOffset, b, bOffset, d, 6));
    float odd =
        (squareColumn(a, aOffset, b, bOffset, d, 1) + squareColumn(a, aOffset, b, bOffset, d, 5))
            + (squareColumn(a, aOffset, b, bOffset, d, 3)
                + squareColumn(a, aOffset, b, bOffset, d, 7));
    float rest = 0;
    for (int i = d & ~15; i < d; i++) {
      float difference = a[aOffset + i] - b[bOffset + i];
      rest += difference * difference;
    }
    return (even + odd) + rest;
  }

  private static float dotColumn(float[] a, int aOffset, float[] b, int bOffset, int d, int j) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int p = aOffset + j;
    int q = bOffset + j;
    for (int end = p + (d & ~31); p < end; p += 32, q += 32) {
      s0 += a[p] * b[q];
      s1 += a[p + 8] * b[q + 8];
      s2 += a[p + 16] * b[q + 16];
      s3 += a[p + 24] * b[q + 24];
    }
    if ((d & 16) != 0) {
      s0 += a[p] * b[q];
      s1 += a[p + 8] * b[q + 8];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static float squareColumn(float[] a, int aOffset, float[] b, int bOffset, int d, int j) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int p = aOffset + j;
    int q = bOffset + j;
    for (int end = p + (d & ~31); p < end; p += 32, q += 32) {
      s0 += square(a[p] - b[q]);
      s1 += square(a[p + 8] - b[q + 8]);
      s2 += square(a[p + 16] - b[q + 16]);
      s3 += square(a[p + 24] - b[q + 24]);
    }
    if ((d & 16) != 0) {
      s0 += square(a[p] - b[q]);
      s1 += square(a[p + 8] - b[q + 8]);
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static float square(float x) {
    return x * x;
  }
}
