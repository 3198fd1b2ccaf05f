package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneForcesTest {
  private static final int STEPS = 16;
  private static final int NEGATIVES = 5;

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 8})
  void apply_anyDimensions_sameBitsWithAndWithoutVectors(int dimensions) {
    Curve curve = Curve.fit(1, .1);
    float[] heads = TestSeeds.gaussian(dimensions * LaneForces.LANES, dimensions);
    float[] samples = samples(dimensions);
    float[] gains = gains();
    float[] simd = heads.clone();
    float[] scalar = heads.clone();
    new SimdForces(dimensions, NEGATIVES, curve).apply(simd, samples, gains, STEPS);
    new ScalarForces(dimensions, NEGATIVES, curve).apply(scalar, samples, gains, STEPS);
    assertArrayEquals(scalar, simd);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void apply_oneStep_followsThePaper(int dimensions) {
    Curve curve = Curve.fit(1, .1);
    float[] heads = TestSeeds.gaussian(dimensions * LaneForces.LANES, dimensions);
    float[] samples = samples(dimensions);
    float[] moved = heads.clone();
    new ScalarForces(dimensions, NEGATIVES, curve).apply(moved, samples, gains(), 1);
    for (int lane = 0; lane < LaneForces.LANES; lane++) {
      for (int c = 0; c < dimensions; c++) {
        double sum = 0;
        for (int q = 0; q <= NEGATIVES; q++) {
          sum += force(heads, samples, q, c, lane, dimensions, curve);
        }
        int at = c * LaneForces.LANES + lane;
        assertEquals(heads[at] + gains()[lane] * sum, moved[at], 2e-3, "lane " + lane);
      }
    }
  }

  private static double force(
      float[] heads, float[] samples, int q, int c, int lane, int dimensions, Curve curve) {
    double square = 0;
    for (int other = 0; other < dimensions; other++) {
      square += Math.pow(apart(heads, samples, q, other, lane, dimensions), 2);
    }
    double a = curve.a();
    double b = curve.b();
    double attraction = -2 * a * b * Math.pow(square, b - 1) / (1 + a * Math.pow(square, b));
    double repulsion = 2 * b / ((.001 + square) * (1 + a * Math.pow(square, b)));
    double force =
        (q == 0 ? attraction : repulsion) * apart(heads, samples, q, c, lane, dimensions);
    return (q == 0 ? 2 : 1) * Math.clamp(force, -4, 4);
  }

  private static double apart(
      float[] heads, float[] samples, int q, int c, int lane, int dimensions) {
    return heads[c * LaneForces.LANES + lane]
        - samples[(q * dimensions + c) * LaneForces.LANES + lane];
  }

  private static float[] samples(int dimensions) {
    float[] samples =
        TestSeeds.gaussian(STEPS * (1 + NEGATIVES) * dimensions * LaneForces.LANES, 99);
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= 3;
    }
    return samples;
  }

  private static float[] gains() {
    float[] gains = new float[STEPS * LaneForces.LANES];
    for (int i = 0; i < gains.length; i++) {
      gains[i] = i % 5 == 0 ? 0 : .7f;
    }
    return gains;
  }
}
