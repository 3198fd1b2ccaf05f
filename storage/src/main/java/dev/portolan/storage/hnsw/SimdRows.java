package dev.portolan.storage.hnsw;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [RowKernel] with the vector module: 16 accumulators a row as two vectors of 256 bits.
///
/// A machine without them keeps to the scalar twin. Loaded only when the vector module is there.
final class SimdRows implements RowKernel {
  static final boolean USABLE = FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 256;
  private static final VectorSpecies<Float> WIDE = FloatVector.SPECIES_256;

  @Override
  public void dot(
      float[] query, float[] r0, float[] r1, float[] r2, float[] r3, float[] sums, int to) {
    FloatVector a0 = FloatVector.zero(WIDE);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    int i = 0;
    for (int end = query.length & -16; i < end; i += 16) {
      FloatVector p = fromArray(WIDE, query, i);
      FloatVector q = fromArray(WIDE, query, i + 8);
      a0 = a0.add(fromArray(WIDE, r0, i).mul(p));
      b0 = b0.add(fromArray(WIDE, r0, i + 8).mul(q));
      a1 = a1.add(fromArray(WIDE, r1, i).mul(p));
      b1 = b1.add(fromArray(WIDE, r1, i + 8).mul(q));
      a2 = a2.add(fromArray(WIDE, r2, i).mul(p));
      b2 = b2.add(fromArray(WIDE, r2, i + 8).mul(q));
      a3 = a3.add(fromArray(WIDE, r3, i).mul(p));
      b3 = b3.add(fromArray(WIDE, r3, i + 8).mul(q));
    }
    if ((query.length & 8) != 0) {
      FloatVector p = fromArray(WIDE, query, i);
      a0 = a0.add(fromArray(WIDE, r0, i).mul(p));
      a1 = a1.add(fromArray(WIDE, r1, i).mul(p));
      a2 = a2.add(fromArray(WIDE, r2, i).mul(p));
      a3 = a3.add(fromArray(WIDE, r3, i).mul(p));
    }
    sums[to] = sum(a0.add(b0));
    sums[to + 1] = sum(a1.add(b1));
    sums[to + 2] = sum(a2.add(b2));
    sums[to + 3] = sum(a3.add(b3));
  }

  @Override
  public void squares(
      float[] query, float[] r0, float[] r1, float[] r2, float[] r3, float[] sums, int to) {
    FloatVector a0 = FloatVector.zero(WIDE);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    int i = 0;
    for (int end = query.length & -16; i < end; i += 16) {
      FloatVector p = fromArray(WIDE, query, i);
      FloatVector q = fromArray(WIDE, query, i + 8);
      FloatVector d0 = fromArray(WIDE, r0, i).sub(p);
      FloatVector e0 = fromArray(WIDE, r0, i + 8).sub(q);
      a0 = a0.add(d0.mul(d0));
      b0 = b0.add(e0.mul(e0));
      FloatVector d1 = fromArray(WIDE, r1, i).sub(p);
      FloatVector e1 = fromArray(WIDE, r1, i + 8).sub(q);
      a1 = a1.add(d1.mul(d1));
      b1 = b1.add(e1.mul(e1));
      FloatVector d2 = fromArray(WIDE, r2, i).sub(p);
      FloatVector e2 = fromArray(WIDE, r2, i + 8).sub(q);
      a2 = a2.add(d2.mul(d2));
      b2 = b2.add(e2.mul(e2));
      FloatVector d3 = fromArray(WIDE, r3, i).sub(p);
      FloatVector e3 = fromArray(WIDE, r3, i + 8).sub(q);
      a3 = a3.add(d3.mul(d3));
      b3 = b3.add(e3.mul(e3));
    }
    if ((query.length & 8) != 0) {
      FloatVector p = fromArray(WIDE, query, i);
      FloatVector d0 = fromArray(WIDE, r0, i).sub(p);
      a0 = a0.add(d0.mul(d0));
      FloatVector d1 = fromArray(WIDE, r1, i).sub(p);
      a1 = a1.add(d1.mul(d1));
      FloatVector d2 = fromArray(WIDE, r2, i).sub(p);
      a2 = a2.add(d2.mul(d2));
      FloatVector d3 = fromArray(WIDE, r3, i).sub(p);
      a3 = a3.add(d3.mul(d3));
    }
    sums[to] = sum(a0.add(b0));
    sums[to + 1] = sum(a1.add(b1));
    sums[to + 2] = sum(a2.add(b2));
    sums[to + 3] = sum(a3.add(b3));
  }

  private static float sum(FloatVector t) {
    float even = (t.lane(0) + t.lane(4)) + (t.lane(2) + t.lane(6));
    float odd = (t.lane(1) + t.lane(5)) + (t.lane(3) + t.lane(7));
    return even + odd;
  }
}
