package dev.portolan.explorer;

import dev.portolan.Dataset;
import dev.portolan.Embedder;
import dev.portolan.Portolan;
import dev.portolan.explorer.api.Served;
import dev.portolan.explorer.api.TextModel;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.storage.Column;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// A small database with a map, some of whose texts are attempts to run something.
public final class Tickets {
  public static final String NAME = "tickets";
  public static final int COUNT = 400;

  /// A column whose name wants to be code.
  public static final String HOSTILE_COLUMN = "<b onmouseover=alert(1)>'\"&";

  /// Texts that ran in some page once.
  public static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "\"><svg onload=alert(1)>",
          "javascript:alert(1)",
          "</script><script>alert(1)</script>",
          "{{constructor.constructor('alert(1)')()}}",
          "${alert(1)}",
          "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
          "\u2028alert(1)\u2029",
          "\u202Etxt.exe");

  private static final String[][] WORDS = {
    {"parcel", "courier", "delivery"},
    {"refund", "money", "bank"},
    {"login", "password", "account"},
    {"battery", "charger", "cable"},
    {"invoice", "tax", "amount"}
  };

  private static final int DIMENSIONS = 16;

  private Tickets() {}

  /// Makes the database; every 40th datum repeats the vector of the one before it.
  public static Portolan create(Path directory) {
    Portolan db = Portolan.open(directory);
    Schema schema =
        Schema.builder()
            .text("body")
            .category("kind")
            .integer("priority")
            .real("score")
            .bool("open")
            .timestamp("at")
            .categories("labels")
            .add(new Column.Category(HOSTILE_COLUMN))
            .latent(DIMENSIONS, Metric.COSINE)
            .build();
    Dataset dataset =
        db.create(NAME, schema, Optional.of(WordModel.NAME), data(), DataStore.LoadProgress.none());
    dataset.buildMap(
        MapOptions.builder().labelField("body").seed(7).threads(2).build(), BuildMonitor.none());
    return db;
  }

  public static Served served(Portolan db) {
    return new Served(
        db,
        "tickets.portolan",
        false,
        new TextModel(WordModel.NAME, WordModel::new),
        null,
        null,
        new Served.Start(null, null));
  }

  private static List<Datum> data() {
    SplittableRandom random = new SplittableRandom(7);
    List<Datum> data = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      boolean copy = i % 40 == 39;
      int blob = (copy ? i - 1 : i) % WORDS.length;
      String[] words = WORDS[blob];
      String body =
          words[random.nextInt(3)] + " question about " + words[random.nextInt(3)] + " number " + i;
      String hostile = HOSTILE.get(i % HOSTILE.size());
      float[] vector = copy ? data.getLast().latent() : near(words, random);
      Datum datum =
          Datum.of("t" + i, vector)
              .with("body", i % 7 == 0 ? hostile + " " + body : body)
              .with("kind", words[0])
              .with("score", random.nextDouble())
              .with("open", i % 3 == 0)
              .with("at", Instant.ofEpochSecond(i * 3600L))
              .with("labels", i % 4 == 0 ? List.of() : List.of(words[1], "l" + i % 3))
              .with(HOSTILE_COLUMN, hostile);
      data.add(i % 5 == 0 ? datum : datum.with("priority", (long) (i % 4)));
    }
    return data;
  }

  private static float[] near(String[] words, SplittableRandom random) {
    float[] vector = new WordModel().embed(String.join(" ", words));
    for (int i = 0; i < vector.length; i++) {
      vector[i] += 1.3f * (float) random.nextGaussian();
    }
    return vector;
  }

  /// A text's vector is the sum of one random vector per word.
  private static final class WordModel implements Embedder {
    static final String NAME = "words";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public int dimensions() {
      return DIMENSIONS;
    }

    @Override
    public float[] embed(String text) {
      float[] vector = new float[DIMENSIONS];
      for (String word : text.split(" ", -1)) {
        SplittableRandom random = new SplittableRandom(word.hashCode());
        for (int i = 0; i < DIMENSIONS; i++) {
          vector[i] += (float) random.nextGaussian();
        }
      }
      return vector;
    }
  }
}
