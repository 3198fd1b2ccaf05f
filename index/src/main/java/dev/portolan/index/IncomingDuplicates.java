package dev.portolan.index;

import dev.portolan.index.duplicates.VectorBlock;
import dev.portolan.projection.VectorMetric;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.KnnOptions;
import dev.portolan.storage.Latent;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Nearest;
import dev.portolan.storage.Selected;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Which of the data that come are duplicates: of one that is there, or of one that came before
/// them.
///
/// What is there is asked by the graph of the store (a dot dataset, whose duplicates go by cosine,
/// is scanned); what comes together is compared pair by pair. Distances are measured in double.
public final class IncomingDuplicates {
  private static final int EFFORT = 128;

  private final DataSnapshot data;
  private final double cutoff;
  private final VectorMetric metric;

  /// A datum and what it would be a duplicate of.
  ///
  /// @param of id of the nearest datum within the cutoff; ties go to the one that came first
  public record Match(Datum datum, String of, double distance) {}

  /// @param fresh data that are nobody's duplicates, in the order they came
  /// @param duplicates the others
  public record Found(List<Datum> fresh, List<Match> duplicates) {}

  /// @param data that are there
  /// @param cutoff by cosine distance, of a euclidean dataset by its own
  public IncomingDuplicates(DataSnapshot data, double cutoff) {
    this.data = data;
    this.cutoff = cutoff;
    metric = MapOptions.defaults().metricOver(data.schema().latent().metric());
  }

  /// Looks at data in their order. Those without a vector are nobody's duplicates, and a datum is
  /// none of the one that it replaces.
  ///
  /// `incoming²·d/2` multiplications on all cores, and a search in the graph for each.
  ///
  /// @param incoming each id once
  /// @param added whether duplicates are added too, and may have duplicates of their own
  /// @throws IllegalArgumentException when a vector does not fit the dataset
  public Found find(List<Datum> incoming, boolean added) {
    Latent latent = data.schema().latent();
    List<Datum> asked = incoming.stream().filter(datum -> datum.latent() != null).toList();
    asked.forEach(datum -> check(latent, datum));
    List<float[]> vectors = asked.stream().map(Datum::latent).toList();
    Nearest[] stored = stored(asked, vectors);
    VectorBlock block =
        VectorBlock.of(
            new AskedLatents(latent, metric, vectors),
            IntStream.range(0, vectors.size()).toArray());
    List<List<Near>> before =
        IntStream.range(0, vectors.size()).parallel().mapToObj(i -> before(block, i)).toList();
    List<Datum> fresh = new ArrayList<>();
    List<Match> duplicates = new ArrayList<>();
    boolean[] there = new boolean[asked.size()];
    int at = 0;
    for (Datum datum : incoming) {
      Match match = null;
      if (datum.latent() != null) {
        match = match(asked, at, stored[at], before.get(at), there);
        there[at] = match == null || added;
        at++;
      }
      if (match == null) {
        fresh.add(datum);
      } else {
        duplicates.add(match);
      }
    }
    return new Found(fresh, duplicates);
  }

  private record Near(int index, double distance) {}

  private static void check(Latent latent, Datum datum) {
    try {
      latent.check(datum.latent());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(datum.id(), e.getMessage()), e);
    }
  }

  private Match match(
      List<Datum> asked, int at, Nearest stored, List<Near> before, boolean[] there) {
    double nearest = Double.POSITIVE_INFINITY;
    String of = null;
    if (stored.size() > 0 && stored.distances()[0] <= cutoff) {
      nearest = stored.distances()[0];
      of = data.id(stored.ordinals()[0]);
    }
    for (Near each : before) {
      if (there[each.index()] && each.distance() < nearest) {
        nearest = each.distance();
        of = asked.get(each.index()).id();
      }
    }
    return of == null ? null : new Match(asked.get(at), of, nearest);
  }

  private List<Near> before(VectorBlock block, int i) {
    List<Near> near = new ArrayList<>();
    for (int j = 0; j < i; j++) {
      double distance = block.distanceUpTo(i, block, j, cutoff);
      if (distance <= cutoff) {
        near.add(new Near(j, distance));
      }
    }
    return near;
  }

  /// The nearest of the data that stay as they are.
  private Nearest[] stored(List<Datum> asked, List<float[]> vectors) {
    Set<Integer> replaced = new HashSet<>();
    for (Datum datum : asked) {
      data.ordinal(datum.id()).ifPresent(replaced::add);
    }
    DatumSet others = data.withVector();
    if (!replaced.isEmpty()) {
      others =
          others.minus(
              DatumSet.of(data.dataset(), replaced.stream().mapToInt(Integer::intValue).toArray()));
    }
    if (data.schema().latent().metric() == Metric.DOT) {
      return MapScan.nearest(data, others, metric, vectors, 1);
    }
    KnnOptions one = KnnOptions.of(1).effort(EFFORT);
    Selected selected = replaced.isEmpty() ? null : data.selected(others);
    KnnOptions options = selected == null ? one : one.within(selected);
    return vectors.parallelStream()
        .map(vector -> data.nearest(vector, options))
        .toArray(Nearest[]::new);
  }
}
