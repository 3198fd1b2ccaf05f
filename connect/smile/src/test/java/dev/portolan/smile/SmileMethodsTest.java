package dev.portolan.smile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.HeapVectors;
import dev.portolan.projection.Positions;
import dev.portolan.projection.Progress;
import dev.portolan.projection.Projection;
import dev.portolan.projection.ProjectionMethod;
import dev.portolan.projection.Projector;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every method brought here must do with any data.
class SmileMethodsTest {
  static Stream<String> names() {
    return Stream.of("exact-tsne", "isomap", "laplacian", "mds", "sammon");
  }

  @Test
  void found_onTheClassPath_areTheFive() {
    assertEquals(
        names().toList(), ProjectionMethod.found().stream().map(ProjectionMethod::name).toList());
  }

  @ParameterizedTest
  @MethodSource("names")
  void project_fewRows_finiteAndApart(String name) {
    for (int n : new int[] {0, 1, 2, 3, 4, 5, 9, 17, 40}) {
      Positions map = project(Sets.euclidean(Sets.clouds(n, 4, 1)), name);
      assertFinite(map, name + " of " + n);
      for (int row = 1; row < n; row++) {
        assertTrue(
            map.x()[row] != map.x()[0] || map.y()[row] != map.y()[0],
            "%s of %d: row %d lies on row 0".formatted(name, n, row));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void project_twoRows_lieAtTheirDistance(String name) {
    Positions map = project(Sets.euclidean(new float[][] {{1, 2}, {4, 6}}), name);
    assertEquals(5, map.x()[1] - map.x()[0]);
  }

  @ParameterizedTest
  @MethodSource("names")
  void project_degenerateSets_finite(String name) {
    float[][] equal = new float[30][3];
    assertFinite(project(Sets.euclidean(equal), name), name + " of equal rows");
    float[][] nearlyEqual = Sets.clouds(60, 4, 1);
    for (int row = 0; row < 50; row++) {
      nearlyEqual[row] = nearlyEqual[0].clone();
    }
    assertFinite(project(Sets.euclidean(nearlyEqual), name), name + " of 50 equal among 60");
    float[][] line = new float[40][2];
    for (int row = 0; row < line.length; row++) {
      line[row][0] = row;
    }
    assertFinite(project(Sets.euclidean(line), name), name + " of a line");
    float[][] outlier = Sets.clouds(60, 4, 1);
    outlier[7][1] = 1e6f;
    assertFinite(project(Sets.euclidean(outlier), name), name + " of one far row");
    float[][] square = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    assertFinite(project(Sets.euclidean(square), name), name + " of a square");
  }

  @ParameterizedTest
  @MethodSource("names")
  void project_farIslands_areAllOnTheMapAndApart(String name) {
    float[][] islands = Sets.clouds(90, 5, 3);
    for (int row = 0; row < islands.length; row++) {
      islands[row][0] += 1_000f * (row % 3);
    }
    Positions map = project(Sets.euclidean(islands), name);
    assertFinite(map, name);
    int strangers = 0;
    for (int row = 0; row < islands.length; row++) {
      strangers += nearest(map, row) % 3 == row % 3 ? 0 : 1;
    }
    assertTrue(
        strangers <= 2, "%s: %d of 90 lie next to another island".formatted(name, strangers));
  }

  @ParameterizedTest
  @MethodSource("names")
  void project_sameSeed_sameBitsOnAnyThreadAndPool(String name) throws Exception {
    HeapVectors vectors = Sets.euclidean(Sets.clouds(150, 8, 4));
    ProjectionMethod method = ProjectionMethod.named(name);
    float[] here = method.project(vectors, 11, Progress.none());
    AtomicReference<float[]> there = new AtomicReference<>();
    Thread other = new Thread(() -> there.set(method.project(vectors, 11, Progress.none())));
    other.start();
    other.join();
    assertArrayEquals(here, there.get());
    try (ForkJoinPool one = new ForkJoinPool(1)) {
      assertArrayEquals(here, one.submit(() -> method.project(vectors, 11, Progress.none())).get());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40})
  void project_anySeed_isTaken(long seed) {
    HeapVectors vectors = Sets.euclidean(Sets.clouds(40, 4, 2));
    float[] tsne = ProjectionMethod.named("exact-tsne").project(vectors, seed, Progress.none());
    float[] seven = ProjectionMethod.named("exact-tsne").project(vectors, 7, Progress.none());
    assertTrue(Arrays.mismatch(tsne, seven) >= 0, "seed " + seed + " gives the map of seed 7");
  }

  @ParameterizedTest
  @MethodSource("names")
  void project_tooManyData_isRefusedInWords(String name) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Projector.check(new Projection.Discovered(name), 5_001));
    assertEquals(
        "projection '%s' takes at most 5,000 distinct vectors, there are 5,001; use umap, tsne or pca"
            .formatted(name),
        refused.getMessage());
    Projector.check(new Projection.Discovered(name), 5_000);
  }

  @ParameterizedTest
  @MethodSource("names")
  void project_cancelled_stopsOnTheWay(String name) {
    HeapVectors vectors = Sets.euclidean(Sets.clouds(300, 8, 4));
    Halting halting = new Halting();
    assertThrows(
        CancellationException.class,
        () ->
            Projector.project(
                vectors, Sets.graph(vectors), new Projection.Discovered(name), 7, 2, halting));
    assertTrue(halting.done < halting.total, name + " went on to its end");
  }

  /// Cancelled by its first word of progress.
  private static final class Halting implements Progress {
    private long done;
    private long total;

    @Override
    public void advance(long steps, long of) {
      done = steps;
      total = of;
    }

    @Override
    public boolean cancelled() {
      return total > 0;
    }
  }

  private static Positions project(HeapVectors vectors, String name) {
    return Sets.project(vectors, new Projection.Discovered(name));
  }

  private static void assertFinite(Positions map, String what) {
    List<Integer> lost =
        IntStream.range(0, map.size())
            .filter(row -> !Float.isFinite(map.x()[row]) || !Float.isFinite(map.y()[row]))
            .boxed()
            .toList();
    assertEquals(List.of(), lost, what);
  }

  private static int nearest(Positions map, int row) {
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int other = 0; other < map.size(); other++) {
      double distance = Math.hypot(map.x()[other] - map.x()[row], map.y()[other] - map.y()[row]);
      if (other != row && distance < least) {
        least = distance;
        nearest = other;
      }
    }
    return nearest;
  }
}
