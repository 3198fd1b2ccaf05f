package dev.portolan.storage;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Sums over one vector and four others at a time.
///
/// Rows that a graph search meets lie anywhere in memory; four walked together wait for memory
/// together. Products are rounded before they are added: a fused operation is emulated, slowly,
/// where the machine has none. Loaded only when the vector module is there. Stateless.
final class FourRows {
  private FourRows() {}

  /// `sums[to + r] = Σ query·rows[r]`.
  static void dot(
      float[] query, float[] r0, float[] r1, float[] r2, float[] r3, float[] sums, int to) {
    VectorSpecies<Float> species = FloatVector.SPECIES_PREFERRED;
    int width = species.length();
    FloatVector a0 = FloatVector.zero(species);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    int i = 0;
    for (int end = query.length & -(2 * width); i < end; i += 2 * width) {
      FloatVector p = fromArray(species, query, i);
      FloatVector q = fromArray(species, query, i + width);
      a0 = a0.add(fromArray(species, r0, i).mul(p));
      b0 = b0.add(fromArray(species, r0, i + width).mul(q));
      a1 = a1.add(fromArray(species, r1, i).mul(p));
      b1 = b1.add(fromArray(species, r1, i + width).mul(q));
      a2 = a2.add(fromArray(species, r2, i).mul(p));
      b2 = b2.add(fromArray(species, r2, i + width).mul(q));
      a3 = a3.add(fromArray(species, r3, i).mul(p));
      b3 = b3.add(fromArray(species, r3, i + width).mul(q));
    }
    float s0 = a0.add(b0).reduceLanes(VectorOperators.ADD);
    float s1 = a1.add(b1).reduceLanes(VectorOperators.ADD);
    float s2 = a2.add(b2).reduceLanes(VectorOperators.ADD);
    float s3 = a3.add(b3).reduceLanes(VectorOperators.ADD);
    for (; i < query.length; i++) {
      s0 += query[i] * r0[i];
      s1 += query[i] * r1[i];
      s2 += query[i] * r2[i];
      s3 += query[i] * r3[i];
    }
    sums[to] = s0;
    sums[to + 1] = s1;
    sums[to + 2] = s2;
    sums[to + 3] = s3;
  }

  /// `sums[to + r] = Σ (query−rows[r])²`.
  static void squares(
      float[] query, float[] r0, float[] r1, float[] r2, float[] r3, float[] sums, int to) {
    VectorSpecies<Float> species = FloatVector.SPECIES_PREFERRED;
    int width = species.length();
    FloatVector a0 = FloatVector.zero(species);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    int i = 0;
    for (int end = query.length & -width; i < end; i += width) {
      FloatVector p = fromArray(species, query, i);
      FloatVector d0 = fromArray(species, r0, i).sub(p);
      a0 = a0.add(d0.mul(d0));
      FloatVector d1 = fromArray(species, r1, i).sub(p);
      a1 = a1.add(d1.mul(d1));
      FloatVector d2 = fromArray(species, r2, i).sub(p);
      a2 = a2.add(d2.mul(d2));
      FloatVector d3 = fromArray(species, r3, i).sub(p);
      a3 = a3.add(d3.mul(d3));
    }
    float s0 = a0.reduceLanes(VectorOperators.ADD);
    float s1 = a1.reduceLanes(VectorOperators.ADD);
    float s2 = a2.reduceLanes(VectorOperators.ADD);
    float s3 = a3.reduceLanes(VectorOperators.ADD);
    for (; i < query.length; i++) {
      s0 += (query[i] - r0[i]) * (query[i] - r0[i]);
      s1 += (query[i] - r1[i]) * (query[i] - r1[i]);
      s2 += (query[i] - r2[i]) * (query[i] - r2[i]);
      s3 += (query[i] - r3[i]) * (query[i] - r3[i]);
    }
    sums[to] = s0;
    sums[to + 1] = s1;
    sums[to + 2] = s2;
    sums[to + 3] = s3;
  }
}
