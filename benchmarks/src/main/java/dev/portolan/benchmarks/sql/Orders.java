package dev.portolan.benchmarks.sql;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.index.duplicates.DuplicateCutoff;
import dev.portolan.projection.Projection;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Data to ask: vectors around 200 centres, a text, a category, a number and a share, with a map.
///
/// The datum at `i` depends on `i` only.
final class Orders {
  static final int DIMENSIONS = 128;

  private static final int CENTRES = 200;
  private static final double SPREAD = .5;
  private static final List<String> THINGS = List.of("lamp", "chair", "table", "clock", "shelf");
  private static final List<String> TROUBLES = List.of("late", "broken", "lost", "wrong", "loud");
  private static final float[][] CENTRE = centres();

  private Orders() {}

  private static float[][] centres() {
    SplittableRandom random = new SplittableRandom(7);
    float[][] centres = new float[CENTRES][DIMENSIONS];
    for (float[] centre : centres) {
      for (int j = 0; j < DIMENSIONS; j++) {
        centre[j] = (float) random.nextGaussian();
      }
    }
    return centres;
  }

  /// Loads `n` of them as dataset `orders`, and builds their map by principal axes, with topics.
  static void create(Path directory, int n) {
    try (Portolan db = Portolan.open(directory)) {
      Dataset orders =
          db.create(
              "orders",
              Schema.builder()
                  .text("body")
                  .category("product")
                  .integer("priority")
                  .real("score")
                  .latent(DIMENSIONS, Metric.COSINE)
                  .build());
      orders.load(
          () -> IntStream.range(0, n).mapToObj(Orders::datum).iterator(),
          DataStore.LoadProgress.none());
      orders.buildMap(
          MapOptions.builder()
              .projection(new Projection.Pca())
              .duplicates(new DuplicateCutoff.Off())
              .labelField("body")
              .build(),
          BuildMonitor.none());
      List<String> ids = IntStream.range(0, Math.min(n, 1_000)).mapToObj(i -> "o" + i).toList();
      orders.tags().create("checked", ids);
    }
  }

  private static Datum datum(int i) {
    SplittableRandom random = new SplittableRandom(i * 0x9E3779B97F4A7C15L);
    int centre = random.nextInt(CENTRES);
    String thing = THINGS.get(centre % THINGS.size());
    String trouble = TROUBLES.get(centre / THINGS.size() % TROUBLES.size());
    return Datum.of("o" + i, near(centre, random))
        .with("body", "the %s came %s in place %d".formatted(thing, trouble, centre))
        .with("product", thing)
        .with("priority", (long) random.nextInt(5))
        .with("score", random.nextDouble());
  }

  /// A vector to ask for, which is none of the data's.
  static float[] question(int i) {
    SplittableRandom random = new SplittableRandom(-1 - i);
    return near(random.nextInt(CENTRES), random);
  }

  private static float[] near(int centre, SplittableRandom random) {
    float[] vector = CENTRE[centre].clone();
    for (int j = 0; j < DIMENSIONS; j++) {
      vector[j] += (float) (SPREAD * random.nextGaussian());
    }
    return vector;
  }
}
