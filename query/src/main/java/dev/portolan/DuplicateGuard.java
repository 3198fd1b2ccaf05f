package dev.portolan;

import dev.portolan.storage.Metric;

/// What becomes of data that are duplicates when they are added: of one that is there, on a map or
/// not, or of one that comes before them in the same call.
///
/// @see Dataset#add(Iterable, DuplicateGuard)
public sealed interface DuplicateGuard {
  /// Distance within which a datum is a duplicate: by cosine, of a euclidean dataset by its own.
  double cutoff();

  /// None of the data is added when one of them is a duplicate.
  record Refuse(double cutoff) implements DuplicateGuard {
    public Refuse {
      require(cutoff);
    }
  }

  /// Duplicates are left out.
  record Skip(double cutoff) implements DuplicateGuard {
    public Skip {
      require(cutoff);
    }
  }

  /// All are added, duplicates with a tag, which is made where there is none.
  record Tag(double cutoff, String name) implements DuplicateGuard {
    public Tag {
      require(cutoff);
    }
  }

  private static void require(double cutoff) {
    if (!(cutoff >= 0) || Double.isInfinite(cutoff)) {
      throw new IllegalArgumentException(
          "duplicate cutoff is %s; give a distance from 0 up".formatted(cutoff));
    }
  }

  /// @throws IllegalArgumentException when the cutoff is none of the metric
  default void checkFor(Metric metric) {
    if (metric != Metric.EUCLIDEAN && cutoff() > 2) {
      throw new IllegalArgumentException(
          "duplicate cutoff is %s, cosine distance ends at 2; give a distance between 0 and 2"
              .formatted(cutoff()));
    }
  }
}
