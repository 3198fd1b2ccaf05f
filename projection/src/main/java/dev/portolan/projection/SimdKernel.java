package dev.portolan.projection;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [VectorKernel] with the vector module: 32 accumulators as four vectors of 256 bits, or as eight
/// of 128 where the machine has no wider ones.
///
/// Vectors of 512 bits would leave two chains of additions where four hide their latency, so they
/// are not used. No method takes or returns a vector ([SimdForces] says why). Loaded only when
/// [VectorModule#PRESENT].
final class SimdKernel implements VectorKernel {
  private static final VectorSpecies<Float> WIDE = FloatVector.SPECIES_256;
  private static final VectorSpecies<Float> NARROW = FloatVector.SPECIES_128;
  private static final boolean HAS_WIDE = FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 256;

  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int d) {
    float sum =
        HAS_WIDE ? dotWide(a, aOffset, b, bOffset, d) : dotNarrow(a, aOffset, b, bOffset, d);
    float rest = 0;
    for (int i = d & ~15; i < d; i++) {
      rest += a[aOffset + i] * b[bOffset + i];
    }
    return sum + rest;
  }

  @Override
  public float squaredDistance(float[] a, int aOffset, float[] b, int bOffset, int d) {
    float sum =
        HAS_WIDE ? squareWide(a, aOffset, b, bOffset, d) : squareNarrow(a, aOffset, b, bOffset, d);
    float rest = 0;
    for (int i = d & ~15; i < d; i++) {
      float difference = a[aOffset + i] - b[bOffset + i];
      rest += difference * difference;
    }
    return sum + rest;
  }

  private static float dotWide(float[] a, int aOffset, float[] b, int bOffset, int d) {
    FloatVector s0 = FloatVector.zero(WIDE);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int shift = bOffset - aOffset;
    int i = aOffset;
    for (int end = aOffset + (d & ~31); i < end; i += 32) {
      s0 = s0.add(fromArray(WIDE, a, i).mul(fromArray(WIDE, b, i + shift)));
      s1 = s1.add(fromArray(WIDE, a, i + 8).mul(fromArray(WIDE, b, i + shift + 8)));
      s2 = s2.add(fromArray(WIDE, a, i + 16).mul(fromArray(WIDE, b, i + shift + 16)));
      s3 = s3.add(fromArray(WIDE, a, i + 24).mul(fromArray(WIDE, b, i + shift + 24)));
    }
    if ((d & 16) != 0) {
      s0 = s0.add(fromArray(WIDE, a, i).mul(fromArray(WIDE, b, i + shift)));
      s1 = s1.add(fromArray(WIDE, a, i + 8).mul(fromArray(WIDE, b, i + shift + 8)));
    }
    FloatVector t = s0.add(s1).add(s2.add(s3));
    float even = (t.lane(0) + t.lane(4)) + (t.lane(2) + t.lane(6));
    float odd = (t.lane(1) + t.lane(5)) + (t.lane(3) + t.lane(7));
    return even + odd;
  }

  private static float dotNarrow(float[] a, int aOffset, float[] b, int bOffset, int d) {
    FloatVector low0 = FloatVector.zero(NARROW);
    FloatVector high0 = low0;
    FloatVector low1 = low0;
    FloatVector high1 = low0;
    FloatVector low2 = low0;
    FloatVector high2 = low0;
    FloatVector low3 = low0;
    FloatVector high3 = low0;
    int shift = bOffset - aOffset;
    int i = aOffset;
    for (int end = aOffset + (d & ~31); i < end; i += 32) {
      low0 = low0.add(fromArray(NARROW, a, i).mul(fromArray(NARROW, b, i + shift)));
      high0 = high0.add(fromArray(NARROW, a, i + 4).mul(fromArray(NARROW, b, i + shift + 4)));
      low1 = low1.add(fromArray(NARROW, a, i + 8).mul(fromArray(NARROW, b, i + shift + 8)));
      high1 = high1.add(fromArray(NARROW, a, i + 12).mul(fromArray(NARROW, b, i + shift + 12)));
      low2 = low2.add(fromArray(NARROW, a, i + 16).mul(fromArray(NARROW, b, i + shift + 16)));
      high2 = high2.add(fromArray(NARROW, a, i + 20).mul(fromArray(NARROW, b, i + shift + 20)));
      low3 = low3.add(fromArray(NARROW, a, i + 24).mul(fromArray(NARROW, b, i + shift + 24)));
      high3 = high3.add(fromArray(NARROW, a, i + 28).mul(fromArray(NARROW, b, i + shift + 28)));
    }
    if ((d & 16) != 0) {
      low0 = low0.add(fromArray(NARROW, a, i).mul(fromArray(NARROW, b, i + shift)));
      high0 = high0.add(fromArray(NARROW, a, i + 4).mul(fromArray(NARROW, b, i + shift + 4)));
      low1 = low1.add(fromArray(NARROW, a, i + 8).mul(fromArray(NARROW, b, i + shift + 8)));
      high1 = high1.add(fromArray(NARROW, a, i + 12).mul(fromArray(NARROW, b, i + shift + 12)));
    }
    FloatVector low = low0.add(low1).add(low2.add(low3));
    FloatVector high = high0.add(high1).add(high2.add(high3));
    FloatVector t = low.add(high);
    return (t.lane(0) + t.lane(2)) + (t.lane(1) + t.lane(3));
  }

  private static float squareWide(float[] a, int aOffset, float[] b, int bOffset, int d) {
    FloatVector s0 = FloatVector.zero(WIDE);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int shift = bOffset - aOffset;
    int i = aOffset;
    for (int end = aOffset + (d & ~31); i < end; i += 32) {
      FloatVector d0 = fromArray(WIDE, a, i).sub(fromArray(WIDE, b, i + shift));
      s0 = s0.add(d0.mul(d0));
      FloatVector d1 = fromArray(WIDE, a, i + 8).sub(fromArray(WIDE, b, i + shift + 8));
      s1 = s1.add(d1.mul(d1));
      FloatVector d2 = fromArray(WIDE, a, i + 16).sub(fromArray(WIDE, b, i + shift + 16));
      s2 = s2.add(d2.mul(d2));
      FloatVector d3 = fromArray(WIDE, a, i + 24).sub(fromArray(WIDE, b, i + shift + 24));
      s3 = s3.add(d3.mul(d3));
    }
    if ((d & 16) != 0) {
      FloatVector d0 = fromArray(WIDE, a, i).sub(fromArray(WIDE, b, i + shift));
      s0 = s0.add(d0.mul(d0));
      FloatVector d1 = fromArray(WIDE, a, i + 8).sub(fromArray(WIDE, b, i + shift + 8));
      s1 = s1.add(d1.mul(d1));
    }
    FloatVector t = s0.add(s1).add(s2.add(s3));
    float even = (t.lane(0) + t.lane(4)) + (t.lane(2) + t.lane(6));
    float odd = (t.lane(1) + t.lane(5)) + (t.lane(3) + t.lane(7));
    return even + odd;
  }

  private static float squareNarrow(float[] a, int aOffset, float[] b, int bOffset, int d) {
    FloatVector low0 = FloatVector.zero(NARROW);
    FloatVector high0 = low0;
    FloatVector low1 = low0;
    FloatVector high1 = low0;
    FloatVector low2 = low0;
    FloatVector high2 = low0;
    FloatVector low3 = low0;
    FloatVector high3 = low0;
    int shift = bOffset - aOffset;
    int i = aOffset;
    for (int end = aOffset + (d & ~31); i < end; i += 32) {
      FloatVector d0 = fromArray(NARROW, a, i).sub(fromArray(NARROW, b, i + shift));
      low0 = low0.add(d0.mul(d0));
      FloatVector d1 = fromArray(NARROW, a, i + 4).sub(fromArray(NARROW, b, i + shift + 4));
      high0 = high0.add(d1.mul(d1));
      FloatVector d2 = fromArray(NARROW, a, i + 8).sub(fromArray(NARROW, b, i + shift + 8));
      low1 = low1.add(d2.mul(d2));
      FloatVector d3 = fromArray(NARROW, a, i + 12).sub(fromArray(NARROW, b, i + shift + 12));
      high1 = high1.add(d3.mul(d3));
      FloatVector d4 = fromArray(NARROW, a, i + 16).sub(fromArray(NARROW, b, i + shift + 16));
      low2 = low2.add(d4.mul(d4));
      FloatVector d5 = fromArray(NARROW, a, i + 20).sub(fromArray(NARROW, b, i + shift + 20));
      high2 = high2.add(d5.mul(d5));
      FloatVector d6 = fromArray(NARROW, a, i + 24).sub(fromArray(NARROW, b, i + shift + 24));
      low3 = low3.add(d6.mul(d6));
      FloatVector d7 = fromArray(NARROW, a, i + 28).sub(fromArray(NARROW, b, i + shift + 28));
      high3 = high3.add(d7.mul(d7));
    }
    if ((d & 16) != 0) {
      FloatVector d0 = fromArray(NARROW, a, i).sub(fromArray(NARROW, b, i + shift));
      low0 = low0.add(d0.mul(d0));
      FloatVector d1 = fromArray(NARROW, a, i + 4).sub(fromArray(NARROW, b, i + shift + 4));
      high0 = high0.add(d1.mul(d1));
      FloatVector d2 = fromArray(NARROW, a, i + 8).sub(fromArray(NARROW, b, i + shift + 8));
      low1 = low1.add(d2.mul(d2));
      FloatVector d3 = fromArray(NARROW, a, i + 12).sub(fromArray(NARROW, b, i + shift + 12));
      high1 = high1.add(d3.mul(d3));
    }
    FloatVector low = low0.add(low1).add(low2.add(low3));
    FloatVector high = high0.add(high1).add(high2.add(high3));
    FloatVector t = low.add(high);
    return (t.lane(0) + t.lane(2)) + (t.lane(1) + t.lane(3));
  }
}
