package dev.portolan;

import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/// Data for tests: directions around a few centres, each with words of its own.
public final class Blobs {
  public static final long SEED = Long.getLong("portolan.seed", 7);
  public static final Schema SCHEMA =
      Schema.builder()
          .text("body")
          .category("kind")
          .timestamp("at")
          .latent(16, Metric.COSINE)
          .build();
  private static final String[][] WORDS = {
    {"parcel", "courier", "delivery"},
    {"refund", "money", "bank"},
    {"login", "password", "account"},
    {"battery", "charger", "cable"},
    {"invoice", "tax", "amount"}
  };

  private Blobs() {}

  /// `n` data in five blobs; every 50th repeats the vector of the datum before it.
  public static List<Datum> data(int n) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[][] centres = new float[WORDS.length][16];
    for (float[] centre : centres) {
      for (int i = 0; i < 16; i++) {
        centre[i] = (float) random.nextGaussian();
      }
    }
    List<Datum> data = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int blob = i % WORDS.length;
      float[] vector = i % 50 == 49 ? data.get(i - 1).latent() : near(centres[blob], random);
      String[] words = WORDS[i % 50 == 49 ? (i - 1) % WORDS.length : blob];
      String body =
          words[random.nextInt(3)] + " question about " + words[random.nextInt(3)] + " number " + i;
      data.add(
          Datum.of("d" + i, vector)
              .with("body", body)
              .with("kind", words[0])
              .with("at", Instant.ofEpochSecond(i * 60L)));
    }
    return data;
  }

  /// A vector that is nearly the same.
  static float[] beside(float[] vector, Random random) {
    float[] beside = vector.clone();
    for (int i = 0; i < beside.length; i++) {
      beside[i] += (float) (random.nextGaussian() * .05);
    }
    return beside;
  }

  private static float[] near(float[] centre, SplittableRandom random) {
    float[] vector = new float[centre.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = centre[i] + (float) random.nextGaussian() * .5f;
    }
    return vector;
  }
}
