package dev.portolan.projection;

/// The scalar twin of [SimdForces].
final class ScalarForces implements LaneForces {
  private final int dimensions;
  private final int negatives;
  private final float a;
  private final float b;
  private final float[] moves;

  ScalarForces(int dimensions, int negatives, Curve curve) {
    this.dimensions = dimensions;
    this.negatives = negatives;
    this.a = curve.a();
    this.b = curve.b();
    this.moves = new float[dimensions];
  }

  @Override
  public void apply(Stage stage, int groups, float[][] places, float rate) {
    for (int edge = 0; edge < groups * LANES; edge++) {
      attract(stage, edge);
      int runs = edge / LANES * negatives;
      for (int q = runs; q < runs + negatives; q++) {
        repel(stage, edge, places, stage.negatives()[q] + edge % LANES);
      }
      for (int c = 0; c < dimensions; c++) {
        stage.moves()[c][edge] = rate * moves[c];
      }
    }
  }

  /// Sets the moves to the pull of the edge's tail.
  private void attract(Stage stage, int edge) {
    float square = square(stage.heads(), edge, stage.tails(), edge);
    float power = FixedMath.power(square, b - 1f);
    float factor = power * (-2f * a * b) / (square * power * a + 1f);
    for (int c = 0; c < dimensions; c++) {
      float force = clip((stage.heads()[c][edge] - stage.tails()[c][edge]) * factor);
      moves[c] = force + force;
    }
  }

  /// Adds the push of a place to the moves.
  private void repel(Stage stage, int edge, float[][] places, int place) {
    float square = square(stage.heads(), edge, places, place);
    float power = FixedMath.power(square, b - 1f);
    float factor = 2f * b / ((square + NEAR) * (square * power * a + 1f));
    for (int c = 0; c < dimensions; c++) {
      moves[c] += clip((stage.heads()[c][edge] - places[c][place]) * factor);
    }
  }

  private float square(float[][] heads, int edge, float[][] samples, int sample) {
    float square = TINY;
    for (int c = 0; c < dimensions; c++) {
      float apart = heads[c][edge] - samples[c][sample];
      square += apart * apart;
    }
    return square;
  }

  private static float clip(float x) {
    float low = x < -CLIP ? -CLIP : x;
    return low > CLIP ? CLIP : low;
  }
}
