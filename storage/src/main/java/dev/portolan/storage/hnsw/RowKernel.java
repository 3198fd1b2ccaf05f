package dev.portolan.storage.hnsw;

/// Sums over two rows: what every distance in a graph is made of.
///
/// The order of additions is part of the contract, so that every implementation returns the same
/// bits: element `i` goes to accumulator `i mod 16` while a block of 16 is left, a last block of 8
/// goes to the first 8; products are rounded before they are added (no fused multiply-add). With
/// `s` the accumulators, `t[j] = s[j] + s[j+8]` and the sum is `((t0+t4) + (t2+t6)) + ((t1+t5) +
/// (t3+t7))`. Stateless; safe for many threads.
interface RowKernel {
  /// What the length of a row is a multiple of; the rest is filled with zeros.
  int BLOCK = 8;

  /// `Σ a·b` over `length` elements from the offsets on.
  float dot(float[] a, int aOffset, float[] b, int bOffset, int length);

  /// `Σ (a−b)²` over `length` elements from the offsets on.
  float squares(float[] a, int aOffset, float[] b, int bOffset, int length);

  /// The fastest kernel of this JVM: SIMD when the module `jdk.incubator.vector` is there.
  static RowKernel fastest() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && SimdRows.USABLE
        ? new SimdRows()
        : new ScalarRows();
  }
}
