package dev.portolan.storage.hnsw;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// [RowKernel] with the vector module: 16 accumulators as two vectors of 256 bits.
///
/// One row at a time: its additions wait for each other, but the processor works on the next rows
/// meanwhile, and neither a fourth row that nobody asked for nor four rows' bounds are in the way
/// (measured: half the time of four rows at a time). A machine without such vectors keeps to the
/// scalar twin. Loaded only when the vector module is there.
final class SimdRows implements RowKernel {
  static final boolean USABLE = FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 256;
  private static final VectorSpecies<Float> WIDE = FloatVector.SPECIES_256;
  private static final VectorShuffle<Float> HALVES =
      VectorShuffle.fromValues(WIDE, 4, 5, 6, 7, 0, 1, 2, 3);
  private static final VectorShuffle<Float> QUARTERS =
      VectorShuffle.fromValues(WIDE, 2, 3, 0, 1, 6, 7, 4, 5);

  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
    FloatVector low = FloatVector.zero(WIDE);
    FloatVector high = low;
    int i = 0;
    for (int end = length & -16; i < end; i += 16) {
      low = low.add(fromArray(WIDE, a, aOffset + i).mul(fromArray(WIDE, b, bOffset + i)));
      high = high.add(fromArray(WIDE, a, aOffset + i + 8).mul(fromArray(WIDE, b, bOffset + i + 8)));
    }
    if ((length & 8) != 0) {
      low = low.add(fromArray(WIDE, a, aOffset + i).mul(fromArray(WIDE, b, bOffset + i)));
    }
    FloatVector t = low.add(high);
    FloatVector halves = t.add(t.rearrange(HALVES));
    FloatVector quarters = halves.add(halves.rearrange(QUARTERS));
    return quarters.lane(0) + quarters.lane(1);
  }

  @Override
  public float squares(float[] a, int aOffset, float[] b, int bOffset, int length) {
    FloatVector low = FloatVector.zero(WIDE);
    FloatVector high = low;
    int i = 0;
    for (int end = length & -16; i < end; i += 16) {
      FloatVector d0 = fromArray(WIDE, a, aOffset + i).sub(fromArray(WIDE, b, bOffset + i));
      low = low.add(d0.mul(d0));
      FloatVector d1 = fromArray(WIDE, a, aOffset + i + 8).sub(fromArray(WIDE, b, bOffset + i + 8));
      high = high.add(d1.mul(d1));
    }
    if ((length & 8) != 0) {
      FloatVector d0 = fromArray(WIDE, a, aOffset + i).sub(fromArray(WIDE, b, bOffset + i));
      low = low.add(d0.mul(d0));
    }
    FloatVector t = low.add(high);
    FloatVector halves = t.add(t.rearrange(HALVES));
    FloatVector quarters = halves.add(halves.rearrange(QUARTERS));
    return quarters.lane(0) + quarters.lane(1);
  }
}
