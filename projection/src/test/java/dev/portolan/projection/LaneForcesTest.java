package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneForcesTest {
  private static final int GROUPS = 4;
  private static final int EDGES = GROUPS * LaneForces.LANES;
  private static final int NEGATIVES = 5;
  private static final int PLACES = 100;
  private static final float RATE = .7f;

  /// What a force may be off by, of the largest one.
  private static final double ROUGH = 1e-3;

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 8})
  void apply_anyDimensions_sameBitsWithAndWithoutVectors(int dimensions) {
    Curve curve = Curve.fit(1, .1);
    float[][] places = places(dimensions);
    LaneForces.Stage simd = stage(dimensions);
    LaneForces.Stage scalar = stage(dimensions);
    new SimdForces(dimensions, NEGATIVES, curve).apply(simd, GROUPS, places, RATE);
    new ScalarForces(dimensions, NEGATIVES, curve).apply(scalar, GROUPS, places, RATE);
    assertArrayEquals(scalar.moves(), simd.moves());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void apply_oneStep_followsThePaper(int dimensions) {
    Curve curve = Curve.fit(1, .1);
    float[][] places = places(dimensions);
    LaneForces.Stage stage = stage(dimensions);
    new ScalarForces(dimensions, NEGATIVES, curve).apply(stage, GROUPS, places, RATE);
    for (int edge = 0; edge < EDGES; edge++) {
      float[] head = column(stage.heads(), edge);
      double[] sum = new double[dimensions];
      add(sum, 2, attraction(head, column(stage.tails(), edge), curve), head, stage.tails(), edge);
      for (int q = 0; q < NEGATIVES; q++) {
        int place =
            stage.negatives()[edge / LaneForces.LANES * NEGATIVES + q] + edge % LaneForces.LANES;
        add(sum, 1, repulsion(head, column(places, place), curve), head, places, place);
      }
      for (int c = 0; c < dimensions; c++) {
        double error = ROUGH * RATE * (2 + NEGATIVES) * LaneForces.CLIP;
        assertEquals(RATE * sum[c], stage.moves()[c][edge], error, "edge " + edge);
      }
    }
  }

  private static void add(
      double[] sum, int times, double factor, float[] head, float[][] samples, int sample) {
    for (int c = 0; c < sum.length; c++) {
      sum[c] += times * Math.clamp(factor * (head[c] - samples[c][sample]), -4, 4);
    }
  }

  private static double attraction(float[] head, float[] tail, Curve curve) {
    double square = square(head, tail);
    double a = curve.a();
    double b = curve.b();
    return -2 * a * b * Math.pow(square, b - 1) / (1 + a * Math.pow(square, b));
  }

  private static double repulsion(float[] head, float[] other, Curve curve) {
    double square = square(head, other);
    return 2 * curve.b() / ((.001 + square) * (1 + curve.a() * Math.pow(square, curve.b())));
  }

  private static double square(float[] head, float[] other) {
    double square = 0;
    for (int c = 0; c < head.length; c++) {
      square += Math.pow((double) head[c] - other[c], 2);
    }
    return square;
  }

  private static float[] column(float[][] values, int at) {
    float[] column = new float[values.length];
    for (int c = 0; c < values.length; c++) {
      column[c] = values[c][at];
    }
    return column;
  }

  private static LaneForces.Stage stage(int dimensions) {
    LaneForces.Stage stage = LaneForces.Stage.of(dimensions, EDGES, NEGATIVES);
    for (int c = 0; c < dimensions; c++) {
      System.arraycopy(TestSeeds.gaussian(EDGES, c), 0, stage.heads()[c], 0, EDGES);
      System.arraycopy(TestSeeds.gaussian(EDGES, 50 + c), 0, stage.tails()[c], 0, EDGES);
    }
    for (int i = 0; i < stage.negatives().length; i++) {
      stage.negatives()[i] = CounterRandom.below(CounterRandom.hash(TestSeeds.SEED, i), PLACES);
    }
    return stage;
  }

  private static float[][] places(int dimensions) {
    float[][] places = new float[dimensions][];
    for (int c = 0; c < dimensions; c++) {
      places[c] = TestSeeds.gaussian(PLACES + LaneForces.LANES, 99 + c);
      for (int i = 0; i < places[c].length; i++) {
        places[c][i] *= 3;
      }
    }
    return places;
  }
}
