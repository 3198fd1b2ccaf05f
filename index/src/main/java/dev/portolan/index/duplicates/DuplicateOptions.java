package dev.portolan.index.duplicates;

/// How duplicates are found. Immutable.
///
/// @param cutoff how near they are
/// @param retention who of a cluster stays
/// @param exact whether all pairs are compared, for at most [#MOST_EXACT] data: then nothing
///   depends on neighbour lists, and nobody within the cutoff of another is left
public record DuplicateOptions(DuplicateCutoff cutoff, Retention retention, boolean exact) {
  /// `5·10⁹` pairs, minutes on two cores.
  public static final int MOST_EXACT = 100_000;

  /// Up to here all pairs are compared whether asked for or not: it takes a tenth of a second.
  private static final int ALWAYS_EXACT = 4096;

  public static DuplicateOptions defaults() {
    return at(new DuplicateCutoff.Default());
  }

  /// By the default rule at some cutoff.
  public static DuplicateOptions at(DuplicateCutoff cutoff) {
    return new DuplicateOptions(cutoff, new Retention.Oldest(), false);
  }

  /// The same at another cutoff.
  public DuplicateOptions with(DuplicateCutoff other) {
    return new DuplicateOptions(other, retention, exact);
  }

  /// These options for so many data: few are always compared all with all.
  ///
  /// @throws IllegalArgumentException when all pairs are asked for and there are too many
  public DuplicateOptions settled(int data) {
    if (exact && data > MOST_EXACT) {
      throw new IllegalArgumentException(
          "exact duplicates compare all pairs, for at most %,d data; there are %,d: leave it out, the audit says how many pairs were found"
              .formatted(MOST_EXACT, data));
    }
    return new DuplicateOptions(cutoff, retention, exact || data <= ALWAYS_EXACT);
  }
}
