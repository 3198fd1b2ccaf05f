package dev.portolan.projection;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [LaneForces] with the vector module: eight lanes as one vector of 256 bits or two of 128.
///
/// No method here takes or returns a vector: the compiler stops inlining ordinary methods in large
/// code, and a vector that crosses a call is an object (measured: ten times slower). So the plane,
/// which all maps are drawn in, has a loop of its own that keeps everything in registers. Loaded
/// only when [VectorModule#PRESENT].
final class SimdForces implements LaneForces {
  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 256
          ? FloatVector.SPECIES_256
          : FloatVector.SPECIES_128;
  private static final int WIDTH = SPECIES.length();

  private final int dimensions;
  private final float a;
  private final float b;
  private final SampleKinds kinds;
  private final float[] moves;

  SimdForces(int dimensions, int negatives, Curve curve) {
    this.dimensions = dimensions;
    this.a = curve.a();
    this.b = curve.b();
    this.kinds = SampleKinds.of(negatives, curve);
    this.moves = new float[dimensions * WIDTH];
  }

  @Override
  public void apply(Stage stage, int groups, float[][] places, float rate) {
    for (int edge = 0; edge < groups * LANES; edge += WIDTH) {
      if (dimensions == 2) {
        moveFlat(stage, edge, places, rate);
      } else {
        moveDeep(stage, edge, places, rate);
      }
    }
  }

  /// The step of the lanes from `edge` on, in two dimensions.
  private void moveFlat(Stage stage, int edge, float[][] places, float rate) {
    FloatVector x = fromArray(SPECIES, stage.heads()[0], edge);
    FloatVector y = fromArray(SPECIES, stage.heads()[1], edge);
    FloatVector moveX = FloatVector.zero(SPECIES);
    FloatVector moveY = moveX;
    float[] sampleX = stage.tails()[0];
    float[] sampleY = stage.tails()[1];
    int sample = edge;
    int run = edge / LANES * (kinds.count() - 1);
    for (int q = 0; q < kinds.count(); q++) {
      FloatVector apartX = x.sub(fromArray(SPECIES, sampleX, sample));
      FloatVector apartY = y.sub(fromArray(SPECIES, sampleY, sample));
      FloatVector square = apartX.mul(apartX).add(TINY).add(apartY.mul(apartY));

      // log2 of the square, then 2 to the power of b times it, as in FixedMath
      IntVector bits = square.reinterpretAsInts();
      IntVector exponent = bits.sub(FixedMath.ROOT_HALF).lanewise(VectorOperators.ASHR, 23);
      FloatVector z =
          bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(1f);
      FloatVector log =
          z.mul(FixedMath.LOG2_1)
              .add(FixedMath.LOG2_0)
              .add(z.mul(FixedMath.LOG2_3).add(FixedMath.LOG2_2).mul(z.mul(z)));
      log = log.mul(z).add(exponent.convert(VectorOperators.I2F, 0)).mul(b);
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

      FloatVector factor =
          power
              .mul(kinds.slope()[q])
              .add(kinds.base()[q])
              .div(square.add(kinds.near()[q]).mul(power.mul(a).add(1f)));
      FloatVector times = broadcast(SPECIES, kinds.times()[q]);
      FloatVector forceX = apartX.mul(factor);
      forceX = forceX.blend(-CLIP, forceX.compare(VectorOperators.LT, -CLIP));
      forceX = forceX.blend(CLIP, forceX.compare(VectorOperators.GT, CLIP));
      moveX = moveX.add(forceX.mul(times));
      FloatVector forceY = apartY.mul(factor);
      forceY = forceY.blend(-CLIP, forceY.compare(VectorOperators.LT, -CLIP));
      forceY = forceY.blend(CLIP, forceY.compare(VectorOperators.GT, CLIP));
      moveY = moveY.add(forceY.mul(times));

      sampleX = places[0];
      sampleY = places[1];
      sample = q == kinds.count() - 1 ? 0 : stage.negatives()[run + q] + edge % LANES;
    }
    moveX.mul(rate).intoArray(stage.moves()[0], edge);
    moveY.mul(rate).intoArray(stage.moves()[1], edge);
  }

  /// The step of the lanes from `edge` on, in any number of dimensions.
  private void moveDeep(Stage stage, int edge, float[][] places, float rate) {
    java.util.Arrays.fill(moves, 0f);
    addDeep(0, stage.heads(), edge, stage.tails(), edge);
    int run = edge / LANES * (kinds.count() - 1);
    for (int q = 1; q < kinds.count(); q++) {
      addDeep(q, stage.heads(), edge, places, stage.negatives()[run + q - 1] + edge % LANES);
    }
    for (int c = 0; c < dimensions; c++) {
      fromArray(SPECIES, moves, c * WIDTH).mul(rate).intoArray(stage.moves()[c], edge);
    }
  }

  /// Adds the forces of sample `q`, which is at `samples[…][sample]`, to the moves.
  private void addDeep(int q, float[][] heads, int edge, float[][] samples, int sample) {
    FloatVector square = broadcast(SPECIES, TINY);
    for (int c = 0; c < dimensions; c++) {
      FloatVector apart =
          fromArray(SPECIES, heads[c], edge).sub(fromArray(SPECIES, samples[c], sample));
      square = square.add(apart.mul(apart));
    }

    // log2 of the square, then 2 to the power of b times it, as in FixedMath
    IntVector bits = square.reinterpretAsInts();
    IntVector exponent = bits.sub(FixedMath.ROOT_HALF).lanewise(VectorOperators.ASHR, 23);
    FloatVector z =
        bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(1f);
    FloatVector log =
        z.mul(FixedMath.LOG2_1)
            .add(FixedMath.LOG2_0)
            .add(z.mul(FixedMath.LOG2_3).add(FixedMath.LOG2_2).mul(z.mul(z)));
    log = log.mul(z).add(exponent.convert(VectorOperators.I2F, 0)).mul(b);
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

    FloatVector factor =
        power
            .mul(kinds.slope()[q])
            .add(kinds.base()[q])
            .div(square.add(kinds.near()[q]).mul(power.mul(a).add(1f)));
    for (int c = 0; c < dimensions; c++) {
      FloatVector force =
          fromArray(SPECIES, heads[c], edge)
              .sub(fromArray(SPECIES, samples[c], sample))
              .mul(factor);
      force = force.blend(-CLIP, force.compare(VectorOperators.LT, -CLIP));
      force = force.blend(CLIP, force.compare(VectorOperators.GT, CLIP));
      fromArray(SPECIES, moves, c * WIDTH)
          .add(force.mul(kinds.times()[q]))
          .intoArray(moves, c * WIDTH);
    }
  }
}
