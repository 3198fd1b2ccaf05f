package dev.portolan.jdbc;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A small database for tests of SQL: tickets about six things, mapped, with tags and copies.
final class Tickets {
  static final int COUNT = 240;
  static final int DIMENSIONS = 8;
  private static final String[] WORDS = {
    "late", "delivery", "refund", "broken", "lamp", "chair", "parcel", "login"
  };

  private Tickets() {}

  static Portolan create(Path directory) {
    Portolan db = Portolan.open(directory);
    Dataset tickets =
        db.create(
            "tickets",
            Schema.builder()
                .text("body")
                .category("product")
                .integer("priority")
                .real("score")
                .bool("solved")
                .timestamp("opened_at")
                .categories("labels")
                .latent(DIMENSIONS, Metric.COSINE)
                .build());
    tickets.add(data());
    tickets.buildMap(
        MapOptions.builder().labelField("body").seed(7).duplicateCutoff(.001).build(),
        BuildMonitor.none());
    tickets.tags().create("refund", List.of("t001", "t002", "t003"));
    tickets.tags().create("it's \"odd\"", List.of("t004"));
    return db;
  }

  private static List<Datum> data() {
    SplittableRandom random = new SplittableRandom(1);
    List<Datum> data = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      float[] vector = new float[DIMENSIONS];
      int thing = i % 6;
      for (int j = 0; j < DIMENSIONS; j++) {
        vector[j] = (float) (random.nextDouble() * .3 + (j == thing ? 1 : 0));
      }
      if (i % 20 == 19) {
        vector = data.get(i - 6).latent();
      }
      data.add(new Datum("t%03d".formatted(i), values(i, random), i % 50 == 49 ? null : vector));
    }
    return data;
  }

  private static Map<String, Object> values(int i, SplittableRandom random) {
    int thing = i % 6;
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("body", WORDS[thing] + " " + WORDS[(thing + 1) % 8] + " " + i % 17);
    if (i % 7 != 0) {
      values.put("product", List.of("lamp", "chair", "table").get(i % 3));
    }
    if (i % 5 != 0) {
      values.put("priority", (long) (i % 4));
    }
    values.put("score", random.nextDouble());
    values.put("solved", i % 2 == 0);
    values.put("opened_at", Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i * 36_000L));
    values.put("labels", List.of("a", "b" + i % 2));
    return values;
  }

  /// A vector near the tickets about one thing.
  static float[] about(int thing) {
    float[] vector = new float[DIMENSIONS];
    vector[thing] = 1;
    return vector;
  }
}
