package dev.portolan.projection;

import java.util.function.IntConsumer;

/// The repulsion of all positions by all others in t-SNE.
///
/// The force on `i` is `Σ_j (y_i − y_j) / (1 + δ²)²`, −½ times the slope of the potential `Σ_j 1 /
/// (1 + δ²)`, over the sum of all potentials ([#pairSum]).
interface Repulsion {
  /// Up to so many positions are summed pair by pair.
  int FEW = 256;

  /// What has to be done before forces can be read, in steps taken together.
  interface Preparation {
    /// @param others tasks of someone else's that may go on beside the first step
    /// @return false when another worker failed and this one should end
    boolean run(Relay.Worker worker, int others, IntConsumer other);
  }

  /// @param x positions, read anew in every round
  static Repulsion of(float[] x, float[] y) {
    return x.length <= FEW ? new PairRepulsion(x, y) : new GridRepulsion(x, y, FftPasses.fastest());
  }

  /// Tells in which rectangle the positions lie, whenever they have moved.
  void cover(float left, float right, float bottom, float top);

  /// One worker's part in every preparation.
  Preparation preparation();

  /// The sum of `1 / (1 + δ²)` over all ordered pairs, after a preparation.
  double pairSum();

  /// Writes the forces on positions `from … to-1`, after a preparation, not divided by [#pairSum].
  void forces(int from, int to, float[] forceX, float[] forceY);
}
