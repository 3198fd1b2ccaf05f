package dev.portolan.index.duplicates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.Progress;
import dev.portolan.projection.VectorMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Law G4: after any inserts, updates and deletes the state is that of a rebuild.
class DuplicateUpdateTest {
  private static final double CUTOFF = .05;
  private static final int D = 3;
  private static final int FIRST = 600;
  private static final int ROUNDS = 60;
  private static final int CHANGES = 20;
  private static final int THREADS = 3;

  /// A datum that keeps its identity while rows shift.
  private record Point(float[] vector, double priority) {}

  /// What is there, beside the state under test.
  private static final class World {
    final Random random;
    final VectorMetric metric;
    final boolean ranked;

    /// Share of the data whose pairs are not all kept.
    final double incomplete;

    List<Point> points = new ArrayList<>();
    Duplicates state;
    int searches;

    World(VectorMetric metric, boolean ranked, double incomplete, long seed) {
      this.metric = metric;
      this.ranked = ranked;
      this.incomplete = incomplete;
      random = new Random(seed);
      while (points.size() < FIRST) {
        points.add(point());
      }
      state = rebuilt();
    }

    private Point point() {
      return new Point(vector(), ranked && random.nextInt(9) > 0 ? random.nextInt(20) : Double.NaN);
    }

    /// A new place, near another datum, or exactly there.
    private float[] vector() {
      int kind = random.nextInt(4);
      if (points.isEmpty() || kind == 0) {
        return Rows.random(metric, 1, D, random.nextLong()).values()[0];
      }
      float[] copy = points.get(random.nextInt(points.size())).vector().clone();
      if (kind < 3) {
        for (int i = 0; i < D; i++) {
          copy[i] += (float) (.1 * random.nextGaussian());
        }
        Rows.settled(metric, copy);
      }
      return copy;
    }

    Rows rows() {
      return Rows.of(metric, points.stream().map(Point::vector).toArray(float[][]::new));
    }

    Duplicates rebuilt() {
      double[] values = points.stream().mapToDouble(Point::priority).toArray();
      return Rows.findExactly(rows().input(16, 2, Ranking.descending(values)), CUTOFF);
    }

    void change() {
      List<Point> before = points;
      double[] priorities = before.stream().mapToDouble(Point::priority).toArray();
      int[] orderThen = Ranking.descending(priorities).order();
      Set<Integer> gone = new HashSet<>();
      for (int i = 0; i < CHANGES; i++) {
        gone.add(random.nextInt(before.size()));
      }
      points = new ArrayList<>();
      int[] rowNow = new int[before.size()];
      Arrays.fill(rowNow, -1);
      for (int row = 0; row < before.size(); row++) {
        if (!gone.contains(row)) {
          rowNow[row] = points.size();
          boolean edited = ranked && random.nextInt(40) == 0;
          points.add(
              edited ? new Point(before.get(row).vector(), random.nextInt(20)) : before.get(row));
        }
      }
      for (int i = 0; i < CHANGES; i++) {
        points.add(point());
      }
      Duplicates rebuilt = rebuilt();
      float[] distanceThen = new float[before.size()];
      for (int then = 0; then < distanceThen.length; then++) {
        distanceThen[then] = (float) state.distance()[then];
      }
      DuplicateEdges edges = forgetful(rebuilt.edges());
      Standing standing =
          Standing.of(
              orderThen, state.duplicateOf(), distanceThen, rowNow, Ranking.of(edges.order()));
      Rows rows = rows();
      DuplicateUpdate.Question question =
          new DuplicateUpdate.Question(edges, CUTOFF, standing, rows, Integer.MAX_VALUE);
      AtomicInteger alone = new AtomicInteger();
      AtomicInteger together = new AtomicInteger();
      state = updated(question, rows, alone, 1);
      Duplicates same = updated(question, rows, together, THREADS);
      assertArrayEquals(state.duplicateOf(), same.duplicateOf(), "seed " + Rows.SEED);
      assertArrayEquals(state.distance(), same.distance(), "seed " + Rows.SEED);
      assertEquals(alone.get(), together.get(), "seed " + Rows.SEED);
      searches += alone.get();
      assertArrayEquals(rebuilt.duplicateOf(), state.duplicateOf(), "seed " + Rows.SEED);
      assertArrayEquals(rebuilt.distance(), state.distance(), 1e-7, "seed " + Rows.SEED);
    }

    /// The same pairs, some of which are lost between data whose radius says so.
    private DuplicateEdges forgetful(DuplicateEdges edges) {
      double[] radius = edges.radius().clone();
      for (int row = 0; row < radius.length; row++) {
        radius[row] = random.nextDouble() < incomplete ? CUTOFF * random.nextDouble() : radius[row];
      }
      EdgeCollector.Buffer kept = new EdgeCollector.Buffer();
      for (int i = 0; i < edges.pairs(); i++) {
        if (edges.distance()[i] <= radius[edges.from()[i]]
            || edges.distance()[i] <= radius[edges.to()[i]]) {
          kept.add(edges.from()[i], edges.to()[i], edges.distance()[i]);
        }
      }
      return new DuplicateEdges(
              edges.order(), edges.copyOf(), radius, new int[0], new int[0], new double[0])
          .with(kept);
    }
  }

  @Test
  void changes_byAge_equalARebuild() {
    run(new World(VectorMetric.COSINE, false, 0, Rows.SEED));
  }

  @Test
  void changes_byPriority_equalARebuild() {
    run(new World(VectorMetric.COSINE, true, 0, Rows.SEED + 1));
  }

  @Test
  void changes_whereHalfThePairsAreLost_equalARebuild() {
    World world = new World(VectorMetric.EUCLIDEAN, true, .5, Rows.SEED + 2);
    run(world);
    assertTrue(world.searches > 0);
  }

  @Test
  void changes_whereAllPairsAreLost_lookForThoseNearAChangeOnly() {
    World world = new World(VectorMetric.COSINE, false, 1, Rows.SEED + 3);
    run(world);
    assertTrue(world.searches > 0);
    assertTrue(
        world.searches < ROUNDS * FIRST / 4,
        world.searches + " searches in " + ROUNDS + " rounds of " + FIRST);
  }

  @Test
  void of_aNewcomerOfEarlierRank_isWeighedAgainstWhoWasThereByOneSearch() {
    float[] newcomer = {.06f, 0};
    float[] there = {0, 0};
    float[] between = {.04f, 0};
    Rows rows = Rows.of(VectorMetric.EUCLIDEAN, newcomer, there, between);
    Standing standing = new Standing(new int[] {-1, 1, 1}, new double[] {0, 0, .04});
    AtomicInteger searches = new AtomicInteger();
    Duplicates found = updated(question(rows, standing, 1), rows, searches, 1);
    assertArrayEquals(new int[] {0, 1, 0}, found.duplicateOf());
    assertEquals(1, searches.get());
  }

  @Test
  void of_moreSearchesThanAllowed_isEmptyBeforeTheyAreMade() {
    Rows rows = Rows.random(VectorMetric.COSINE, FIRST, D, Rows.SEED);
    AtomicInteger searches = new AtomicInteger();
    DuplicateUpdate.Search search = searching(rows, searches);
    assertTrue(
        DuplicateUpdate.of(question(rows, nothingKnown(), 1), search, THREADS, Progress.none())
            .isEmpty());
    assertEquals(0, searches.get());
    assertTrue(
        DuplicateUpdate.of(question(rows, nothingKnown(), FIRST), search, THREADS, Progress.none())
            .isPresent());
    assertEquals(FIRST, searches.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, THREADS})
  void of_cancelledWhileItSearches_stops(int threads) {
    Rows rows = Rows.random(VectorMetric.COSINE, FIRST, D, Rows.SEED);
    AtomicInteger searches = new AtomicInteger();
    Progress cancelled =
        new Progress() {
          @Override
          public void advance(long done, long total) {}

          @Override
          public boolean cancelled() {
            return searches.get() >= CHANGES;
          }
        };
    DuplicateUpdate.Search search = searching(rows, searches);
    assertThrows(
        CancellationException.class,
        () ->
            DuplicateUpdate.of(question(rows, nothingKnown(), FIRST), search, threads, cancelled));
    assertTrue(searches.get() < FIRST / 2, searches + " searches");
  }

  private static Standing nothingKnown() {
    int[] was = new int[FIRST];
    Arrays.fill(was, -1);
    return new Standing(was, new double[FIRST]);
  }

  /// No pairs are kept.
  private static DuplicateUpdate.Question question(Rows rows, Standing standing, int most) {
    int[] self = IntStream.range(0, rows.size()).toArray();
    DuplicateEdges edges =
        new DuplicateEdges(
            self, self, new double[rows.size()], new int[0], new int[0], new double[0]);
    return new DuplicateUpdate.Question(edges, CUTOFF, standing, rows, most);
  }

  private static Duplicates updated(
      DuplicateUpdate.Question question, Rows rows, AtomicInteger searches, int threads) {
    return DuplicateUpdate.of(question, searching(rows, searches), threads, Progress.none())
        .orElseThrow();
  }

  private static DuplicateUpdate.Search searching(Rows rows, AtomicInteger searches) {
    return row -> {
      searches.incrementAndGet();
      return IntStream.range(0, rows.size())
          .filter(other -> rows.distance(row, other) <= CUTOFF + 1e-3)
          .toArray();
    };
  }

  private static void run(World world) {
    for (int round = 0; round < ROUNDS; round++) {
      world.change();
    }
    assertEquals(FIRST, world.points.size(), FIRST / 4.0);
  }
}
