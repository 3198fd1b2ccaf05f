package dev.portolan.index.duplicates;

import java.util.Arrays;

/// What a datum is among its duplicates: exactly one of three.
public enum DuplicateClass {
  /// Retained, and nobody joined it.
  SINGLETON("singleton"),
  /// Retained, and at least one younger datum is its duplicate.
  RETENTION_CANDIDATE("retention candidate"),
  /// Within the cutoff of an older retained datum.
  DELETION_CANDIDATE("deletion candidate");

  private final String label;

  DuplicateClass(String label) {
    this.label = label;
  }

  /// The name as exports and filters write it.
  public String label() {
    return label;
  }

  /// The class of every row.
  ///
  /// @param duplicateOf `[n]`, the row of the retained datum; a retained row names itself
  public static DuplicateClass[] of(int[] duplicateOf) {
    DuplicateClass[] classes = new DuplicateClass[duplicateOf.length];
    Arrays.fill(classes, SINGLETON);
    for (int row = 0; row < duplicateOf.length; row++) {
      if (duplicateOf[row] != row) {
        classes[row] = DELETION_CANDIDATE;
        classes[duplicateOf[row]] = RETENTION_CANDIDATE;
      }
    }
    return classes;
  }
}
