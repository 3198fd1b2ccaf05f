package dev.portolan.projection;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [LaneForces] with the vector module: eight lanes as one vector of 256 bits or two of 128.
///
/// No method here takes or returns a vector: the compiler stops inlining ordinary methods in large
/// code, and a vector that crosses a call is an object (measured: ten times slower). So the plane,
/// which all maps are drawn in, has loops of its own that keep everything in registers. Loaded only
/// when [VectorModule#PRESENT].
final class SimdForces implements LaneForces {
  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 256
          ? FloatVector.SPECIES_256
          : FloatVector.SPECIES_128;
  private static final int WIDTH = SPECIES.length();

  private final int dimensions;
  private final int negatives;
  private final float a;
  private final float b;

  /// Of [FixedMath#power], for `δ^2(b−1)`.
  private final float slope;

  private final float[] moves;

  SimdForces(int dimensions, int negatives, Curve curve) {
    this.dimensions = dimensions;
    this.negatives = negatives;
    this.a = curve.a();
    this.b = curve.b();
    this.slope = (b - 1f) * FixedMath.ROUGH_SCALE;
    this.moves = new float[dimensions * WIDTH];
  }

  @Override
  public void apply(Stage stage, int groups, float[][] places, float rate) {
    for (int edge = 0; edge < groups * LANES; edge += WIDTH) {
      if (dimensions == 2) {
        attractFlat(stage, edge);
        repelFlat(stage, edge, places, rate);
      } else {
        moveDeep(stage, edge, places, rate);
      }
    }
  }

  /// Leaves the pull of the tails of the lanes from `edge` on in the moves, in two dimensions.
  private void attractFlat(Stage stage, int edge) {
    FloatVector apartX =
        fromArray(SPECIES, stage.heads()[0], edge).sub(fromArray(SPECIES, stage.tails()[0], edge));
    FloatVector apartY =
        fromArray(SPECIES, stage.heads()[1], edge).sub(fromArray(SPECIES, stage.tails()[1], edge));
    FloatVector square = apartX.mul(apartX).add(TINY).add(apartY.mul(apartY));

    // a power of the square, as in FixedMath
    IntVector bits = square.reinterpretAsInts();
    FloatVector log =
        ((FloatVector) bits.sub(FixedMath.ROUGH_ONE).convert(VectorOperators.I2F, 0)).mul(slope);
    FloatVector rounded = log.add(FixedMath.ROUND);
    FloatVector f = log.sub(rounded.sub(FixedMath.ROUND));
    FloatVector power =
        f.mul(FixedMath.EXP2_1)
            .add(FixedMath.EXP2_0)
            .add(f.mul(FixedMath.EXP2_3).add(FixedMath.EXP2_2).mul(f.mul(f)));
    power =
        power
            .reinterpretAsInts()
            .add(rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
            .reinterpretAsFloats();

    FloatVector factor = power.mul(-2f * a * b).div(square.mul(power).mul(a).add(1f));
    FloatVector forceX = apartX.mul(factor);
    forceX = forceX.blend(-CLIP, forceX.compare(VectorOperators.LT, -CLIP));
    forceX = forceX.blend(CLIP, forceX.compare(VectorOperators.GT, CLIP));
    forceX.add(forceX).intoArray(stage.moves()[0], edge);
    FloatVector forceY = apartY.mul(factor);
    forceY = forceY.blend(-CLIP, forceY.compare(VectorOperators.LT, -CLIP));
    forceY = forceY.blend(CLIP, forceY.compare(VectorOperators.GT, CLIP));
    forceY.add(forceY).intoArray(stage.moves()[1], edge);
  }

  /// Adds the push of all negatives, and scales the moves of the lanes.
  private void repelFlat(Stage stage, int edge, float[][] places, float rate) {
    FloatVector x = fromArray(SPECIES, stage.heads()[0], edge);
    FloatVector y = fromArray(SPECIES, stage.heads()[1], edge);
    FloatVector moveX = fromArray(SPECIES, stage.moves()[0], edge);
    FloatVector moveY = fromArray(SPECIES, stage.moves()[1], edge);
    FloatVector push = broadcast(SPECIES, 2f * b);
    float[] placesX = places[0];
    float[] placesY = places[1];
    int[] chosen = stage.negatives();
    int lane = edge % LANES;
    int first = edge / LANES * negatives;
    for (int q = first; q < first + negatives; q++) {
      int place = chosen[q] + lane;
      FloatVector apartX = x.sub(fromArray(SPECIES, placesX, place));
      FloatVector apartY = y.sub(fromArray(SPECIES, placesY, place));
      FloatVector square = apartX.mul(apartX).add(TINY).add(apartY.mul(apartY));

      // a power of the square, as in FixedMath
      IntVector bits = square.reinterpretAsInts();
      FloatVector log =
          ((FloatVector) bits.sub(FixedMath.ROUGH_ONE).convert(VectorOperators.I2F, 0)).mul(slope);
      FloatVector rounded = log.add(FixedMath.ROUND);
      FloatVector f = log.sub(rounded.sub(FixedMath.ROUND));
      FloatVector power =
          f.mul(FixedMath.EXP2_1)
              .add(FixedMath.EXP2_0)
              .add(f.mul(FixedMath.EXP2_3).add(FixedMath.EXP2_2).mul(f.mul(f)));
      power =
          power
              .reinterpretAsInts()
              .add(rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
              .reinterpretAsFloats();

      FloatVector factor = push.div(square.add(NEAR).mul(square.mul(power).mul(a).add(1f)));
      FloatVector forceX = apartX.mul(factor);
      forceX = forceX.blend(-CLIP, forceX.compare(VectorOperators.LT, -CLIP));
      forceX = forceX.blend(CLIP, forceX.compare(VectorOperators.GT, CLIP));
      moveX = moveX.add(forceX);
      FloatVector forceY = apartY.mul(factor);
      forceY = forceY.blend(-CLIP, forceY.compare(VectorOperators.LT, -CLIP));
      forceY = forceY.blend(CLIP, forceY.compare(VectorOperators.GT, CLIP));
      moveY = moveY.add(forceY);
    }
    moveX.mul(rate).intoArray(stage.moves()[0], edge);
    moveY.mul(rate).intoArray(stage.moves()[1], edge);
  }

  /// The step of the lanes from `edge` on, in any number of dimensions.
  private void moveDeep(Stage stage, int edge, float[][] places, float rate) {
    Arrays.fill(moves, 0f);
    addDeep(stage.heads(), edge, stage.tails(), edge, true);
    int first = edge / LANES * negatives;
    for (int q = first; q < first + negatives; q++) {
      addDeep(stage.heads(), edge, places, stage.negatives()[q] + edge % LANES, false);
    }
    for (int c = 0; c < dimensions; c++) {
      fromArray(SPECIES, moves, c * WIDTH).mul(rate).intoArray(stage.moves()[c], edge);
    }
  }

  /// Adds the forces of the samples at `samples[…][sample]` to the moves.
  private void addDeep(
      float[][] heads, int edge, float[][] samples, int sample, boolean attracting) {
    FloatVector square = broadcast(SPECIES, TINY);
    for (int c = 0; c < dimensions; c++) {
      FloatVector apart =
          fromArray(SPECIES, heads[c], edge).sub(fromArray(SPECIES, samples[c], sample));
      square = square.add(apart.mul(apart));
    }

    // a power of the square, as in FixedMath
    IntVector bits = square.reinterpretAsInts();
    FloatVector log =
        ((FloatVector) bits.sub(FixedMath.ROUGH_ONE).convert(VectorOperators.I2F, 0)).mul(slope);
    FloatVector rounded = log.add(FixedMath.ROUND);
    FloatVector f = log.sub(rounded.sub(FixedMath.ROUND));
    FloatVector power =
        f.mul(FixedMath.EXP2_1)
            .add(FixedMath.EXP2_0)
            .add(f.mul(FixedMath.EXP2_3).add(FixedMath.EXP2_2).mul(f.mul(f)));
    power =
        power
            .reinterpretAsInts()
            .add(rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
            .reinterpretAsFloats();

    FloatVector curve = square.mul(power).mul(a).add(1f);
    FloatVector factor =
        attracting
            ? power.mul(-2f * a * b).div(curve)
            : broadcast(SPECIES, 2f * b).div(square.add(NEAR).mul(curve));
    for (int c = 0; c < dimensions; c++) {
      FloatVector force =
          fromArray(SPECIES, heads[c], edge)
              .sub(fromArray(SPECIES, samples[c], sample))
              .mul(factor);
      force = force.blend(-CLIP, force.compare(VectorOperators.LT, -CLIP));
      force = force.blend(CLIP, force.compare(VectorOperators.GT, CLIP));
      FloatVector sum = fromArray(SPECIES, moves, c * WIDTH).add(force);
      (attracting ? sum.add(force) : sum).intoArray(moves, c * WIDTH);
    }
  }
}
