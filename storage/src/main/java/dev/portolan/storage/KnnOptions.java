package dev.portolan.storage;

/// What a search by vector wants.
///
/// @param k how many data, at least 1
/// @param effort how many candidates a search of the graph keeps (efSearch); at least `k` are kept
/// @param exact whether every vector is measured, whatever it costs
/// @param within only these data, or null for all
/// @param farthest only data at most so far, in the dataset's metric
/// @param deadline when to give up
public record KnnOptions(
    int k, int effort, boolean exact, Selected within, double farthest, Deadline deadline) {
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
        k, DEFAULT_EFFORT, false, null, Double.POSITIVE_INFINITY, Deadline.none());
  }

  public KnnOptions within(Selected data) {
    return new KnnOptions(k, effort, exact, data, farthest, deadline);
  }

  public KnnOptions effort(int candidates) {
    return new KnnOptions(k, candidates, exact, within, farthest, deadline);
  }

  public KnnOptions exactly() {
    return new KnnOptions(k, effort, true, within, farthest, deadline);
  }
}
