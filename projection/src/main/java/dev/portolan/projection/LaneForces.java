package dev.portolan.projection;

/// Moves eight heads at a time by the forces of their samples; a lane is a head.
///
/// A step is one positive sample, which attracts, and `negatives` others, which repel:
/// `2·clip(−2ab·δ^(2b−2) / (1 + a·δ^2b) · (y − p))` and `clip(2b / ((.001 + δ²)(1 + a·δ^2b)) · (y −
/// q))`, each component clipped to ±4 and all taken at the position before the step. Lanes do not
/// touch each other, so implementations of any width return the same bits. Paper: arXiv 1802.03426,
/// appendix C.
///
/// Layout: `heads[dimension][lane]`, `samples[step][sample][dimension][lane]`, `gains[step][lane]`.
interface LaneForces {
  int LANES = 8;
  float CLIP = 4f;

  /// Added to δ² so that its logarithm exists.
  float TINY = 1e-18f;

  /// Takes `steps` steps with the learning rates in `gains`; 0 leaves a lane where it is.
  void apply(float[] heads, float[] samples, float[] gains, int steps);

  static LaneForces fastest(int dimensions, int negatives, Curve curve) {
    return VectorModule.PRESENT
        ? new SimdForces(dimensions, negatives, curve)
        : new ScalarForces(dimensions, negatives, curve);
  }
}
