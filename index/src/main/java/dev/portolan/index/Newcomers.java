package dev.portolan.index;

import dev.portolan.projection.Progress;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The fresh data of an update, or a sample of them, and their nearest among those who were there.
///
/// @param ordinals `[m]`, ascending
/// @param vectors of them
/// @param nearest of each of them
/// @param all of each of them the nearest of all data, itself among them, 12 bytes each; null where
///   those were not looked at
record Newcomers(int[] ordinals, List<float[]> vectors, Nearest[] nearest, Nearest[] all) {
  private static final int PART = 256;

  /// @param most so many are looked at, spread evenly
  /// @param neighbors among those who were there
  static Newcomers of(
      DataSnapshot data, Comings comings, MappedNeighbors neighbors, int most, Progress progress) {
    int[] fresh = spread(comings.fresh().ordinals(), most);
    List<float[]> vectors = Arrays.stream(fresh).mapToObj(data::latent).toList();
    Nearest[] nearest = new Nearest[fresh.length];
    Nearest[] all = new Nearest[fresh.length];
    // Part by part, so that a cancel is seen.
    for (int from = 0; from < nearest.length; from += PART) {
      progress.check();
      progress.advance(from, nearest.length);
      int to = Math.min(nearest.length, from + PART);
      MappedNeighbors.Seen[] seen = neighbors.seen(vectors.subList(from, to));
      for (int i = from; i < to; i++) {
        nearest[i] = seen[i - from].mapped();
        all[i] = seen[i - from].all();
      }
    }
    return new Newcomers(fresh, vectors, nearest, all);
  }

  /// The `k` nearest others of a datum among all, where it is one of these and they were looked at.
  Optional<Nearest> others(int ordinal, int k) {
    int i = Arrays.binarySearch(ordinals, ordinal);
    if (i < 0 || all[i] == null) {
      return Optional.empty();
    }
    Nearest others = all[i].without(ordinal);
    return others.size() < k ? Optional.empty() : Optional.of(others.first(k));
  }

  int count() {
    return ordinals.length;
  }

  /// At most so many of some values, spread evenly.
  static int[] spread(int[] values, int most) {
    int[] some = new int[Math.min(values.length, most)];
    Arrays.setAll(some, i -> values[(int) ((long) i * values.length / some.length)]);
    return some;
  }
}
