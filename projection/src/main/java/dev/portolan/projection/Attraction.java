package dev.portolan.projection;

/// The attraction of rows by their neighbours in t-SNE: `Σ_j w_ij (y_j − y_i) / (1 + δ²)`.
///
/// The order of additions is part of the contract, so that every implementation returns the same
/// bits: edge `e` of a row goes to accumulator `e mod 8`, the sum of a row is `((s0+s4) + (s2+s6))
/// + ((s1+s5) + (s3+s7))`, products are rounded before they are added. Safe for many threads.
interface Attraction {
  /// Writes the forces on rows `from … to-1`.
  void forces(int from, int to, float[] forceX, float[] forceY);

  /// @param x positions, read anew at every call
  static Attraction fastest(Affinities affinities, float[] x, float[] y) {
    return VectorModule.PRESENT && SimdAttraction.WORTHWHILE
        ? new SimdAttraction(affinities, x, y)
        : new ScalarAttraction(affinities, x, y);
  }
}
