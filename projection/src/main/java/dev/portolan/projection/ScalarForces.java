package dev.portolan.projection;

/// The scalar twin of [SimdForces].
final class ScalarForces implements LaneForces {
  private final int dimensions;
  private final float a;
  private final float b;
  private final SampleKinds kinds;
  private final float[] moves;

  ScalarForces(int dimensions, int negatives, Curve curve) {
    this.dimensions = dimensions;
    this.a = curve.a();
    this.b = curve.b();
    this.kinds = SampleKinds.of(negatives, curve);
    this.moves = new float[dimensions];
  }

  @Override
  public void apply(Stage stage, int groups, float[][] places, float rate) {
    int negatives = kinds.count() - 1;
    for (int edge = 0; edge < groups * LANES; edge++) {
      add(0, stage.heads(), edge, stage.tails(), edge);
      int runs = edge / LANES * negatives;
      for (int q = 0; q < negatives; q++) {
        add(1 + q, stage.heads(), edge, places, stage.negatives()[runs + q] + edge % LANES);
      }
      for (int c = 0; c < dimensions; c++) {
        stage.moves()[c][edge] = rate * moves[c];
      }
    }
  }

  /// Adds the force of sample `q`, which is at `samples[…][sample]`, to the moves.
  private void add(int q, float[][] heads, int edge, float[][] samples, int sample) {
    float square = TINY;
    for (int c = 0; c < dimensions; c++) {
      float apart = heads[c][edge] - samples[c][sample];
      square += apart * apart;
    }
    float power = FixedMath.exp2(FixedMath.log2(square) * b);
    float factor =
        (power * kinds.slope()[q] + kinds.base()[q])
            / ((square + kinds.near()[q]) * (power * a + 1f));
    for (int c = 0; c < dimensions; c++) {
      float force = clip((heads[c][edge] - samples[c][sample]) * factor);
      moves[c] = (q == 0 ? 0f : moves[c]) + force * kinds.times()[q];
    }
  }

  private static float clip(float x) {
    float low = x < -CLIP ? -CLIP : x;
    return low > CLIP ? CLIP : low;
  }
}
