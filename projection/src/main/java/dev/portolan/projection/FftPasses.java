package dev.portolan.projection;

/// The inner loops of [Fft]: one pass of a radix over all its lines.
///
/// Numbers that lie side by side do not touch each other and products are rounded before they are
/// added, so implementations of any width return the same bits. With `r` the radix, `m` the rest,
/// `s` the stride times the width and `ω = e^(−2πi/r)`, a pass writes for every `p < m`, `j < r`,
/// `q < s`: `to[(r·p + j)·s + q] = turn(p, j) · Σ_k ω^(jk) · from[(p + m·k)·s + q]`.
interface FftPasses {
  float HALF_ROOT_3 = (float) (StrictMath.sqrt(3) / 2);

  /// @param width a multiple of eight
  void pass(Fft.Pass pass, Fft.Lines from, Fft.Lines to, int width);

  static FftPasses fastest() {
    return VectorModule.PRESENT ? new SimdFftPasses() : new ScalarFftPasses();
  }
}
