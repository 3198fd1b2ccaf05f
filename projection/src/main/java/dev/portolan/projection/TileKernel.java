package dev.portolan.projection;

/// Sums over all pairs of four members and eight members of a block: many distances at a time, each
/// element fetched once for eight of them.
///
/// A block holds its members in panels of eight, `[panel][d][8]`: element `e` of member `m` is
/// `block[(m / 8 · d + e) · 8 + m mod 8]`. A sum goes over the elements in order, products are
/// rounded before they are added (no fused multiply-add), so every implementation returns the same
/// bits. Not those of [VectorKernel], which adds in another order. Stateless; safe for many
/// threads.
interface TileKernel {
  int ROWS = 4;
  int LANES = 8;

  /// `sums[r·pitch + j + l] = Σ (member i+r − member j+l)²`; `i` a multiple of 4, `j` of 8.
  void squares(float[] block, int d, int i, int j, float[] sums, int pitch);

  /// `sums[r·pitch + j + l] = Σ member i+r · member j+l`; `i` a multiple of 4, `j` of 8.
  void dots(float[] block, int d, int i, int j, float[] sums, int pitch);

  /// Where the elements of a member begin; they are [#LANES] apart.
  static int begin(int member, int d) {
    return member / LANES * d * LANES + member % LANES;
  }

  /// The fastest kernel of this JVM: SIMD when the module `jdk.incubator.vector` is there.
  static TileKernel fastest() {
    return VectorModule.PRESENT ? new SimdTile() : new ScalarTile();
  }
}
