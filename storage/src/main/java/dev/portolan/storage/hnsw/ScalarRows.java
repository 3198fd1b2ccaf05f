package dev.portolan.storage.hnsw;

/// The scalar twin of [SimdRows]: the same additions in the same order, one at a time.
final class ScalarRows implements RowKernel {
  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
    float even =
        (dot(a, aOffset, b, bOffset, length, 0) + dot(a, aOffset, b, bOffset, length, 4))
            + (dot(a, aOffset, b, bOffset, length, 2) + dot(a, aOffset, b, bOffset, length, 6));
    float odd =
        (dot(a, aOffset, b, bOffset, length, 1) + dot(a, aOffset, b, bOffset, length, 5))
            + (dot(a, aOffset, b, bOffset, length, 3) + dot(a, aOffset, b, bOffset, length, 7));
    return even + odd;
  }

  @Override
  public float squares(float[] a, int aOffset, float[] b, int bOffset, int length) {
    float even =
        (squares(a, aOffset, b, bOffset, length, 0) + squares(a, aOffset, b, bOffset, length, 4))
            + (squares(a, aOffset, b, bOffset, length, 2)
                + squares(a, aOffset, b, bOffset, length, 6));
    float odd =
        (squares(a, aOffset, b, bOffset, length, 1) + squares(a, aOffset, b, bOffset, length, 5))
            + (squares(a, aOffset, b, bOffset, length, 3)
                + squares(a, aOffset, b, bOffset, length, 7));
    return even + odd;
  }

  /// `t[j]` of the products.
  private static float dot(float[] a, int aOffset, float[] b, int bOffset, int length, int j) {
    float low = 0;
    float high = 0;
    int i = aOffset + j;
    int shift = bOffset - aOffset;
    for (int end = aOffset + (length & -16); i < end; i += 16) {
      low += a[i] * b[i + shift];
      high += a[i + 8] * b[i + 8 + shift];
    }
    if ((length & 8) != 0) {
      low += a[i] * b[i + shift];
    }
    return low + high;
  }

  /// `t[j]` of the squares.
  private static float squares(float[] a, int aOffset, float[] b, int bOffset, int length, int j) {
    float low = 0;
    float high = 0;
    int i = aOffset + j;
    int shift = bOffset - aOffset;
    for (int end = aOffset + (length & -16); i < end; i += 16) {
      low += square(a[i] - b[i + shift]);
      high += square(a[i + 8] - b[i + 8 + shift]);
    }
    if ((length & 8) != 0) {
      low += square(a[i] - b[i + shift]);
    }
    return low + high;
  }

  private static float square(float x) {
    return x * x;
  }
}
