package dev.portolan.storage.hnsw;

/// The scalar twin of [SimdRows]: the same additions in the same order, one at a time.
final class ScalarRows implements RowKernel {
  @Override
  public void dot(
      float[] query, float[] r0, float[] r1, float[] r2, float[] r3, float[] sums, int to) {
    sums[to] = dot(query, r0);
    sums[to + 1] = dot(query, r1);
    sums[to + 2] = dot(query, r2);
    sums[to + 3] = dot(query, r3);
  }

  @Override
  public void squares(
      float[] query, float[] r0, float[] r1, float[] r2, float[] r3, float[] sums, int to) {
    sums[to] = squares(query, r0);
    sums[to + 1] = squares(query, r1);
    sums[to + 2] = squares(query, r2);
    sums[to + 3] = squares(query, r3);
  }

  private static float dot(float[] a, float[] b) {
    float even = (dots(a, b, 0) + dots(a, b, 4)) + (dots(a, b, 2) + dots(a, b, 6));
    float odd = (dots(a, b, 1) + dots(a, b, 5)) + (dots(a, b, 3) + dots(a, b, 7));
    return even + odd;
  }

  private static float squares(float[] a, float[] b) {
    float even = (squares(a, b, 0) + squares(a, b, 4)) + (squares(a, b, 2) + squares(a, b, 6));
    float odd = (squares(a, b, 1) + squares(a, b, 5)) + (squares(a, b, 3) + squares(a, b, 7));
    return even + odd;
  }

  private static float dots(float[] a, float[] b, int j) {
    float low = 0;
    float high = 0;
    int i = j;
    for (int end = a.length & -16; i < end; i += 16) {
      low += a[i] * b[i];
      high += a[i + 8] * b[i + 8];
    }
    if ((a.length & 8) != 0) {
      low += a[i] * b[i];
    }
    return low + high;
  }

  private static float squares(float[] a, float[] b, int j) {
    float low = 0;
    float high = 0;
    int i = j;
    for (int end = a.length & -16; i < end; i += 16) {
      low += square(a[i] - b[i]);
      high += square(a[i + 8] - b[i + 8]);
    }
    if ((a.length & 8) != 0) {
      low += square(a[i] - b[i]);
    }
    return low + high;
  }

  private static float square(float x) {
    return x * x;
  }
}
