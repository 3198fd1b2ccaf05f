package dev.portolan.projection;

import java.util.Arrays;

/// The scalar twin of [SimdAttraction].
///
/// @param x positions
/// @param y positions
record ScalarAttraction(Affinities affinities, float[] x, float[] y) implements Attraction {
  @Override
  public void forces(int from, int to, float[] forceX, float[] forceY) {
    float[] sumX = new float[Affinities.LANES];
    float[] sumY = new float[Affinities.LANES];
    for (int i = from; i < to; i++) {
      Arrays.fill(sumX, 0);
      Arrays.fill(sumY, 0);
      for (int e = affinities.starts()[i]; e < affinities.starts()[i + 1]; e++) {
        int other = affinities.tails()[e];
        float dx = x[other] - x[i];
        float dy = y[other] - y[i];
        float pull = affinities.weights()[e] / (dx * dx + dy * dy + 1f);
        sumX[e & 7] += pull * dx;
        sumY[e & 7] += pull * dy;
      }
      forceX[i] = sum(sumX);
      forceY[i] = sum(sumY);
    }
  }

  private static float sum(float[] s) {
    return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
  }
}
