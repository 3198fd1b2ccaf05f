package dev.portolan.index;

import java.util.Optional;

/// How much of a map has to be laid anew, by how far its data have drifted: the thresholds, and the
/// words for them.
///
/// Shares of a sample count as exceeded two deviations of chance above the threshold, so that few
/// data do not decide.
final class UpdateChoice {
  private static final double WARM_CHURN = .1;
  private static final double REFIT_CHURN = .5;
  private static final double WARM_NOVELTY = .02;
  private static final double REFIT_NOVELTY = .1;

  private UpdateChoice() {}

  /// The map is built from all its data again.
  ///
  /// @param level warm or refit
  record Anew(UpdateLevel level, String reason) {}

  /// What is known before the new data are looked at; empty where placing may do.
  ///
  /// @param relaxes whether the map has forces that positions can go on under
  static Optional<Anew> before(
      UpdatePolicy policy, UpdateReport.Drift drift, Comings comings, boolean relaxes) {
    if (policy == UpdatePolicy.REFIT) {
      return anew(UpdateLevel.REFIT, "asked for");
    }
    if (comings.there().isEmpty()) {
      return anew(UpdateLevel.REFIT, "nothing is left of the data that were there");
    }
    if (policy == UpdatePolicy.WARM) {
      return anew(UpdateLevel.WARM, "asked for");
    }
    if (policy != UpdatePolicy.AUTO || drift.churn() <= WARM_CHURN) {
      return Optional.empty();
    }
    boolean warm = relaxes && drift.churn() <= REFIT_CHURN;
    return anew(
        warm ? UpdateLevel.WARM : UpdateLevel.REFIT,
        "%s of the data came or went since the build, more than %s"
            .formatted(
                percent(drift.churn()), percent(relaxes && !warm ? REFIT_CHURN : WARM_CHURN)));
  }

  /// Where the new data are too unlike the others to be placed.
  ///
  /// @param sampled of how many of them novelty is known
  static Optional<Anew> novel(UpdateReport.Drift drift, int sampled, boolean relaxes) {
    if (drift.novelty() == null || drift.novelty() <= most(WARM_NOVELTY, sampled)) {
      return Optional.empty();
    }
    boolean warm = relaxes && drift.novelty() <= most(REFIT_NOVELTY, sampled);
    double passed = relaxes && !warm ? REFIT_NOVELTY : WARM_NOVELTY;
    return anew(
        warm ? UpdateLevel.WARM : UpdateLevel.REFIT,
        "%s of the new data are unlike those of the map, more than %s"
            .formatted(percent(drift.novelty()), percent(most(passed, sampled))));
  }

  private static double most(double share, int sampled) {
    return share + 2 * Math.sqrt(share / Math.max(1, sampled));
  }

  private static Optional<Anew> anew(UpdateLevel level, String reason) {
    return Optional.of(new Anew(level, reason));
  }

  private static String percent(double share) {
    return "%.0f %%".formatted(100 * share);
  }
}
