package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Search against brute force in double.
class NearestOracleTest {
  private static final int N = 3_000;
  private static final int D = 16;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Metric.class)
  void nearest_randomData_agreesWithBruteForce(Metric metric) {
    SplittableRandom random = Seeds.random();
    Schema schema = Schema.builder().latent(D, metric).build();
    List<Datum> data = new ArrayList<>();
    for (int i = 0; i < N; i++) {
      data.add(Datum.of("d" + i, Seeds.vector(random, D)));
    }
    try (DataStore store = DataStore.create(directory.resolve("data"), schema, Optional.empty())) {
      store.load(data, DataStore.LoadProgress.none());
      store.upsert(List.of(Datum.of("late", Seeds.vector(random, D))));
      store.delete(List.of("d0", "d7"));
      try (DataSnapshot snapshot = store.snapshot()) {
        DatumSet few = DatumSet.of(snapshot.dataset(), 0, 1, 5, 99, 1234, N);
        double found = 0;
        for (int q = 0; q < 50; q++) {
          float[] query = Seeds.vector(random, D);
          int[] expected = brute(snapshot, metric, query, snapshot.all(), 10);
          Nearest nearest = snapshot.nearest(query, 10, null, 100);
          found += overlap(expected, nearest.ordinals());
          assertSorted(nearest, snapshot, metric, query);
          assertArrayEquals(
              brute(snapshot, metric, query, few.and(snapshot.all()), 10),
              snapshot.nearest(query, 10, few, 10).ordinals(),
              "a selective filter is answered exactly; " + Seeds.note());
        }
        assertTrue(found / 500 > .97, "recall " + found / 500 + "; " + Seeds.note());
      }
    }
  }

  private static void assertSorted(
      Nearest nearest, DataSnapshot data, Metric metric, float[] query) {
    for (int i = 0; i < nearest.size(); i++) {
      float[] stored = data.storedVector(nearest.ordinals()[i]);
      assertEquals(metric.distance(query, stored), nearest.distances()[i], 0);
      assertTrue(i == 0 || nearest.distances()[i - 1] <= nearest.distances()[i]);
    }
  }

  private static int[] brute(
      DataSnapshot data, Metric metric, float[] query, DatumSet among, int k) {
    int[] ordinals = among.ordinals();
    double[] distances =
        Arrays.stream(ordinals)
            .mapToDouble(o -> metric.distance(query, data.storedVector(o)))
            .toArray();
    return IntStream.range(0, ordinals.length)
        .boxed()
        .sorted((a, b) -> Double.compare(distances[a], distances[b]))
        .limit(k)
        .mapToInt(i -> ordinals[i])
        .toArray();
  }

  private static long overlap(int[] expected, int[] found) {
    return Arrays.stream(found).filter(o -> Arrays.stream(expected).anyMatch(e -> e == o)).count();
  }
}
