package dev.portolan.projection;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [LaneForces] with the vector module: eight lanes as one vector of 256 bits or two of 128.
///
/// No method here takes or returns a vector: the compiler stops inlining ordinary methods in large
/// code, and a vector that crosses a call is an object (measured: ten times slower). Loaded only
/// when [VectorModule#PRESENT].
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
  private final float[] apart;
  private final float[] factors;

  SimdForces(int dimensions, int negatives, Curve curve) {
    this.dimensions = dimensions;
    this.a = curve.a();
    this.b = curve.b();
    this.kinds = SampleKinds.of(negatives, curve);
    this.apart = new float[kinds.count() * dimensions * WIDTH];
    this.factors = new float[kinds.count() * WIDTH];
  }

  @Override
  public void apply(float[] heads, float[] samples, float[] gains, int steps) {
    int stride = kinds.count() * dimensions * LANES;
    for (int step = 0; step < steps; step++) {
      for (int lane = 0; lane < LANES; lane += WIDTH) {
        measure(heads, samples, step * stride + lane, lane);
        weigh();
        move(heads, gains, step * LANES + lane, lane);
      }
    }
  }

  /// Fills `apart[sample][dimension][lane]`, and `factors[sample][lane]` with squared distances.
  private void measure(float[] heads, float[] samples, int first, int lane) {
    int sample = first;
    int difference = 0;
    for (int q = 0; q < kinds.count(); q++) {
      FloatVector square = FloatVector.broadcast(SPECIES, TINY);
      for (int c = 0; c < dimensions; c++) {
        FloatVector head = FloatVector.fromArray(SPECIES, heads, c * LANES + lane);
        FloatVector toSample = head.sub(FloatVector.fromArray(SPECIES, samples, sample));
        toSample.intoArray(apart, difference);
        square = square.add(toSample.mul(toSample));
        sample += LANES;
        difference += WIDTH;
      }
      square.intoArray(factors, q * WIDTH);
    }
  }

  /// Turns squared distances into the factors of the forces, with the polynomials of [FixedMath].
  private void weigh() {
    for (int q = 0; q < kinds.count(); q++) {
      FloatVector square = FloatVector.fromArray(SPECIES, factors, q * WIDTH);

      IntVector bits = square.reinterpretAsInts();
      IntVector exponent = bits.sub(FixedMath.ROOT_HALF).lanewise(VectorOperators.ASHR, 23);
      FloatVector z =
          bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(1f);
      FloatVector log = z.mul(FixedMath.LOG2_4).add(FixedMath.LOG2_3);
      log = log.mul(z).add(FixedMath.LOG2_2);
      log = log.mul(z).add(FixedMath.LOG2_1);
      log = log.mul(z).add(FixedMath.LOG2_0);
      log = log.mul(z).add(exponent.convert(VectorOperators.I2F, 0));

      FloatVector x = log.mul(b);
      FloatVector rounded = x.add(FixedMath.ROUND);
      FloatVector f = x.sub(rounded.sub(FixedMath.ROUND));
      FloatVector power = f.mul(FixedMath.EXP2_4).add(FixedMath.EXP2_3);
      power = power.mul(f).add(FixedMath.EXP2_2);
      power = power.mul(f).add(FixedMath.EXP2_1);
      power = power.mul(f).add(FixedMath.EXP2_0);
      power =
          power
              .reinterpretAsInts()
              .add(rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
              .reinterpretAsFloats();

      power
          .mul(kinds.slope()[q])
          .add(kinds.base()[q])
          .div(square.add(kinds.near()[q]).mul(power.mul(a).add(1f)))
          .intoArray(factors, q * WIDTH);
    }
  }

  /// Clips and adds the forces, and moves the heads.
  private void move(float[] heads, float[] gains, int gain, int lane) {
    for (int c = 0; c < dimensions; c++) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int q = 0; q < kinds.count(); q++) {
        FloatVector force =
            FloatVector.fromArray(SPECIES, apart, (q * dimensions + c) * WIDTH)
                .mul(FloatVector.fromArray(SPECIES, factors, q * WIDTH));
        force = force.blend(-CLIP, force.compare(VectorOperators.LT, -CLIP));
        force = force.blend(CLIP, force.compare(VectorOperators.GT, CLIP));
        sum = sum.add(force.mul(kinds.times()[q]));
      }
      FloatVector.fromArray(SPECIES, heads, c * LANES + lane)
          .add(sum.mul(FloatVector.fromArray(SPECIES, gains, gain)))
          .intoArray(heads, c * LANES + lane);
    }
  }
}
