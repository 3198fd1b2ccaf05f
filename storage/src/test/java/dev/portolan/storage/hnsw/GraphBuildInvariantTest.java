package dev.portolan.storage.hnsw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for every graph.
class GraphBuildInvariantTest {
  private static final Crew ALONE = new Crew(1, null, () -> false);

  @ParameterizedTest
  @EnumSource(Closeness.class)
  void build_anyNumberOfThreads_givesTheSameGraph(Closeness closeness) {
    Cloud cloud = Cloud.of(3_000, 13, 200, closeness);
    int[][] alone = lists(GraphBuild.build(cloud.set(true), ALONE));
    for (int threads : new int[] {2, 4}) {
      try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
        Crew crew = new Crew(threads, workers, () -> false);
        assertSame(alone, lists(GraphBuild.build(cloud.set(true), crew)), threads + "; " + cloud);
        assertSame(alone, lists(GraphBuild.build(cloud.set(false), crew)), "read; " + cloud);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 40, 300, 2_000})
  void build_anySize_isSound(int n) {
    for (Closeness closeness : Closeness.values()) {
      Cloud cloud = Cloud.of(n, 6, n / 3, closeness);
      assertSound(GraphBuild.build(cloud.set(true), ALONE), cloud);
    }
  }

  @ParameterizedTest
  @EnumSource(Closeness.class)
  void build_nothingButCopies_isSound(Closeness closeness) {
    float[][] copies = new float[900][];
    Arrays.fill(copies, new float[] {1, 2, 3});
    Cloud cloud = new Cloud(copies, closeness);
    assertSound(GraphBuild.build(cloud.set(true), ALONE), cloud);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 500, 1_999, 2_000})
  void extend_anyPart_isSoundAndFindsNeighbours(int old) {
    Cloud cloud = Cloud.of(2_000, 6, 100, Closeness.SQUARED_DISTANCE);
    LayeredGraph begun = GraphBuild.build(cloud.first(old).set(true), ALONE);

    LayeredGraph graph = GraphBuild.extend(stored(begun, i -> i), cloud.set(true), ALONE);

    assertSound(graph, cloud);
    assertTrue(nearestListed(graph, cloud) > .97, cloud.toString());
  }

  @Test
  void extend_someGone_isTheSameForAnyNumberOfThreads() {
    Cloud whole = Cloud.of(2_000, 6, 100, Closeness.SQUARED_DISTANCE);
    LayeredGraph begun = GraphBuild.build(whole.first(1_500).set(true), ALONE);
    int[] left = IntStream.range(0, 2_000).filter(i -> i >= 1_500 || i % 3 != 0).toArray();
    Cloud cloud =
        new Cloud(
            Arrays.stream(left).mapToObj(i -> whole.vectors()[i]).toArray(float[][]::new),
            whole.closeness());
    StoredGraph stored = stored(begun, i -> Math.max(-1, Arrays.binarySearch(left, i)));

    LayeredGraph graph = GraphBuild.extend(stored, cloud.set(true), ALONE);

    assertSound(graph, cloud);
    assertTrue(nearestListed(graph, cloud) > .97, cloud.toString());
    try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
      Crew crew = new Crew(4, workers, () -> false);
      LayeredGraph other = GraphBuild.extend(stored, cloud.set(false), crew);
      assertSame(lists(graph), lists(other), cloud.toString());
    }
  }

  @Test
  void build_cancelled_endsSoon() {
    Cloud cloud = Cloud.of(3_000, 6, 0, Closeness.SQUARED_DISTANCE);
    AtomicInteger asked = new AtomicInteger();
    try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
      Crew crew = new Crew(2, workers, () -> asked.incrementAndGet() > 100);
      assertThrows(CancellationException.class, () -> GraphBuild.build(cloud.set(true), crew));
    }
    assertTrue(asked.get() < 110, "asked " + asked);
  }

  @Test
  void build_executorWithoutAThread_isDoneByTheOneThatAsks() {
    Cloud cloud = Cloud.of(500, 6, 0, Closeness.SQUARED_DISTANCE);
    Crew crew = new Crew(3, _ -> {}, () -> false);
    assertSound(GraphBuild.build(cloud.set(true), crew), cloud);
  }

  private static void assertSame(int[][] expected, int[][] actual, String note) {
    assertEquals(expected.length, actual.length, note);
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], actual[i], note);
    }
  }

  /// Each level's vectors, then their lists.
  private static int[][] lists(LayeredGraph graph) {
    return IntStream.range(0, graph.levels())
        .boxed()
        .flatMap(level ->
            IntStream.concat(IntStream.of(-1), IntStream.of(graph.vectors(level)))
                .mapToObj(v -> v < 0 ? graph.vectors(level) : list(graph, level, v)))
        .toArray(int[][]::new);
  }

  private static int[] list(LayeredGraph graph, int level, int vector) {
    int[] target = new int[2 * LayeredGraph.WIDTH];
    return Arrays.copyOf(target, graph.neighbors(level, vector, target));
  }

  private static void assertSound(LayeredGraph graph, Cloud cloud) {
    String note = cloud.toString();
    assertEquals(cloud.size(), graph.size(), note);
    assertArrayEquals(IntStream.range(0, cloud.size()).toArray(), graph.vectors(0), note);
    BitSet below = new BitSet();
    for (int level = 0; level < graph.levels(); level++) {
      BitSet here = new BitSet();
      Arrays.stream(graph.vectors(level)).forEach(here::set);
      assertTrue(level == 0 || here.stream().allMatch(below::get), note);
      int width = level == 0 ? 2 * LayeredGraph.WIDTH : LayeredGraph.WIDTH;
      for (int vector : graph.vectors(level)) {
        int[] list = list(graph, level, vector);
        assertTrue(list.length <= width, note);
        assertArrayEquals(Arrays.stream(list).sorted().distinct().toArray(), list, note);
        assertTrue(Arrays.stream(list).allMatch(other -> other != vector && here.get(other)), note);
      }
      below = here;
    }
    assertEquals(cloud.size(), reached(graph), note);
  }

  /// How many can be reached on the lowest level, from the first vector of the highest.
  private static int reached(LayeredGraph graph) {
    if (graph.size() == 0) {
      return 0;
    }
    BitSet reached = new BitSet();
    int[] queue = new int[graph.size()];
    int count = 0;
    queue[count++] = graph.vectors(graph.levels() - 1)[0];
    reached.set(queue[0]);
    for (int i = 0; i < count; i++) {
      for (int next : list(graph, 0, queue[i])) {
        if (!reached.get(next)) {
          reached.set(next);
          queue[count++] = next;
        }
      }
    }
    return count;
  }

  /// The share of vectors that list one at the distance of their nearest.
  private static double nearestListed(LayeredGraph graph, Cloud cloud) {
    int listed = 0;
    for (int i = 0; i < cloud.size(); i++) {
      int vector = i;
      double nearest =
          IntStream.range(0, cloud.size())
              .filter(other -> other != vector)
              .mapToDouble(other -> square(cloud, vector, other))
              .min()
              .orElseThrow();
      listed +=
          Arrays.stream(list(graph, 0, i)).anyMatch(o -> square(cloud, vector, o) <= nearest)
              ? 1
              : 0;
    }
    return listed / (double) cloud.size();
  }

  private static double square(Cloud cloud, int a, int b) {
    double sum = 0;
    for (int i = 0; i < cloud.vectors()[a].length; i++) {
      double difference = cloud.vectors()[a][i] - cloud.vectors()[b][i];
      sum += difference * difference;
    }
    return sum;
  }

  private static StoredGraph stored(LayeredGraph graph, IntUnaryOperator renamed) {
    return new StoredGraph() {
      @Override
      public int levels() {
        return graph.levels();
      }

      @Override
      public int[] vectors(int level) {
        return graph.vectors(level);
      }

      @Override
      public int neighbors(int level, int vector, int[] target) {
        return graph.neighbors(level, vector, target);
      }

      @Override
      public int renamed(int vector) {
        return renamed.applyAsInt(vector);
      }
    };
  }
}
