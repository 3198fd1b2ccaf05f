package dev.portolan.explorer.render;

/// A blur close to a Gaussian: three running means along each axis, whatever the radius costs the
/// same.
///
/// @param radius of a mean, in pixels
record Blur(int width, int height, int radius) {
  private static final int MEANS = 3;

  void into(float[] from, float[] to) {
    System.arraycopy(from, 0, to, 0, from.length);
    float[] line = new float[Math.max(width, height)];
    for (int i = 0; i < MEANS; i++) {
      for (int y = 0; y < height; y++) {
        mean(to, y * width, 1, width, line);
      }
      for (int x = 0; x < width; x++) {
        mean(to, x, width, height, line);
      }
    }
  }

  private void mean(float[] values, int from, int step, int length, float[] line) {
    double sum = 0;
    for (int i = 0; i < Math.min(radius, length); i++) {
      sum += values[from + i * step];
    }
    for (int i = 0; i < length; i++) {
      if (i + radius < length) {
        sum += values[from + (i + radius) * step];
      }
      if (i - radius - 1 >= 0) {
        sum -= values[from + (i - radius - 1) * step];
      }
      line[i] = (float) Math.max(0, sum / (2 * radius + 1));
    }
    for (int i = 0; i < length; i++) {
      values[from + i * step] = line[i];
    }
  }
}
