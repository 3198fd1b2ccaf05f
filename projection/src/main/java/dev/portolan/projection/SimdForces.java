package dev.portolan.projection;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [LaneForces] with the vector module: eight lanes as one vector of 256 bits or two of 128.
///
/// Loaded only when [VectorModule#PRESENT].
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
  private final float attraction;
  private final float repulsion;
  private final float[] move;

  SimdForces(int dimensions, int negatives, Curve curve) {
    this.dimensions = dimensions;
    this.negatives = negatives;
    this.a = curve.a();
    this.b = curve.b();
    this.attraction = -2f * a * b;
    this.repulsion = 2f * b;
    this.move = new float[dimensions * WIDTH];
  }

  @Override
  public void apply(float[] heads, float[] samples, float[] gains, int steps) {
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      if (dimensions == 2) {
        applyFlat(heads, samples, gains, steps, lane);
      } else {
        applyDeep(heads, samples, gains, steps, lane);
      }
    }
  }

  /// Two dimensions, the heads kept in registers.
  private void applyFlat(float[] heads, float[] samples, float[] gains, int steps, int lane) {
    FloatVector x = load(heads, lane);
    FloatVector y = load(heads, LANES + lane);
    int sample = lane;
    for (int step = 0; step < steps; step++) {
      FloatVector dx = x.sub(load(samples, sample));
      FloatVector dy = y.sub(load(samples, sample + LANES));
      FloatVector pull = pull(dx.mul(dx).add(TINY).add(dy.mul(dy)));
      FloatVector moveX = twice(clip(pull.mul(dx)));
      FloatVector moveY = twice(clip(pull.mul(dy)));
      sample += 2 * LANES;
      for (int q = 0; q < negatives; q++) {
        dx = x.sub(load(samples, sample));
        dy = y.sub(load(samples, sample + LANES));
        FloatVector push = push(dx.mul(dx).add(TINY).add(dy.mul(dy)));
        moveX = moveX.add(clip(push.mul(dx)));
        moveY = moveY.add(clip(push.mul(dy)));
        sample += 2 * LANES;
      }
      FloatVector gain = load(gains, step * LANES + lane);
      x = x.add(gain.mul(moveX));
      y = y.add(gain.mul(moveY));
    }
    x.intoArray(heads, lane);
    y.intoArray(heads, LANES + lane);
  }

  /// Any number of dimensions, one after the other.
  private void applyDeep(float[] heads, float[] samples, float[] gains, int steps, int lane) {
    int sample = lane;
    for (int step = 0; step < steps; step++) {
      FloatVector pull = pull(square(heads, samples, sample, lane));
      for (int c = 0; c < dimensions; c++) {
        twice(clip(pull.mul(difference(heads, samples, sample, lane, c))))
            .intoArray(move, c * WIDTH);
      }
      sample += dimensions * LANES;
      for (int q = 0; q < negatives; q++) {
        FloatVector push = push(square(heads, samples, sample, lane));
        for (int c = 0; c < dimensions; c++) {
          load(move, c * WIDTH)
              .add(clip(push.mul(difference(heads, samples, sample, lane, c))))
              .intoArray(move, c * WIDTH);
        }
        sample += dimensions * LANES;
      }
      FloatVector gain = load(gains, step * LANES + lane);
      for (int c = 0; c < dimensions; c++) {
        load(heads, c * LANES + lane)
            .add(gain.mul(load(move, c * WIDTH)))
            .intoArray(heads, c * LANES + lane);
      }
    }
  }

  private FloatVector square(float[] heads, float[] samples, int sample, int lane) {
    FloatVector sum = FloatVector.broadcast(SPECIES, TINY);
    for (int c = 0; c < dimensions; c++) {
      FloatVector difference = difference(heads, samples, sample, lane, c);
      sum = sum.add(difference.mul(difference));
    }
    return sum;
  }

  private static FloatVector difference(
      float[] heads, float[] samples, int sample, int lane, int c) {
    return load(heads, c * LANES + lane).sub(load(samples, sample + c * LANES));
  }

  private FloatVector pull(FloatVector square) {
    FloatVector power = exp2(log2(square).mul(b));
    return power.mul(attraction).div(square.mul(power.mul(a).add(1f)));
  }

  private FloatVector push(FloatVector square) {
    FloatVector power = exp2(log2(square).mul(b));
    return FloatVector.broadcast(SPECIES, repulsion)
        .div(square.add(NEAR).mul(power.mul(a).add(1f)));
  }

  /// [FixedMath#log2] in every lane.
  private static FloatVector log2(FloatVector x) {
    IntVector bits = x.reinterpretAsInts();
    IntVector exponent = bits.sub(FixedMath.ROOT_HALF).lanewise(VectorOperators.ASHR, 23);
    FloatVector z =
        bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(1f);
    FloatVector p = z.mul(FixedMath.LOG2_4).add(FixedMath.LOG2_3);
    p = p.mul(z).add(FixedMath.LOG2_2);
    p = p.mul(z).add(FixedMath.LOG2_1);
    p = p.mul(z).add(FixedMath.LOG2_0);
    return p.mul(z).add((FloatVector) exponent.convert(VectorOperators.I2F, 0));
  }

  /// [FixedMath#exp2] in every lane.
  private static FloatVector exp2(FloatVector x) {
    FloatVector rounded = x.add(FixedMath.ROUND);
    FloatVector f = x.sub(rounded.sub(FixedMath.ROUND));
    FloatVector p = f.mul(FixedMath.EXP2_4).add(FixedMath.EXP2_3);
    p = p.mul(f).add(FixedMath.EXP2_2);
    p = p.mul(f).add(FixedMath.EXP2_1);
    p = p.mul(f).add(FixedMath.EXP2_0);
    return p.reinterpretAsInts()
        .add(rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
        .reinterpretAsFloats();
  }

  private static FloatVector clip(FloatVector x) {
    FloatVector low = x.blend(-CLIP, x.compare(VectorOperators.LT, -CLIP));
    return low.blend(CLIP, low.compare(VectorOperators.GT, CLIP));
  }

  private static FloatVector twice(FloatVector x) {
    return x.add(x);
  }

  private static FloatVector load(float[] values, int offset) {
    return FloatVector.fromArray(SPECIES, values, offset);
  }
}
