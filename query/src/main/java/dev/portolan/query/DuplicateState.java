package dev.portolan.query;

import dev.portolan.index.duplicates.DuplicateClass;
import dev.portolan.index.duplicates.Duplicates;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// Who is whose duplicate, put right for the data that are still there.
///
/// Places are those of [MapSnapshot#mapped()], in ascending ordinal.
final class DuplicateState {
  private final int[] retained;
  private final double[] distances;
  private final DuplicateClass[] classes;

  private DuplicateState(int[] retained, double[] distances) {
    this.retained = retained;
    this.distances = distances;
    this.classes = DuplicateClass.of(retained);
  }

  /// What was found, by row of the data it was found among.
  private interface Found {
    /// Ordinal of the retained datum.
    int of(int row);

    double distance(int row);
  }

  /// Whether the build looked for duplicates.
  static boolean present(MapSnapshot map) {
    int[] of = map.columns().duplicateOf();
    return of.length == 0 || of[0] >= 0;
  }

  /// As the build found them.
  ///
  /// @throws IllegalStateException when it looked for none
  static DuplicateState of(MapSnapshot map) {
    requirePresent(map);
    Found stored =
        new Found() {
          @Override
          public int of(int row) {
            return map.columns().duplicateOf()[row];
          }

          @Override
          public double distance(int row) {
            return map.columns().duplicateDistance()[row];
          }
        };
    return of(map.mapped().ordinals(), map.rows(), stored);
  }

  static void requirePresent(MapSnapshot map) {
    if (!present(map)) {
      throw new IllegalStateException(
          "map '%s' was built without looking for duplicates; build it with a duplicate cutoff"
              .formatted(map.name()));
    }
  }

  /// As found at another cutoff.
  ///
  /// @param ordinals the data that were looked at, ascending; others are their own
  static DuplicateState of(MapSnapshot map, Duplicates duplicates, int[] ordinals) {
    int[] mapped = map.mapped().ordinals();
    int[] rows = new int[mapped.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.binarySearch(ordinals, mapped[i]);
    }
    Found found =
        new Found() {
          @Override
          public int of(int row) {
            return ordinals[duplicates.duplicateOf()[row]];
          }

          @Override
          public double distance(int row) {
            return duplicates.distance()[row];
          }
        };
    return of(mapped, rows, found);
  }

  /// @param rows of the mapped data among those looked at; negative where a datum was not
  private static DuplicateState of(int[] mapped, int[] rows, Found found) {
    int[] retained = new int[mapped.length];
    double[] distances = new double[mapped.length];
    Map<Integer, Integer> heirs = new HashMap<>();
    for (int i = 0; i < mapped.length; i++) {
      int of = rows[i] < 0 ? mapped[i] : found.of(rows[i]);
      int place = Arrays.binarySearch(mapped, of);
      if (place < 0) {
        place = heirs.computeIfAbsent(of, heir(i));
      }
      retained[i] = place;
      distances[i] = place == i ? 0 : found.distance(rows[i]);
    }
    return new DuplicateState(retained, distances);
  }

  private static Function<Integer, Integer> heir(int place) {
    return _ -> place;
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
}
