package dev.portolan.benchmarks.explorer;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildStage;
import dev.portolan.index.MapOptions;
import dev.portolan.projection.Projection;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// A made-up dataset of many data with a map: forty clouds of three-dimensional vectors, a
/// category, a number, a time and a short text each; the map shows their principal axes, without
/// topics and duplicates, whose search would take minutes and changes nothing in what is measured.
final class LargeMap {
  static final String DATASET = "large";
  private static final int CLOUDS = 40;
  private static final int DIMENSIONS = 3;

  private LargeMap() {}

  /// Makes it where it is not there yet.
  static void require(Path database, int n) {
    if (Files.exists(database)) {
      return;
    }
    try (Portolan db = Portolan.open(database)) {
      Schema schema =
          Schema.builder()
              .text("body")
              .category("kind")
              .real("amount")
              .timestamp("at")
              .latent(DIMENSIONS, Metric.EUCLIDEAN)
              .build();
      Dataset dataset =
          db.create(
              DATASET, schema, Optional.empty(), () -> data(n), DataStore.LoadProgress.none());
      dataset.buildMap(
          MapOptions.builder().projection(new Projection.Pca()).topics(false).build(), progress());
    }
  }

  private static BuildMonitor progress() {
    return new BuildMonitor() {
      private BuildStage last;

      @Override
      public synchronized void progress(BuildStage stage, long done, long total) {
        if (stage != last) {
          System.err.println("  " + stage.label());
          last = stage;
        }
      }
    };
  }

  private static Iterator<Datum> data(int n) {
    SplittableRandom random = new SplittableRandom(7);
    float[][] centres = new float[CLOUDS][DIMENSIONS];
    for (float[] centre : centres) {
      for (int j = 0; j < DIMENSIONS; j++) {
        centre[j] = 4 * (float) random.nextGaussian();
      }
    }
    List<String> words = List.of("parcel", "refund", "login", "battery", "invoice", "garden");
    return new Iterator<>() {
      private int i;

      @Override
      public boolean hasNext() {
        return i < n;
      }

      @Override
      public Datum next() {
        int cloud = random.nextInt(CLOUDS);
        float[] vector = new float[DIMENSIONS];
        for (int j = 0; j < DIMENSIONS; j++) {
          vector[j] = centres[cloud][j] + .6f * (float) random.nextGaussian();
        }
        Datum datum =
            Datum.of("d" + i, vector)
                .with("body", words.get(random.nextInt(words.size())) + " number " + i)
                .with("kind", "cloud " + cloud)
                .with("amount", random.nextDouble())
                .with("at", Instant.ofEpochSecond(1_600_000_000L + i * 60L));
        i++;
        return datum;
      }
    };
  }

  /// Makes databases by hand: `LargeMap FOLDER N`.
  public static void main(String[] arguments) {
    require(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
  }
}
