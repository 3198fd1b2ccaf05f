package dev.portolan.query;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.DuplicateSearch;
import dev.portolan.index.MapScan;
import dev.portolan.index.duplicates.DuplicateClass;
import dev.portolan.index.duplicates.DuplicateCutoff;
import dev.portolan.index.duplicates.Duplicates;
import dev.portolan.index.duplicates.EdgeScan;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntPredicate;

/// The duplicates on a map: what each datum is, of whom, and which could go.
///
/// At the cutoff the map was built with, unless another is asked for: [#at] answers from the pairs
/// that the build kept, [#search] for any cutoff. Data that were deleted or changed since the build
/// are as if they had never been there: whoever was a duplicate of one of them alone is retained.
public final class MapDuplicates {
  private final MapView view;
  private final Function<MapSnapshot, DuplicateState> finding;

  /// Empty for the map's own.
  private final OptionalDouble cutoff;

  public MapDuplicates(MapView view) {
    this(view, DuplicateState::of, OptionalDouble.empty());
  }

  private MapDuplicates(
      MapView view, Function<MapSnapshot, DuplicateState> finding, OptionalDouble cutoff) {
    this.view = view;
    this.finding = finding;
    this.cutoff = cutoff;
  }

  /// Of whom a vector would be a duplicate.
  ///
  /// @param retained id of the datum whose cluster it would join
  /// @param distance to it, at most the cutoff
  public record Match(String retained, double distance) {}

  /// What a cutoff would do.
  ///
  /// @param candidates data that could be deleted
  /// @param clusters of two or more data
  public record AtCutoff(double cutoff, int candidates, int clusters) {}

  /// The duplicates at another cutoff, without a new search: the rule is applied to the pairs that
  /// the build kept, at each question.
  ///
  /// O(data + pairs) a question, 32 pairs a datum at most.
  ///
  /// @param cutoff in the map's metric, inclusive, at most the [#ceiling]
  /// @throws IllegalArgumentException above the ceiling, when it is asked
  /// @throws IllegalStateException when the build looked for no duplicates, when it is asked
  public MapDuplicates at(double cutoff) {
    return new MapDuplicates(
        view,
        map -> {
          DuplicateState.requirePresent(map);
          return DuplicateState.of(map, map.nearPairs(), cutoff);
        },
        OptionalDouble.of(cutoff));
  }

  /// The duplicates at any cutoff, by a new search among the data mapped now; nothing is published.
  /// Data mapped later are singletons.
  ///
  /// Costs the neighbour graph of a build and its search for duplicates.
  ///
  /// @throws java.util.concurrent.CancellationException when the monitor says so
  public MapDuplicates search(double cutoff, BuildMonitor monitor) {
    DuplicateCutoff absolute = new DuplicateCutoff.Absolute(cutoff);
    return view.read(map -> {
      Duplicates found =
          DuplicateSearch.among(map.dataSnapshot(), map.mapped(), map.options(), absolute, monitor);
      int[] ordinals = map.mapped().ordinals();
      EdgeScan pairs = found.edges().scan();
      return new MapDuplicates(
          view,
          later -> DuplicateState.of(later, found, ordinals, pairs),
          OptionalDouble.of(cutoff));
    });
  }

  /// The largest cutoff that [#at] answers; −1 where the build looked for no duplicates.
  public double ceiling() {
    return view.read(map -> map.nearPairs().ceiling());
  }

  /// How many data would go at each of about 16 cutoffs from 0 (exact copies) to the [#ceiling].
  ///
  /// @throws IllegalStateException when the build looked for no duplicates
  public List<AtCutoff> curve() {
    return view.read(map -> {
      DuplicateState.requirePresent(map);
      EdgeScan pairs = map.nearPairs();
      List<AtCutoff> curve = new ArrayList<>();
      for (double cutoff : CutoffSteps.upTo(pairs.ceiling(), map.report().duplicates().cutoff())) {
        DuplicateState state = DuplicateState.of(map, pairs, cutoff);
        curve.add(
            new AtCutoff(
                cutoff,
                state.count(DuplicateClass.DELETION_CANDIDATE),
                state.count(DuplicateClass.RETENTION_CANDIDATE)));
      }
      return curve;
    });
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

  /// The same as flat columns, a value per mapped datum, oldest first.
  ///
  /// @param classes what each is
  /// @param retained place of the datum that stays, its own where it is retained
  /// @param distances to that one
  public record Columns(DuplicateClass[] classes, int[] retained, double[] distances) {}

  /// 16 bytes per datum.
  ///
  /// @throws IllegalStateException when the build looked for no duplicates
  public Columns columns() {
    return view.read(map -> finding.apply(map).columns());
  }

  /// Every mapped datum, oldest first.
  ///
  /// @throws IllegalStateException when the build looked for no duplicates
  public List<PerDatum> perDatum() {
    return view.read(map -> {
      DuplicateState state = finding.apply(map);
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
      DuplicateState state = finding.apply(map);
      return selected(map, place -> state.duplicateClass(place) == duplicateClass);
    });
  }

  /// The cluster that a datum belongs to, itself included; a singleton's is itself.
  ///
  /// @throws IllegalArgumentException when there is no such datum, or it is not on the map
  public DatumSet clusterOf(String id) {
    return view.read(map -> {
      DuplicateState state = finding.apply(map);
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

  /// Whose duplicate a vector would be if it were added now: of the nearest retained datum within
  /// the cutoff (ties: the older), or of nobody. Nothing is inserted.
  ///
  /// @throws IllegalArgumentException when it does not fit dataset or map
  public Optional<Match> check(float[] vector) {
    return check(List.of(vector)).getFirst();
  }

  /// Each vector as if it were alone; exact, one pass over the mapped data for all of them.
  ///
  /// `n·vectors·d` multiplications on all cores.
  ///
  /// @return in the order of the vectors
  /// @throws IllegalArgumentException when one does not fit dataset or map
  /// @throws IllegalStateException when the build looked for no duplicates
  public List<Optional<Match>> check(List<float[]> vectors) {
    return view.read(map -> {
      DuplicateState state = finding.apply(map);
      DatumSet retained = selected(map, place -> state.retained(place) == place);
      double within = cutoff.orElseGet(() -> map.report().duplicates().cutoff());
      DataSnapshot data = map.dataSnapshot();
      return Arrays.stream(MapScan.nearest(data, retained, map.metric(), vectors, 1))
          .map(nearest ->
              nearest.size() == 0 || nearest.distances()[0] > within
                  ? Optional.<Match>empty()
                  : Optional.of(new Match(data.id(nearest.ordinals()[0]), nearest.distances()[0])))
          .toList();
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
      DuplicateState state = finding.apply(map);
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
