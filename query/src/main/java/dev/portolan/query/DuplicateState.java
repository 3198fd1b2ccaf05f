package dev.portolan.query;

import dev.portolan.index.duplicates.DuplicateClass;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The stored duplicate columns, put right for the data that are still there.
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

  /// Whether the build looked for duplicates.
  static boolean present(MapSnapshot map) {
    int[] of = map.columns().duplicateOf();
    return of.length == 0 || of[0] >= 0;
  }

  static DuplicateState of(MapSnapshot map) {
    if (!present(map)) {
      throw new IllegalStateException(
          "map '%s' was built without looking for duplicates; build it with a duplicate cutoff"
              .formatted(map.name()));
    }
    int[] ordinals = map.mapped().ordinals();
    int[] rows = map.rows();
    int[] retained = new int[ordinals.length];
    double[] distances = new double[ordinals.length];
    Map<Integer, Integer> heirs = new HashMap<>();
    for (int i = 0; i < ordinals.length; i++) {
      int of = map.columns().duplicateOf()[rows[i]];
      int place = Arrays.binarySearch(ordinals, of);
      if (place < 0) {
        place = heirs.computeIfAbsent(of, heir(i));
      }
      retained[i] = place;
      distances[i] = place == i ? 0 : map.columns().duplicateDistance()[rows[i]];
    }
    return new DuplicateState(retained, distances);
  }

  private static java.util.function.Function<Integer, Integer> heir(int place) {
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
}
