package dev.portolan.projection;

/// The two sums every distance is made of, over slices of flat arrays.
///
/// The order of additions is part of the contract, so that every implementation returns the same
/// bits: element `i` goes to accumulator `i mod 32` while a block of 32 is left, a last half block
/// of 16 goes to the first 16, the rest (fewer than 16) is summed one by one; products are rounded
/// before they are added (no fused multiply-add). With `s` the accumulators, `t[j] = (s[j] +
/// s[j+8]) + (s[j+16] + s[j+24])` and the sum is `(((t0+t4) + (t2+t6)) + ((t1+t5) + (t3+t7))) +
/// rest`. Stateless; safe for many threads.
public interface VectorKernel {
  /// `Σ a·b` over `d` elements.
  float dot(float[] a, int aOffset, float[] b, int bOffset, int d);

  /// `Σ (a−b)²` over `d` elements.
  float squaredDistance(float[] a, int aOffset, float[] b, int bOffset, int d);

  /// The fastest kernel of this JVM: SIMD when the module `jdk.incubator.vector` is there.
  static VectorKernel fastest() {
    return VectorModule.KERNEL;
  }
}
