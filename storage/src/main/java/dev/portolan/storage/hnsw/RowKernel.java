package dev.portolan.storage.hnsw;

/// Sums over one row and four others at a time: what every distance in a graph is made of.
///
/// Rows that a search meets lie anywhere in memory; four walked together wait for memory together.
/// Rows are equally long, a multiple of 8.
///
/// The order of additions is part of the contract, so that every implementation returns the same
/// bits: element `i` goes to accumulator `i mod 16` while a block of 16 is left, a last block of 8
/// goes to the first 8; products are rounded before they are added (no fused multiply-add). With
/// `s` the accumulators, `t[j] = s[j] + s[j+8]` and the sum is `((t0+t4) + (t2+t6)) + ((t1+t5) +
/// (t3+t7))`. Stateless; safe for many threads.
interface RowKernel {
  /// What the length of a row is a multiple of; the rest is filled with zeros.
  int BLOCK = 8;

  /// `sums[to + r] = Σ query·rows[r]`.
  void dot(float[] query, float[] r0, float[] r1, float[] r2, float[] r3, float[] sums, int to);

  /// `sums[to + r] = Σ (query−rows[r])²`.
  void squares(float[] query, float[] r0, float[] r1, float[] r2, float[] r3, float[] sums, int to);

  /// The fastest kernel of this JVM: SIMD when the module `jdk.incubator.vector` is there.
  static RowKernel fastest() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && SimdRows.USABLE
        ? new SimdRows()
        : new ScalarRows();
  }
}
