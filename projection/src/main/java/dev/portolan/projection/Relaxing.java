package dev.portolan.projection;

import java.util.Arrays;

/// Lets some rows of a finished map find better places while all others stay where they are.
///
/// The free rows feel the forces of the map for [#EPOCHS] epochs at a quarter of the learning rate.
/// An epoch is [#VISITS] visits; in a visit every free row walks its share of edges from where it
/// lies and reads all others where they lay after the visit before, so the outcome depends on rows,
/// edges and seed, and not on the number of threads. Only for maps that UMAP made.
public final class Relaxing {
  private static final int EPOCHS = 30;
  private static final int VISITS = 8;
  private static final float RATE = .25f;
  private static final int LANES = LaneForces.LANES;
  private static final int GRAIN = 64 * LANES;

  private final int[] free;
  private final FreeEdges edges;
  private final Projection.Umap umap;
  private final Curve curve;
  private final long seed;

  /// `[2][n]`, where all rows lie, and `[2][free]`, where the free ones go.
  private final float[][] places;

  private final float[][] moved;

  private Relaxing(int[] free, FreeEdges edges, Positions map, Projection.Umap umap, long seed) {
    this.free = free;
    this.edges = edges;
    this.umap = umap;
    this.curve = Curve.fit(umap.spread(), umap.minDist());
    this.seed = seed;
    this.places = new float[][] {map.x().clone(), map.y().clone()};
    this.moved = new float[2][free.length];
  }

  /// The map with other places for the free rows.
  ///
  /// About `m · 30 · log₂ k` steps of one attraction and the map's number of repulsions.
  ///
  /// @param free `[m]`, rows of the map, ascending
  /// @param neighbors of each of them the nearest other rows of the map, k at least 1
  /// @param map where all rows lie; made by UMAP
  /// @throws java.util.concurrent.CancellationException when `progress` is cancelled
  public static Positions of(
      int[] free,
      NeighborGraph neighbors,
      Positions map,
      long seed,
      int threads,
      Progress progress) {
    if (!(map.projection() instanceof Projection.Umap umap)) {
      throw new IllegalArgumentException(
          "a map made by %s cannot be relaxed; only UMAP has forces to relax under"
              .formatted(map.projection()));
    }
    FreeEdges edges = FreeEdges.of(free, neighbors, threads);
    Relaxing relaxing = new Relaxing(free, edges, map, umap, seed);
    for (int visit = 0; visit < EPOCHS * VISITS; visit++) {
      relaxing.visit(visit, threads, progress);
    }
    return new Positions(relaxing.places[0], relaxing.places[1], umap, map.edges());
  }

  private void visit(int visit, int threads, Progress progress) {
    progress.check();
    progress.advance(visit, EPOCHS * VISITS);
    Crew.slices(
        threads,
        free.length,
        GRAIN,
        Progress.none(),
        () -> {
          Walk walk = new Walk(visit);
          return (from, to) -> {
            for (int head = from; head < to; head += LANES) {
              walk.run(head, Math.min(LANES, to - head));
            }
          };
        });
    for (int c = 0; c < places.length; c++) {
      for (int head = 0; head < free.length; head++) {
        places[c][free[head]] = moved[c][head];
      }
    }
  }

  /// One worker's scratch space for a visit: eight free rows, a lane each, walk their due edges
  /// side by side.
  private final class Walk {
    private final LaneForces forces = LaneForces.fastest(2, umap.negativeSamples(), curve);
    private final LaneForces.Stage stage = LaneForces.Stage.of(2, LANES, umap.negativeSamples());
    private final float[][] others = new float[2][umap.negativeSamples() * LANES];
    private final int[] edge = new int[LANES];
    private final int visit;
    private final float rate;

    Walk(int visit) {
      this.visit = visit;
      this.rate = RATE * (1 - (float) (visit / VISITS) / EPOCHS);
      Arrays.setAll(stage.negatives(), q -> q * LANES);
    }

    void run(int first, int lanes) {
      for (int lane = 0; lane < lanes; lane++) {
        edge[lane] = edges.starts()[first + lane] - 1;
        for (int c = 0; c < places.length; c++) {
          moved[c][first + lane] = places[c][free[first + lane]];
        }
      }
      while (advance(first, lanes)) {
        for (int lane = 0; lane < lanes; lane++) {
          if (edge[lane] < edges.starts()[first + lane + 1]) {
            load(first + lane, lane);
          }
        }
        forces.apply(stage, 1, others, rate);
        for (int lane = 0; lane < lanes; lane++) {
          if (edge[lane] < edges.starts()[first + lane + 1]) {
            moved[0][first + lane] += stage.moves()[0][lane];
            moved[1][first + lane] += stage.moves()[1][lane];
          }
        }
      }
    }

    /// Moves every lane on to its next due edge; past the last one a lane rests.
    ///
    /// @return whether any lane has one
    private boolean advance(int first, int lanes) {
      boolean any = false;
      for (int lane = 0; lane < lanes; lane++) {
        int end = edges.starts()[first + lane + 1];
        while (edge[lane] < end && !(++edge[lane] < end && due(edge[lane]))) {
          // The next one, or the end.
        }
        any |= edge[lane] < end;
      }
      return any;
    }

    /// An edge of weight `w` is due `w` times an epoch, each edge in visits of its own.
    private boolean due(int e) {
      double pace = (double) edges.weights()[e] / VISITS;
      double phase = CounterRandom.unit(CounterRandom.hash(seed, e));
      return Math.floor((visit + 1) * pace + phase) > Math.floor(visit * pace + phase);
    }

    private void load(int head, int lane) {
      int tail = edges.tails()[edge[lane]];
      long random = CounterRandom.hash(seed, visit, edge[lane]);
      for (int c = 0; c < places.length; c++) {
        stage.heads()[c][lane] = moved[c][head];
        stage.tails()[c][lane] = places[c][tail];
      }
      for (int q = 0; q < umap.negativeSamples(); q++) {
        random = CounterRandom.hash(random, q);
        int other = CounterRandom.below(random, places[0].length);
        others[0][q * LANES + lane] = places[0][other];
        others[1][q * LANES + lane] = places[1][other];
      }
    }
  }
}
