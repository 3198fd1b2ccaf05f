package dev.portolan.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.VectorMetric;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rows within a distance, against all distances: alone, among a hundred, among more than a walk
/// finds.
class NearRowsTest {
  private static final long SEED = Long.getLong("portolan.seed", 7);
  private static final int D = 16;
  private static final int ALONE = 10_000;
  private static final int HUNDRED = 100;
  private static final int CROWD = 600;
  private static final double DISTANCE = .05;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"COSINE, COSINE", "EUCLIDEAN, EUCLIDEAN", "COSINE, EUCLIDEAN"})
  void near_findsWhatAllDistancesSay(Metric metric, VectorMetric mapped) {
    List<Datum> data = data();
    try (DataStore store =
        DataStore.create(directory, Schema.builder().latent(D, metric).build(), Optional.empty())) {
      store.commitEmpty();
      store.upsert(data);
      try (DataSnapshot snapshot = store.snapshot()) {
        int[] ordinals = snapshot.withVector().ordinals();
        double distance = mapped == VectorMetric.COSINE ? DISTANCE : Math.sqrt(2 * DISTANCE);
        StoredLatents vectors =
            new StoredLatents(snapshot, snapshot.vectors(snapshot.withVector()), mapped);
        NearRows walked = new NearRows(snapshot, ordinals, vectors, distance, false);
        NearRows measured = new NearRows(snapshot, ordinals, vectors, distance, true);
        int all = 0;
        int found = 0;
        for (int row : new int[] {0, 77, ALONE, ALONE + 50, ALONE + HUNDRED, data.size() - 1}) {
          int[] truth = near(data, row, distance, mapped);
          int[] exactly = sorted(measured.near(row));
          assertTrue(IntStream.of(truth).allMatch(each -> holds(exactly, each)), "row " + row);
          assertEquals(truth.length, exactly.length, 1 + truth.length / 100.0, "row " + row);
          int[] near = sorted(walked.near(row));
          assertEquals(near.length, IntStream.of(near).distinct().count());
          all += truth.length;
          found += (int) IntStream.of(truth).filter(each -> holds(near, each)).count();
        }
        assertTrue(all > HUNDRED + CROWD, all + " near");
        assertTrue(found >= .99 * all, found + " of " + all + " found by walks");
      }
    }
  }

  private static boolean holds(int[] sorted, int value) {
    return Arrays.binarySearch(sorted, value) >= 0;
  }

  private static int[] sorted(int[] values) {
    return IntStream.of(values).sorted().toArray();
  }

  /// Unit vectors: some alone, a hundred around one place, a crowd around another.
  private static List<Datum> data() {
    Random random = new Random(SEED);
    List<Datum> data = new ArrayList<>();
    float[] centre = null;
    for (int i = 0; i < ALONE + HUNDRED + CROWD; i++) {
      boolean first = i <= ALONE || i == ALONE + HUNDRED;
      float[] vector = new float[D];
      for (int e = 0; e < D; e++) {
        vector[e] =
            (float) (first ? random.nextGaussian() : centre[e] + .01 * random.nextGaussian());
      }
      double length = StoredLatents.length(vector, 0, D);
      StoredLatents.scale(vector, 0, D, 1 / length);
      centre = first ? vector : centre;
      data.add(Datum.of("d" + i, vector));
    }
    return data;
  }

  private static int[] near(List<Datum> data, int row, double distance, VectorMetric metric) {
    return IntStream.range(0, data.size())
        .filter(
            other -> apart(data.get(row).latent(), data.get(other).latent(), metric) <= distance)
        .toArray();
  }

  private static double apart(float[] a, float[] b, VectorMetric metric) {
    double dot = 0;
    double square = 0;
    for (int e = 0; e < D; e++) {
      dot += (double) a[e] * b[e];
      square += ((double) a[e] - b[e]) * ((double) a[e] - b[e]);
    }
    return metric == VectorMetric.COSINE ? 1 - dot : Math.sqrt(square);
  }
}
