package dev.portolan.projection;

/// Says how eight heads at a time move along one edge each; a lane is a head.
///
/// The tail of the edge attracts, and `negatives` other places repel: `2·clip(−2ab·δ^(2b−2) / (1 +
/// a·δ^2b) · (y − p))` and `clip(2b / ((.001 + δ²)(1 + a·δ^2b)) · (y − q))`, each component clipped
/// to ±4 and all taken at the position before the step. The power of δ is rough
/// ([FixedMath#power]): with the default curve a force is right to .4 %. Lanes do not touch each
/// other, so implementations of any width return the same bits. Paper: arXiv 1802.03426, appendix
/// C.
interface LaneForces {
  int LANES = 8;
  float CLIP = 4f;

  /// Added to δ² so that its logarithm exists.
  float TINY = 1e-18f;

  /// Added to δ² where it repels.
  float NEAR = .001f;

  /// Edges staged for one call, in groups of [#LANES].
  ///
  /// @param heads `[dimension][edge]`
  /// @param tails `[dimension][edge]`
  /// @param moves `[dimension][edge]`, the outcome
  /// @param negatives `[group][negative]`: the place whose run of eight repels the group, a place
  ///   for each lane
  record Stage(float[][] heads, float[][] tails, float[][] moves, int[] negatives) {
    static Stage of(int dimensions, int edges, int negatives) {
      int groups = (edges + LANES - 1) / LANES;
      return new Stage(
          new float[dimensions][groups * LANES],
          new float[dimensions][groups * LANES],
          new float[dimensions][groups * LANES],
          new int[groups * negatives]);
    }
  }

  /// One step of learning rate `rate` in each lane of the first `groups` groups.
  ///
  /// @param places `[dimension][place]`, with [#LANES] places more than may begin a run
  void apply(Stage stage, int groups, float[][] places, float rate);

  static LaneForces fastest(int dimensions, int negatives, Curve curve) {
    return VectorModule.PRESENT
        ? new SimdForces(dimensions, negatives, curve)
        : new ScalarForces(dimensions, negatives, curve);
  }
}
