package dev.portolan.projection;

/// The scalar twin of [SimdForces].
final class ScalarForces implements LaneForces {
  private final int dimensions;
  private final float a;
  private final float b;
  private final SampleKinds kinds;
  private final float[] move;

  ScalarForces(int dimensions, int negatives, Curve curve) {
    this.dimensions = dimensions;
    this.a = curve.a();
    this.b = curve.b();
    this.kinds = SampleKinds.of(negatives, curve);
    this.move = new float[dimensions];
  }

  @Override
  public void apply(float[] heads, float[] samples, float[] gains, int steps) {
    int sample = 0;
    for (int step = 0; step < steps; step++) {
      for (int lane = 0; lane < LANES; lane++) {
        sum(heads, samples, sample + lane, lane);
        for (int c = 0; c < dimensions; c++) {
          heads[c * LANES + lane] += gains[step * LANES + lane] * move[c];
        }
      }
      sample += kinds.count() * dimensions * LANES;
    }
  }

  private void sum(float[] heads, float[] samples, int first, int lane) {
    int sample = first;
    for (int q = 0; q < kinds.count(); q++) {
      float square = TINY;
      for (int c = 0; c < dimensions; c++) {
        float apart = heads[c * LANES + lane] - samples[sample + c * LANES];
        square += apart * apart;
      }
      float power = FixedMath.exp2(FixedMath.log2(square) * b);
      float factor =
          (power * kinds.slope()[q] + kinds.base()[q])
              / ((square + kinds.near()[q]) * (power * a + 1f));
      for (int c = 0; c < dimensions; c++) {
        float force = clip((heads[c * LANES + lane] - samples[sample + c * LANES]) * factor);
        move[c] = (q == 0 ? 0f : move[c]) + force * kinds.times()[q];
      }
      sample += dimensions * LANES;
    }
  }

  private static float clip(float x) {
    float low = x < -CLIP ? -CLIP : x;
    return low > CLIP ? CLIP : low;
  }
}
