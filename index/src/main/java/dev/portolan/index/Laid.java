package dev.portolan.index;

import dev.portolan.projection.Portion;
import dev.portolan.projection.Positions;
import dev.portolan.projection.Progress;
import dev.portolan.projection.Projection;

/// How the rows of an update lie, and why so.
///
/// @param level place or relax
/// @param kept share of their true neighbours that fresh data keep; null where nothing is fresh
record Laid(Positions positions, UpdateLevel level, String reason, Double kept) {
  /// Placed data that keep less than so much of what the build kept are relaxed.
  private static final double RELAX = .9;

  /// Less than so much, even then, and the map no longer fits its data.
  private static final double FIT = .8;

  /// Deviation of the share of its neighbours that one datum keeps, about.
  private static final double DEVIATION = .25;

  /// The least that will do, as the policy allows.
  ///
  /// @param built share of their neighbours that data kept at the build
  static Laid of(
      NewPlaces places, MapColumns then, double built, UpdatePolicy policy, Progress progress) {
    Positions placed = places.placed(then, new Portion(progress, 0, .4));
    int fresh = places.newcomers().count();
    if (fresh == 0) {
      return new Laid(placed, UpdateLevel.PLACE, "nothing came", null);
    }
    NewPlaces.Truth truth = places.ofFresh();
    int threads = places.options().threads();
    double kept = truth.kept(placed, threads);
    double enough = RELAX * built - noise(fresh);
    boolean poor = placed.projection() instanceof Projection.Umap && kept < enough;
    if (policy != UpdatePolicy.RELAX && !(policy == UpdatePolicy.AUTO && poor)) {
      String reason = policy == UpdatePolicy.AUTO ? "little changed since the build" : "asked for";
      return new Laid(placed, UpdateLevel.PLACE, reason, kept);
    }
    Positions relaxed = places.relaxed(placed, new Portion(progress, .4, 1));
    double better = truth.kept(relaxed, threads);
    if (policy == UpdatePolicy.AUTO && better <= kept) {
      return new Laid(placed, UpdateLevel.PLACE, "relaxing made nothing better", kept);
    }
    String reason =
        policy == UpdatePolicy.AUTO
            ? "placed, new data kept %.0f %% of their neighbours, less than %.0f %%"
                .formatted(100 * kept, 100 * enough)
            : "asked for";
    return new Laid(relaxed, UpdateLevel.RELAX, reason, better);
  }

  /// Whether the fresh data lie so badly that the map has to be built from all its data again.
  boolean misfit(double built, int fresh) {
    return kept != null && kept < FIT * built - noise(fresh);
  }

  /// Two deviations of chance of a share over so many fresh data.
  private static double noise(int fresh) {
    return 2 * DEVIATION / Math.sqrt(Math.min(fresh, NewPlaces.SAMPLE));
  }
}
