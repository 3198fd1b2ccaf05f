package dev.portolan.projection;

import java.util.Arrays;

/// Gives new data places on a finished map and leaves everything on it where it is.
///
/// A datum starts at the mean of its nearest mapped data, weighted as a row of the map's own graph
/// is, and then feels the forces of the map for [#EPOCHS] epochs at a quarter of the learning rate;
/// only it moves. A copy of a mapped datum gets the place of that one. On maps that UMAP did not
/// make the mean is the place.
///
/// Every datum is placed alone: its place is a function of its neighbours, the map and the seed,
/// whatever else is placed with it and on how many threads.
public final class Placing {
  private static final int EPOCHS = 30;
  private static final float RATE = .25f;
  private static final int LANES = LaneForces.LANES;
  private static final int GRAIN = 256;

  private final NeighborGraph neighbors;
  private final Positions map;
  private final Projection.Umap umap;
  private final Curve curve;
  private final float[] memberships;
  private final long seed;
  private final float[] x;
  private final float[] y;

  private Placing(
      NeighborGraph neighbors,
      Positions map,
      Projection.Umap umap,
      float[] memberships,
      long seed) {
    this.neighbors = neighbors;
    this.map = map;
    this.umap = umap;
    this.curve = umap == null ? null : Curve.fit(umap.spread(), umap.minDist());
    this.memberships = memberships;
    this.seed = seed;
    this.x = new float[neighbors.n()];
    this.y = new float[neighbors.n()];
  }

  /// The places of `neighbors.n()` new data, always finite.
  ///
  /// About `n · 30 · log₂ k` steps of one attraction and the map's number of repulsions.
  ///
  /// @param neighbors of each new datum the nearest rows of the map, nearest first, k at least 1;
  ///   about as many as `nNeighbors` of the map
  /// @param map where the mapped rows are, at least one, and how they came there
  /// @throws IllegalArgumentException when there is nothing to be placed by
  /// @throws java.util.concurrent.CancellationException when `progress` is cancelled
  public static Positions of(
      NeighborGraph neighbors, Positions map, long seed, int threads, Progress progress) {
    if (neighbors.n() > 0 && (neighbors.k() < 1 || map.size() < 1)) {
      throw new IllegalArgumentException(
          "%d data to place, but a map of %d with %d neighbours each; place on a map with data"
              .formatted(neighbors.n(), map.size(), neighbors.k()));
    }
    float[] memberships = FuzzyGraph.memberships(neighbors, neighbors.k(), threads);
    Projection.Umap umap = map.projection() instanceof Projection.Umap made ? made : null;
    Placing placing = new Placing(neighbors, map, umap, memberships, seed);
    Crew.slices(threads, neighbors.n(), GRAIN, progress, placing::worker);
    return new Positions(placing.x, placing.y, map.projection());
  }

  private Crew.Slice worker() {
    Walk walk = umap == null ? null : new Walk();
    return (from, to) -> {
      for (int datum = from; datum < to; datum++) {
        start(datum);
      }
      for (int datum = from; walk != null && datum < to; datum += LANES) {
        walk.run(datum, Math.min(LANES, to - datum));
      }
    };
  }

  /// The weighted mean of the neighbours' positions; the nearest one's where that is a copy.
  private void start(int datum) {
    int first = datum * neighbors.k();
    int count = isCopy(datum) ? 1 : neighbors.k();
    double sumX = 0;
    double sumY = 0;
    double sum = 0;
    for (int s = first; s < first + count; s++) {
      int row = neighbors.rows()[s];
      sumX += (double) memberships[s] * map.x()[row];
      sumY += (double) memberships[s] * map.y()[row];
      sum += memberships[s];
    }
    x[datum] = (float) (sumX / sum);
    y[datum] = (float) (sumY / sum);
  }

  private boolean isCopy(int datum) {
    return neighbors.distances()[datum * neighbors.k()] == 0;
  }

  /// One worker's scratch space: eight data, a lane each, walk their edges side by side.
  private final class Walk {
    private final LaneForces forces = LaneForces.fastest(2, umap.negativeSamples(), curve);
    private final LaneForces.Stage stage = LaneForces.Stage.of(2, LANES, umap.negativeSamples());

    /// The random rows of this step, a run of eight for each negative sample.
    private final float[][] others = new float[2][umap.negativeSamples() * LANES];

    private final long[] random = new long[LANES];
    private final int[] epoch = new int[LANES];
    private final int[] edge = new int[LANES];

    Walk() {
      Arrays.setAll(stage.negatives(), q -> q * LANES);
    }

    void run(int first, int lanes) {
      for (int lane = 0; lane < lanes; lane++) {
        random[lane] = seedOf(first + lane);
        epoch[lane] = isCopy(first + lane) ? EPOCHS : 0;
        edge[lane] = -1;
      }
      while (advance(first, lanes)) {
        for (int lane = 0; lane < lanes; lane++) {
          if (epoch[lane] < EPOCHS) {
            load(first + lane, lane);
          }
        }
        forces.apply(stage, 1, others, 1);
        for (int lane = 0; lane < lanes; lane++) {
          float rate = RATE * (1 - (float) epoch[lane] / EPOCHS);
          x[first + lane] += rate * stage.moves()[0][lane];
          y[first + lane] += rate * stage.moves()[1][lane];
        }
      }
    }

    /// Moves every lane on to its next due edge; past the last epoch a lane rests.
    ///
    /// @return whether any lane has one
    private boolean advance(int first, int lanes) {
      boolean any = false;
      for (int lane = 0; lane < lanes; lane++) {
        int edges = (first + lane) * neighbors.k();
        boolean due = false;
        while (!due && epoch[lane] < EPOCHS) {
          if (++edge[lane] == neighbors.k()) {
            edge[lane] = 0;
            epoch[lane]++;
          }
          double pace = memberships[edges + edge[lane]];
          due = Math.floor((epoch[lane] + 1) * pace) > Math.floor(epoch[lane] * pace);
        }
        any |= epoch[lane] < EPOCHS;
      }
      return any;
    }

    private void load(int datum, int lane) {
      int tail = neighbors.rows()[datum * neighbors.k() + edge[lane]];
      stage.heads()[0][lane] = x[datum];
      stage.heads()[1][lane] = y[datum];
      stage.tails()[0][lane] = map.x()[tail];
      stage.tails()[1][lane] = map.y()[tail];
      for (int q = 0; q < umap.negativeSamples(); q++) {
        random[lane] = CounterRandom.hash(random[lane], q);
        int other = CounterRandom.below(random[lane], map.size());
        others[0][q * LANES + lane] = map.x()[other];
        others[1][q * LANES + lane] = map.y()[other];
      }
    }

    /// From what the datum's place depends on, not from its number.
    private long seedOf(int datum) {
      long hash = seed;
      for (int s = datum * neighbors.k(); s < (datum + 1) * neighbors.k(); s++) {
        int distance = Float.floatToRawIntBits(neighbors.distances()[s]);
        hash = CounterRandom.hash(hash, neighbors.rows()[s], distance);
      }
      return hash;
    }
  }
}
