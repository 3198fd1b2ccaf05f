package dev.portolan.projection;

import jdk.incubator.vector.FloatVector;

/// [VectorKernel] with the vector module: 32 accumulators as four vectors of 256 bits, or as eight
/// of 128 where the machine has no wider ones.
///
/// Vectors of 512 bits would leave two chains of additions where four hide their latency, so they
/// are not used. Loaded only when [VectorModule#PRESENT].
final class SimdKernel implements VectorKernel {
  private static final boolean WIDE = FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 256;

  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int d) {
    float sum = WIDE ? dotWide(a, aOffset, b, bOffset, d) : dotNarrow(a, aOffset, b, bOffset, d);
    float rest = 0;
    for (int i = d & ~15; i < d; i++) {
      rest += a[aOffset + i] * b[bOffset + i];
    }
    return sum + rest;
  }

  @Override
  public float squaredDistance(float[] a, int aOffset, float[] b, int bOffset, int d) {
    float sum =
        WIDE ? squareWide(a, aOffset, b, bOffset, d) : squareNarrow(a, aOffset, b, bOffset, d);
    float rest = 0;
    for (int i = d & ~15; i < d; i++) {
      float difference = a[aOffset + i] - b[bOffset + i];
      rest += difference * difference;
    }
    return sum + rest;
  }

  private static float dotWide(float[] a, int p, float[] b, int q, int d) {
    FloatVector s0 = FloatVector.zero(FloatVector.SPECIES_256);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (int end = d & ~31; i < end; i += 32) {
      s0 = s0.add(wide(a, p + i).mul(wide(b, q + i)));
      s1 = s1.add(wide(a, p + i + 8).mul(wide(b, q + i + 8)));
      s2 = s2.add(wide(a, p + i + 16).mul(wide(b, q + i + 16)));
      s3 = s3.add(wide(a, p + i + 24).mul(wide(b, q + i + 24)));
    }
    if ((d & 16) != 0) {
      s0 = s0.add(wide(a, p + i).mul(wide(b, q + i)));
      s1 = s1.add(wide(a, p + i + 8).mul(wide(b, q + i + 8)));
    }
    return sum(s0.add(s1).add(s2.add(s3)));
  }

  private static float squareWide(float[] a, int p, float[] b, int q, int d) {
    FloatVector s0 = FloatVector.zero(FloatVector.SPECIES_256);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (int end = d & ~31; i < end; i += 32) {
      s0 = s0.add(square(wide(a, p + i).sub(wide(b, q + i))));
      s1 = s1.add(square(wide(a, p + i + 8).sub(wide(b, q + i + 8))));
      s2 = s2.add(square(wide(a, p + i + 16).sub(wide(b, q + i + 16))));
      s3 = s3.add(square(wide(a, p + i + 24).sub(wide(b, q + i + 24))));
    }
    if ((d & 16) != 0) {
      s0 = s0.add(square(wide(a, p + i).sub(wide(b, q + i))));
      s1 = s1.add(square(wide(a, p + i + 8).sub(wide(b, q + i + 8))));
    }
    return sum(s0.add(s1).add(s2.add(s3)));
  }

  private static float sum(FloatVector t) {
    float even = (t.lane(0) + t.lane(4)) + (t.lane(2) + t.lane(6));
    float odd = (t.lane(1) + t.lane(5)) + (t.lane(3) + t.lane(7));
    return even + odd;
  }

  private static float dotNarrow(float[] a, int p, float[] b, int q, int d) {
    FloatVector low0 = FloatVector.zero(FloatVector.SPECIES_128);
    FloatVector high0 = low0;
    FloatVector low1 = low0;
    FloatVector high1 = low0;
    FloatVector low2 = low0;
    FloatVector high2 = low0;
    FloatVector low3 = low0;
    FloatVector high3 = low0;
    int i = 0;
    for (int end = d & ~31; i < end; i += 32) {
      low0 = low0.add(narrow(a, p + i).mul(narrow(b, q + i)));
      high0 = high0.add(narrow(a, p + i + 4).mul(narrow(b, q + i + 4)));
      low1 = low1.add(narrow(a, p + i + 8).mul(narrow(b, q + i + 8)));
      high1 = high1.add(narrow(a, p + i + 12).mul(narrow(b, q + i + 12)));
      low2 = low2.add(narrow(a, p + i + 16).mul(narrow(b, q + i + 16)));
      high2 = high2.add(narrow(a, p + i + 20).mul(narrow(b, q + i + 20)));
      low3 = low3.add(narrow(a, p + i + 24).mul(narrow(b, q + i + 24)));
      high3 = high3.add(narrow(a, p + i + 28).mul(narrow(b, q + i + 28)));
    }
    if ((d & 16) != 0) {
      low0 = low0.add(narrow(a, p + i).mul(narrow(b, q + i)));
      high0 = high0.add(narrow(a, p + i + 4).mul(narrow(b, q + i + 4)));
      low1 = low1.add(narrow(a, p + i + 8).mul(narrow(b, q + i + 8)));
      high1 = high1.add(narrow(a, p + i + 12).mul(narrow(b, q + i + 12)));
    }
    return sum(low0.add(low1).add(low2.add(low3)), high0.add(high1).add(high2.add(high3)));
  }

  private static float squareNarrow(float[] a, int p, float[] b, int q, int d) {
    FloatVector low0 = FloatVector.zero(FloatVector.SPECIES_128);
    FloatVector high0 = low0;
    FloatVector low1 = low0;
    FloatVector high1 = low0;
    FloatVector low2 = low0;
    FloatVector high2 = low0;
    FloatVector low3 = low0;
    FloatVector high3 = low0;
    int i = 0;
    for (int end = d & ~31; i < end; i += 32) {
      low0 = low0.add(square(narrow(a, p + i).sub(narrow(b, q + i))));
      high0 = high0.add(square(narrow(a, p + i + 4).sub(narrow(b, q + i + 4))));
      low1 = low1.add(square(narrow(a, p + i + 8).sub(narrow(b, q + i + 8))));
      high1 = high1.add(square(narrow(a, p + i + 12).sub(narrow(b, q + i + 12))));
      low2 = low2.add(square(narrow(a, p + i + 16).sub(narrow(b, q + i + 16))));
      high2 = high2.add(square(narrow(a, p + i + 20).sub(narrow(b, q + i + 20))));
      low3 = low3.add(square(narrow(a, p + i + 24).sub(narrow(b, q + i + 24))));
      high3 = high3.add(square(narrow(a, p + i + 28).sub(narrow(b, q + i + 28))));
    }
    if ((d & 16) != 0) {
      low0 = low0.add(square(narrow(a, p + i).sub(narrow(b, q + i))));
      high0 = high0.add(square(narrow(a, p + i + 4).sub(narrow(b, q + i + 4))));
      low1 = low1.add(square(narrow(a, p + i + 8).sub(narrow(b, q + i + 8))));
      high1 = high1.add(square(narrow(a, p + i + 12).sub(narrow(b, q + i + 12))));
    }
    return sum(low0.add(low1).add(low2.add(low3)), high0.add(high1).add(high2.add(high3)));
  }

  private static float sum(FloatVector low, FloatVector high) {
    FloatVector u = low.add(high);
    return (u.lane(0) + u.lane(2)) + (u.lane(1) + u.lane(3));
  }

  private static FloatVector wide(float[] values, int offset) {
    return FloatVector.fromArray(FloatVector.SPECIES_256, values, offset);
  }

  private static FloatVector narrow(float[] values, int offset) {
    return FloatVector.fromArray(FloatVector.SPECIES_128, values, offset);
  }

  private static FloatVector square(FloatVector x) {
    return x.mul(x);
  }
}
