package dev.portolan.projection;

/// The scalar twin of [SimdForces].
final class ScalarForces implements LaneForces {
  private final int dimensions;
  private final int negatives;
  private final float a;
  private final float b;
  private final float attraction;
  private final float repulsion;
  private final float[] move;

  ScalarForces(int dimensions, int negatives, Curve curve) {
    this.dimensions = dimensions;
    this.negatives = negatives;
    this.a = curve.a();
    this.b = curve.b();
    this.attraction = -2f * a * b;
    this.repulsion = 2f * b;
    this.move = new float[dimensions];
  }

  @Override
  public void apply(float[] heads, float[] samples, float[] gains, int steps) {
    int stride = dimensions * LANES;
    for (int step = 0; step < steps; step++) {
      int first = step * (1 + negatives) * stride;
      for (int lane = 0; lane < LANES; lane++) {
        attract(heads, samples, first + lane, lane);
        for (int q = 1; q <= negatives; q++) {
          repel(heads, samples, first + q * stride + lane, lane);
        }
        for (int c = 0; c < dimensions; c++) {
          heads[c * LANES + lane] += gains[step * LANES + lane] * move[c];
        }
      }
    }
  }

  private void attract(float[] heads, float[] samples, int sample, int lane) {
    float square = square(heads, samples, sample, lane);
    float power = FixedMath.exp2(b * FixedMath.log2(square));
    float factor = (attraction * power) / (square * (1f + a * power));
    for (int c = 0; c < dimensions; c++) {
      float pull = clip(factor * (heads[c * LANES + lane] - samples[sample + c * LANES]));
      move[c] = pull + pull;
    }
  }

  private void repel(float[] heads, float[] samples, int sample, int lane) {
    float square = square(heads, samples, sample, lane);
    float power = FixedMath.exp2(b * FixedMath.log2(square));
    float factor = repulsion / ((NEAR + square) * (1f + a * power));
    for (int c = 0; c < dimensions; c++) {
      move[c] += clip(factor * (heads[c * LANES + lane] - samples[sample + c * LANES]));
    }
  }

  private float square(float[] heads, float[] samples, int sample, int lane) {
    float sum = TINY;
    for (int c = 0; c < dimensions; c++) {
      float difference = heads[c * LANES + lane] - samples[sample + c * LANES];
      sum += difference * difference;
    }
    return sum;
  }

  private static float clip(float x) {
    float low = x < -CLIP ? -CLIP : x;
    return low > CLIP ? CLIP : low;
  }
}
