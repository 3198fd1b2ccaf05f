package dev.portolan.query;

import dev.portolan.index.duplicates.DuplicateClass;
import dev.portolan.storage.DatumSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/// The duplicates on a map: what each datum is, of whom, and which could go.
///
/// Where the retained datum of a cluster was deleted or changed since the build, the oldest datum
/// left takes its place.
public final class MapDuplicates {
  private final MapView view;

  public MapDuplicates(MapView view) {
    this.view = view;
  }

  /// One datum among its duplicates.
  ///
  /// @param clusterId id of the retained datum; a singleton's own
  /// @param distance to the retained datum, the reason of a deletion candidate; 0 where it is
  ///   retained
  public record PerDatum(
      String id, DuplicateClass duplicateClass, String clusterId, double distance) {}

  /// Data that are duplicates of one.
  ///
  /// @param retained who stays
  /// @param members ordinals, the retained one first, then by age
  public record Cluster(String retained, int[] members) {}

  /// Every mapped datum, oldest first.
  ///
  /// @throws IllegalStateException when the build looked for no duplicates
  public List<PerDatum> perDatum() {
    return view.read(map -> {
      DuplicateState state = DuplicateState.of(map);
      int[] ordinals = map.mapped().ordinals();
      String[] ids = map.dataSnapshot().ids(ordinals);
      List<PerDatum> rows = new ArrayList<>(ids.length);
      for (int i = 0; i < ids.length; i++) {
        rows.add(
            new PerDatum(
                ids[i], state.duplicateClass(i), ids[state.retained(i)], state.distance(i)));
      }
      return rows;
    });
  }

  /// The data that could be deleted: removing them leaves one datum of every cluster.
  public DatumSet deletionCandidates() {
    return of(DuplicateClass.DELETION_CANDIDATE);
  }

  /// The mapped data that are this among their duplicates.
  ///
  /// @throws IllegalStateException when the build looked for no duplicates
  public DatumSet of(DuplicateClass duplicateClass) {
    return view.read(map -> {
      DuplicateState state = DuplicateState.of(map);
      return selected(map, place -> state.duplicateClass(place) == duplicateClass);
    });
  }

  /// The cluster that a datum belongs to, itself included; a singleton's is itself.
  ///
  /// @throws IllegalArgumentException when there is no such datum, or it is not on the map
  public DatumSet clusterOf(String id) {
    return view.read(map -> {
      DuplicateState state = DuplicateState.of(map);
      int ordinal = map.dataSnapshot().ordinals(List.of(id))[0];
      int place = Arrays.binarySearch(map.mapped().ordinals(), ordinal);
      if (place < 0) {
        throw new IllegalArgumentException(
            "datum '%s' is not on map '%s'; build the map again to see its duplicates"
                .formatted(id, map.name()));
      }
      int retained = state.retained(place);
      return selected(map, other -> state.retained(other) == retained);
    });
  }

  /// @param test asked for each place of the mapped data
  private static DatumSet selected(MapSnapshot map, IntPredicate test) {
    int[] ordinals = map.mapped().ordinals();
    return DatumSet.collect(
        map.dataSnapshot().dataset(),
        sink -> {
          for (int place = 0; place < ordinals.length; place++) {
            if (test.test(place)) {
              sink.accept(ordinals[place]);
            }
          }
        });
  }

  /// Clusters of two or more data, largest first, ties by age of the retained datum.
  public List<Cluster> clusters() {
    return view.read(map -> {
      DuplicateState state = DuplicateState.of(map);
      int[] ordinals = map.mapped().ordinals();
      Map<Integer, List<Integer>> members = new LinkedHashMap<>();
      for (int i = 0; i < ordinals.length; i++) {
        if (state.duplicateClass(i) != DuplicateClass.SINGLETON) {
          List<Integer> cluster =
              members.computeIfAbsent(state.retained(i), _ -> new ArrayList<>());
          cluster.add(state.retained(i) == i ? 0 : cluster.size(), ordinals[i]);
        }
      }
      return members.entrySet().stream()
          .sorted(
              Comparator.<Map.Entry<Integer, List<Integer>>>comparingInt(
                      cluster -> -cluster.getValue().size())
                  .thenComparing(Map.Entry::getKey))
          .map(cluster ->
              new Cluster(
                  map.dataSnapshot().id(ordinals[cluster.getKey()]),
                  cluster.getValue().stream().mapToInt(Integer::intValue).toArray()))
          .toList();
    });
  }
}
