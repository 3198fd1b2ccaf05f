package dev.portolan.index;

import dev.portolan.projection.NeighborGraph;
import dev.portolan.projection.NeighborsKept;
import dev.portolan.projection.Placing;
import dev.portolan.projection.Portion;
import dev.portolan.projection.Positions;
import dev.portolan.projection.Progress;
import dev.portolan.projection.Projection;
import dev.portolan.projection.Relaxing;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// Where new data go on a map, with those who were there.
///
/// @param comings what came and went
/// @param newcomers all fresh data
/// @param placers of each fresh datum the mapped rows of the generation before that place it
record NewPlaces(
    DataSnapshot data,
    MapOptions options,
    Comings comings,
    Newcomers newcomers,
    NeighborGraph placers) {

  /// So many data are looked at to say how well they lie.
  static final int SAMPLE = 300;

  private static final int NEIGHBORS = 15;
  private static final int PART = 256;

  /// The rows of now: those who were there where they were, fresh ones amid their neighbours.
  Positions placed(MapColumns then, Progress progress) {
    Projection projection = options.projection().settle(comings.there().count());
    Positions before = new Positions(then.x(), then.y(), projection);
    Positions fresh = Placing.of(placers, before, options.seed(), options.threads(), progress);
    return new Positions(merged(then.x(), fresh.x()), merged(then.y(), fresh.y()), projection);
  }

  /// The same after fresh data, and those who have one among their nearest, found better places
  /// together. Copies of a datum lie where it lies; data with copies among those who were there
  /// stay.
  ///
  /// A search of the graph for each fresh datum and each of its neighbours.
  Positions relaxed(Positions placed, Progress progress) {
    int[] near = withNeighbors();
    int k = Math.min(placers.k(), comings.rows().count() - 1);
    NeighborGraph graph = neighbors(near, k, new Portion(progress, 0, .5));
    int[] leader = new int[near.length];
    BitSet free = new BitSet();
    for (int i = 0; i < near.length; i++) {
      leader[i] = leader(graph, near[i], i);
      boolean moves =
          isFresh(near[i])
              ? leader[i] == near[i]
              : namesFresh(graph, i) && leader[i] == near[i] && !hasMappedCopy(graph, i);
      free.set(i, moves);
    }
    int[] places = free.stream().toArray();
    int[] rows = Arrays.stream(places).map(i -> near[i]).toArray();
    Positions relaxed =
        Relaxing.of(
            rows,
            some(graph, places),
            placed,
            options.seed(),
            options.threads(),
            new Portion(progress, .5, 1));
    for (int i = 0; i < near.length; i++) {
      if (isFresh(near[i])) {
        relaxed.x()[near[i]] = relaxed.x()[leader[i]];
        relaxed.y()[near[i]] = relaxed.y()[leader[i]];
      }
    }
    return relaxed;
  }

  /// The 15 nearest neighbours of some rows, to measure places by.
  record Truth(int[] rows, NeighborGraph neighbors) {
    /// Share of them that are the nearest on the map as well.
    double kept(Positions positions, int threads) {
      return NeighborsKept.share(rows, neighbors, positions, threads);
    }
  }

  /// Of a sample of the fresh data.
  Truth ofFresh() {
    return truth(comings.freshRows());
  }

  /// How well a sample of all data lies.
  UpdateReport.Quality quality(Positions positions, double before) {
    Truth all = truth(IntStream.range(0, positions.size()).toArray());
    return new UpdateReport.Quality(
        all.rows().length, all.kept(positions, options.threads()), before);
  }

  private Truth truth(int[] among) {
    int[] sample = Newcomers.spread(among, SAMPLE);
    int k = Math.min(NEIGHBORS, comings.rows().count() - 1);
    return new Truth(sample, neighbors(sample, k, Progress.none()));
  }

  /// Rows of the fresh data and of those that place them, ascending.
  private int[] withNeighbors() {
    BitSet rows = new BitSet();
    int[] rowNow = comings.rowNow();
    for (int row : placers.rows()) {
      rows.set(rowNow[row]);
    }
    for (int row : comings.freshRows()) {
      rows.set(row);
    }
    return rows.stream().toArray();
  }

  /// The `k` nearest other rows of some rows.
  private NeighborGraph neighbors(int[] rows, int k, Progress progress) {
    int[] ordinals = comings.rows().ordinals();
    MappedNeighbors all =
        new MappedNeighbors(
            data, comings.rows(), options.metricOver(data.schema().latent().metric()), k + 1);
    int[] found = new int[rows.length * k];
    float[] distances = new float[found.length];
    // Part by part, so that a cancel is seen and the vectors of few are held at once.
    for (int from = 0; from < rows.length; from += PART) {
      progress.check();
      progress.advance(from, rows.length);
      int to = Math.min(rows.length, from + PART);
      int[] some = IntStream.range(from, to).map(i -> ordinals[rows[i]]).toArray();
      List<float[]> vectors = Arrays.stream(some).mapToObj(data::latent).toList();
      NeighborGraph part =
          all.graph(
              others(some, vectors, k, all),
              vectors,
              k,
              ordinal -> comings.rows().rank(ordinal) - 1);
      System.arraycopy(part.rows(), 0, found, from * k, part.rows().length);
      System.arraycopy(part.distances(), 0, distances, from * k, part.distances().length);
    }
    return new NeighborGraph(rows.length, k, found, distances);
  }

  /// The `k` nearest others of some data, as seen before or as found now.
  private Nearest[] others(int[] some, List<float[]> vectors, int k, MappedNeighbors all) {
    Nearest[] others = new Nearest[some.length];
    List<float[]> asked = new ArrayList<>();
    for (int i = 0; i < some.length; i++) {
      others[i] = newcomers.others(some[i], k).orElse(null);
      if (others[i] == null) {
        asked.add(vectors.get(i));
      }
    }
    Nearest[] found = all.of(asked);
    int next = 0;
    for (int i = 0; i < some.length; i++) {
      others[i] = others[i] == null ? found[next++].without(some[i]) : others[i];
    }
    return others;
  }

  private boolean isFresh(int row) {
    return comings.rowThen()[row] < 0;
  }

  /// The first of a datum's copies, mapped ones before fresh ones; itself where it has none.
  private int leader(NeighborGraph graph, int row, int of) {
    int leader = row;
    for (int s = of * graph.k(); s < (of + 1) * graph.k() && graph.distances()[s] == 0; s++) {
      int other = graph.rows()[s];
      boolean better = isFresh(other) == isFresh(leader) ? other < leader : isFresh(leader);
      leader = better ? other : leader;
    }
    return leader;
  }

  private boolean namesFresh(NeighborGraph graph, int of) {
    return Arrays.stream(graph.rows(), of * graph.k(), (of + 1) * graph.k())
        .anyMatch(this::isFresh);
  }

  private boolean hasMappedCopy(NeighborGraph graph, int of) {
    boolean found = false;
    for (int s = of * graph.k(); s < (of + 1) * graph.k() && graph.distances()[s] == 0; s++) {
      found |= !isFresh(graph.rows()[s]);
    }
    return found;
  }

  private static NeighborGraph some(NeighborGraph graph, int[] which) {
    int k = graph.k();
    int[] rows = new int[which.length * k];
    float[] distances = new float[rows.length];
    for (int i = 0; i < which.length; i++) {
      System.arraycopy(graph.rows(), which[i] * k, rows, i * k, k);
      System.arraycopy(graph.distances(), which[i] * k, distances, i * k, k);
    }
    return new NeighborGraph(which.length, k, rows, distances);
  }

  private float[] merged(float[] then, float[] fresh) {
    float[] now = new float[comings.rowThen().length];
    int next = 0;
    for (int row = 0; row < now.length; row++) {
      now[row] = isFresh(row) ? fresh[next++] : then[comings.rowThen()[row]];
    }
    return now;
  }
}
