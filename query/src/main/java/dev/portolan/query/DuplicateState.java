package dev.portolan.query;

import dev.portolan.index.duplicates.DuplicateClass;
import dev.portolan.index.duplicates.Duplicates;
import dev.portolan.index.duplicates.EdgeScan;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Who is whose duplicate among the data that are there now.
///
/// Places are those of [MapSnapshot#mapped()], in ascending ordinal. Where data were deleted or
/// left out since the duplicates were found, the rule is applied anew to the pairs that were kept,
/// as if these data had never been there. Beyond the ceiling of the pairs an heir, the first in
/// rank of those left, takes the place of a retained datum that is gone.
final class DuplicateState {
  private final int[] retained;
  private final double[] distances;
  private final DuplicateClass[] classes;

  private DuplicateState(int[] retained, double[] distances) {
    this.retained = retained;
    this.distances = distances;
    this.classes = DuplicateClass.of(retained);
  }

  /// Whether the build looked for duplicates.
  static boolean present(MapSnapshot map) {
    int[] of = map.columns().duplicateOf();
    return of.length == 0 || of[0] >= 0;
  }

  /// @throws IllegalStateException when the build looked for none
  static void requirePresent(MapSnapshot map) {
    if (!present(map)) {
      throw new IllegalStateException(
          "map '%s' was built without looking for duplicates; build it with a duplicate cutoff"
              .formatted(map.name()));
    }
  }

  /// At the cutoff of the build.
  ///
  /// @throws IllegalStateException when it looked for none
  static DuplicateState of(MapSnapshot map) {
    requirePresent(map);
    int[] ordinals = map.generation().rows().ordinals();
    Found stored =
        new Found() {
          @Override
          public int row(int row) {
            return Arrays.binarySearch(ordinals, map.columns().duplicateOf()[row]);
          }

          @Override
          public double distance(int row) {
            return map.columns().duplicateDistance()[row];
          }
        };
    Double cutoff = map.report().duplicates().cutoff();
    return new Places(map, ordinals).state(stored, cutoff == null ? 0 : cutoff, map::nearPairs);
  }

  /// At another cutoff, from the pairs that the build kept.
  ///
  /// @throws IllegalArgumentException above their ceiling
  static DuplicateState of(MapSnapshot map, EdgeScan pairs, double cutoff) {
    Places places = new Places(map, map.generation().rows().ordinals());
    return places.state(Found.of(pairs.at(cutoff, places::live)));
  }

  /// As a search found them.
  ///
  /// @param ordinals the data that it looked at, ascending; others are their own
  /// @param pairs that it kept
  static DuplicateState of(MapSnapshot map, Duplicates found, int[] ordinals, EdgeScan pairs) {
    return new Places(map, ordinals).state(Found.of(found), found.cutoff(), () -> pairs);
  }

  MapDuplicates.Columns columns() {
    return new MapDuplicates.Columns(classes, retained, distances);
  }

  int retained(int place) {
    return retained[place];
  }

  double distance(int place) {
    return distances[place];
  }

  DuplicateClass duplicateClass(int place) {
    return classes[place];
  }

  /// How many data are this.
  int count(DuplicateClass wanted) {
    return (int) Arrays.stream(classes).filter(each -> each == wanted).count();
  }

  /// What was found, by row of the data it was found among.
  private interface Found {
    /// Row of the retained datum.
    int row(int row);

    double distance(int row);

    static Found of(Duplicates duplicates) {
      return new Found() {
        @Override
        public int row(int row) {
          return duplicates.duplicateOf()[row];
        }

        @Override
        public double distance(int row) {
          return duplicates.distance()[row];
        }
      };
    }
  }

  /// Where the data that were looked at stand among the mapped ones.
  private static final class Places {
    private final int mapped;
    private final int[] placeOf;
    private final boolean whole;

    /// @param ordinals `[rows]`, the data looked at, ascending
    Places(MapSnapshot map, int[] ordinals) {
      int[] places = map.mapped().ordinals();
      mapped = places.length;
      placeOf = new int[ordinals.length];
      int live = 0;
      for (int row = 0, place = 0; row < ordinals.length; row++) {
        while (place < mapped && places[place] < ordinals[row]) {
          place++;
        }
        boolean there = place < mapped && places[place] == ordinals[row];
        placeOf[row] = there ? place : -1;
        live += there ? 1 : 0;
      }
      whole = live == ordinals.length;
    }

    boolean live(int row) {
      return placeOf[row] >= 0;
    }

    /// @param pairs asked for only when data are gone
    DuplicateState state(Found found, double cutoff, Supplier<EdgeScan> pairs) {
      if (whole) {
        return state(found);
      }
      EdgeScan kept = pairs.get();
      return cutoff <= kept.ceiling()
          ? state(Found.of(kept.at(cutoff, this::live)))
          : inherited(found, kept.order());
    }

    /// @param found nobody's duplicate of a datum that is gone
    DuplicateState state(Found found) {
      int[] retained = new int[mapped];
      double[] distances = new double[mapped];
      Arrays.setAll(retained, place -> place);
      for (int row = 0; row < placeOf.length; row++) {
        if (live(row)) {
          retained[placeOf[row]] = placeOf[found.row(row)];
          distances[placeOf[row]] = found.distance(row);
        }
      }
      return new DuplicateState(retained, distances);
    }

    private DuplicateState inherited(Found found, int[] order) {
      Map<Integer, Integer> heirs = new HashMap<>();
      for (int row : order) {
        if (live(row) && !live(found.row(row))) {
          heirs.putIfAbsent(found.row(row), row);
        }
      }
      return state(
          new Found() {
            @Override
            public int row(int row) {
              return heirs.getOrDefault(found.row(row), found.row(row));
            }

            @Override
            public double distance(int row) {
              return row(row) == row ? 0 : found.distance(row);
            }
          });
    }
  }
}
