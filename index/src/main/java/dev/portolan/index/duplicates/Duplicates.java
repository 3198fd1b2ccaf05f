package dev.portolan.index.duplicates;

/// Every datum's place among its duplicates: of whom, how near, and why that is trusted.
///
/// The first wins, the oldest unless another [Retention] was asked for: a datum within the cutoff
/// of a *retained* datum that ranks before it is a deletion candidate of the nearest such (ties:
/// the first). Its distance is the reason. Rows are data by age. Immutable by convention (arrays
/// are not copied); safe for many threads.
///
/// @param cutoff distance in the metric's unit, inclusive; NaN when detection was off
/// @param duplicateOf `[n]`, the row of the retained datum; a retained datum names itself
/// @param distance `[n]`, to that datum; 0 when retained
/// @param component `[n]`, the first row of the component; within one, all pairs that decide were
///   compared
/// @param edges the near pairs, for other cutoffs
public record Duplicates(
    double cutoff, int[] duplicateOf, double[] distance, int[] component, DuplicateEdges edges) {
  /// How many data are what.
  ///
  /// @param singletons retained, alone
  /// @param clusters retained, with at least one duplicate
  /// @param deletionCandidates near an older retained datum
  public record Counts(int singletons, int clusters, int deletionCandidates) {}

  /// Everybody retained, because nobody looked.
  public static Duplicates off(int n) {
    DuplicateEdges edges = DuplicateEdges.unsearched(n);
    return new Duplicates(
        Double.NaN, edges.copyOf().clone(), new double[n], edges.copyOf().clone(), edges);
  }

  public int size() {
    return duplicateOf.length;
  }

  /// Whether detection was on.
  public boolean searched() {
    return !Double.isNaN(cutoff);
  }

  /// The class of every row.
  public DuplicateClass[] classes() {
    return DuplicateClass.of(duplicateOf);
  }

  public Counts counts() {
    int singletons = 0;
    int clusters = 0;
    int candidates = 0;
    for (DuplicateClass each : classes()) {
      switch (each) {
        case SINGLETON -> singletons++;
        case RETENTION_CANDIDATE -> clusters++;
        case DELETION_CANDIDATE -> candidates++;
      }
    }
    return new Counts(singletons, clusters, candidates);
  }
}
