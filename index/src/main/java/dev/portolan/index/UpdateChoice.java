package dev.portolan.index;

import java.util.Optional;

/// How much of a map has to be laid anew, by how far its data have drifted: the thresholds, and the
/// words for them.
///
/// Shares of a sample count as exceeded two deviations of chance above the threshold, and by five
/// data at least, so that few do not decide.
final class UpdateChoice {
  private static final double WARM_CHURN = .1;
  private static final double REFIT_CHURN = .5;
  private static final double WARM_NOVELTY = .02;
  private static final double REFIT_NOVELTY = .1;
  private static final int LEAST_NOVEL = 5;

  private UpdateChoice() {}

  /// The map is built from all its data again.
  ///
  /// @param level warm or refit
  record Anew(UpdateLevel level, String reason) {}

  /// What is known before the new data are looked at; empty where less may do.
  static Optional<Anew> before(UpdatePolicy policy, UpdateReport.Drift drift, Comings comings) {
    if (policy == UpdatePolicy.REFIT) {
      return anew(UpdateLevel.REFIT, "asked for");
    }
    if (comings.there().isEmpty()) {
      return anew(UpdateLevel.REFIT, "nothing is left of the data that were there");
    }
    if (policy == UpdatePolicy.WARM) {
      return anew(UpdateLevel.WARM, "asked for");
    }
    boolean asked = policy != UpdatePolicy.AUTO;
    return asked || drift.churn() <= REFIT_CHURN
        ? Optional.empty()
        : anew(UpdateLevel.REFIT, churned(drift, REFIT_CHURN));
  }

  /// Whether so much came and went that placing will not do, whatever it is like.
  static boolean muchChurn(UpdateReport.Drift drift) {
    return drift.churn() > WARM_CHURN;
  }

  /// Where the new data are too many, or too unlike the others, to be placed.
  ///
  /// @param sampled of how many of them novelty is known
  static Optional<Anew> after(UpdateReport.Drift drift, int sampled, boolean relaxes) {
    if (novel(drift, REFIT_NOVELTY, sampled)) {
      return anew(UpdateLevel.REFIT, unlike(drift, REFIT_NOVELTY, sampled));
    }
    UpdateLevel least = relaxes ? UpdateLevel.WARM : UpdateLevel.REFIT;
    if (muchChurn(drift)) {
      return anew(least, churned(drift, WARM_CHURN));
    }
    return novel(drift, WARM_NOVELTY, sampled)
        ? anew(least, unlike(drift, WARM_NOVELTY, sampled))
        : Optional.empty();
  }

  private static boolean novel(UpdateReport.Drift drift, double share, int sampled) {
    return drift.novelty() != null
        && drift.novelty() * sampled >= LEAST_NOVEL
        && drift.novelty() > most(share, sampled);
  }

  private static String unlike(UpdateReport.Drift drift, double share, int sampled) {
    return "%s of the new data are unlike those of the map, more than %s"
        .formatted(percent(drift.novelty()), percent(most(share, sampled)));
  }

  private static String churned(UpdateReport.Drift drift, double share) {
    return "%s of the data came or went since the build, more than %s"
        .formatted(percent(drift.churn()), percent(share));
  }

  /// Two deviations of chance above a share.
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
