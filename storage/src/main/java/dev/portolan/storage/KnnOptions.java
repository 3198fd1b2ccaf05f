package dev.portolan.storage;

/// What a search by vector wants.
///
/// @param k how many data, at least 1
/// @param effort how many candidates a search of the graph keeps (efSearch); at least `k` are kept
/// @param way how they are found
/// @param within only these data, or null for all
/// @param farthest only data at most so far, in the dataset's metric
/// @param deadline when to give up
public record KnnOptions(
    int k, int effort, Way way, Selected within, double farthest, Deadline deadline) {
  public static final int DEFAULT_EFFORT = 64;

  public KnnOptions {
    if (k < 1) {
      throw new IllegalArgumentException("k is %d: ask for at least 1 datum".formatted(k));
    }
    if (Double.isNaN(farthest)) {
      throw new IllegalArgumentException("the farthest distance is NaN: give a number");
    }
  }

  /// The nearest of all data, as the graph finds them.
  public static KnnOptions of(int k) {
    return new KnnOptions(
        k, DEFAULT_EFFORT, Way.CHEAPEST, null, Double.POSITIVE_INFINITY, Deadline.none());
  }

  public KnnOptions within(Selected data) {
    return new KnnOptions(k, effort, way, data, farthest, deadline);
  }

  public KnnOptions effort(int candidates) {
    return new KnnOptions(k, candidates, way, within, farthest, deadline);
  }

  public KnnOptions way(Way other) {
    return new KnnOptions(k, effort, other, within, farthest, deadline);
  }

  /// How the nearest are found.
  public enum Way {
    /// Whichever costs less for as many data as there are to choose from.
    CHEAPEST,
    /// Every vector is measured: the true nearest.
    SCAN,
    /// The graph is walked, however few data there are to choose from.
    GRAPH
  }
}
