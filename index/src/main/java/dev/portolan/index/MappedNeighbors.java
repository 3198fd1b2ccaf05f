package dev.portolan.index;

import dev.portolan.projection.NeighborGraph;
import dev.portolan.projection.VectorMetric;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.KnnOptions;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// The nearest mapped data to vectors that are not on the map: what places them, and what votes on
/// their topics. Safe for many threads.
public final class MappedNeighbors {
  /// Candidates a search of the graph keeps at least.
  private static final int EFFORT = 64;

  /// An open search is wide enough where so large a share is mapped.
  private static final double MOSTLY = .6;

  private static final int SPARE = 8;

  /// Two unit vectors nearer than this are one: what rounding leaves of a copy's distance.
  /// Euclidean distance has none, but where vectors are put together from direction and length.
  static final double COPY = 1e-6;

  private final DataSnapshot data;
  private final DatumSet mapped;
  private final VectorMetric metric;
  private final int voters;
  private final KnnOptions options;

  /// An open search for a few more, of which the unmapped are dropped. Null where too much is
  /// unmapped for that, or nothing.
  private final KnnOptions wider;

  /// @param mapped where they are looked for, at least one
  /// @param metric of the map
  /// @param wanted how many each vector gets, or as many as there are
  public MappedNeighbors(DataSnapshot data, DatumSet mapped, VectorMetric metric, int wanted) {
    this.data = data;
    this.mapped = mapped;
    this.metric = metric;
    this.voters = Math.min(wanted, mapped.count());
    this.options = within(data, mapped, KnnOptions.of(voters).effort(Math.max(EFFORT, voters)));
    this.wider = options.within() == null ? null : wider(data, mapped, voters);
  }

  private static KnnOptions wider(DataSnapshot data, DatumSet mapped, int voters) {
    double share = (double) mapped.count() / data.withVector().count();
    int more = (int) Math.ceil(voters / share) + SPARE;
    return share < MOSTLY ? null : KnnOptions.of(more).effort(Math.max(EFFORT, more));
  }

  /// Keeps a search within the mapped data; where those are all there are, it is an open one.
  public static KnnOptions within(DataSnapshot data, DatumSet mapped, KnnOptions options) {
    return mapped.count() == data.count(data.queries().hasVector())
        ? options
        : options.within(data.selected(mapped));
  }

  VectorMetric metric() {
    return metric;
  }

  /// What a search for one vector saw.
  ///
  /// @param mapped nearest mapped data, nearest first
  /// @param all nearest of all data, mapped or not, nearest first; null where only mapped ones were
  ///   looked at
  record Seen(Nearest mapped, Nearest all) {}

  /// By the map's metric: from the stored graph where that is of the same metric, else each datum
  /// is measured. On all cores.
  ///
  /// @param vectors each of the dataset's dimensions and checked before
  /// @return `[vectors]`, nearest first
  public Nearest[] of(List<float[]> vectors) {
    return Arrays.stream(seen(vectors)).map(Seen::mapped).toArray(Nearest[]::new);
  }

  /// The same, with what else the searches saw.
  Seen[] seen(List<float[]> vectors) {
    if (!data.schema().latent().metric().name().equals(metric.name())) {
      return Arrays.stream(MapScan.nearest(data, mapped, metric, vectors, voters))
          .map(nearest -> new Seen(nearest, null))
          .toArray(Seen[]::new);
    }
    return vectors.parallelStream().map(this::seen).toArray(Seen[]::new);
  }

  private Seen seen(float[] vector) {
    if (wider == null) {
      return new Seen(nearest(vector), null);
    }
    Nearest all = data.nearest(vector, wider);
    Nearest open = all.within(mapped, voters);
    return new Seen(open.size() == voters ? open : nearest(vector), all);
  }

  /// As many as there are: a walk of the graph may end before.
  private Nearest nearest(float[] vector) {
    Nearest found = data.nearest(vector, options);
    return found.size() >= voters ? found : data.nearest(vector, options.way(KnnOptions.Way.SCAN));
  }

  /// The first `k` of them as a graph over the rows of the map; a copy is at distance 0.
  public NeighborGraph graph(
      Nearest[] nearest, List<float[]> vectors, int k, IntUnaryOperator rowOf) {
    int[] rows = new int[nearest.length * k];
    float[] distances = new float[rows.length];
    for (int i = 0; i < nearest.length; i++) {
      double copy = copyWithin(vectors.get(i));
      for (int s = 0; s < k; s++) {
        double distance = nearest[i].distances()[s];
        rows[i * k + s] = rowOf.applyAsInt(nearest[i].ordinals()[s]);
        distances[i * k + s] = distance <= copy ? 0 : (float) distance;
      }
    }
    return new NeighborGraph(nearest.length, k, rows, distances);
  }

  /// How far a copy of a vector may seem to be from it.
  private double copyWithin(float[] vector) {
    return switch (metric) {
      case COSINE -> COPY;
      case EUCLIDEAN ->
          data.schema().latent().metric() == Metric.COSINE
              ? COPY * StoredLatents.length(vector, 0, vector.length)
              : 0;
    };
  }
}
