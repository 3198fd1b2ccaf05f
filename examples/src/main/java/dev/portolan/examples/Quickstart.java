package dev.portolan.examples;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Hit;
import dev.portolan.Portolan;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The first ten minutes: a database, a dataset with your own vectors, a map, a question.
public final class Quickstart {
  private static final String[] HUES = {"red", "orange", "yellow", "green", "blue", "violet"};
  private static final float[][] CENTRES = {
    {.8f, .1f, .1f},
    {.9f, .5f, .1f},
    {.9f, .9f, .2f},
    {.1f, .7f, .2f},
    {.1f, .2f, .8f},
    {.5f, .1f, .6f}
  };

  private Quickstart() {}

  public static void main(String[] args) {
    run(Path.of(args.length > 0 ? args[0] : "quickstart.portolan"))
        .forEach(hit -> System.out.printf("%.3f  %s%n", hit.distance(), hit.values().get("name")));
  }

  /// Returns the ten colours nearest to a vector.
  static List<Hit> run(Path directory) {
    try (Portolan db = Portolan.open(directory)) {
      Schema schema = Schema.builder().text("name").latent(3, Metric.EUCLIDEAN).build();
      Dataset colours = db.create("colours", schema);
      colours.add(data());

      EmbeddingMap map =
          colours.buildMap(
              MapOptions.builder().labelField("name").seed(7).duplicateCutoff(.001).build(),
              BuildMonitor.none());
      map.topics().groupByTopic(1).forEach(topic -> System.out.println(topic.label()));

      float[] tangerine = {.95f, .5f, 0f};
      return colours.search(tangerine).k(10).include("name").run();
    }
  }

  /// 600 colours as red, green and blue; your vectors would come out of an embedding model.
  private static List<Datum> data() {
    SplittableRandom random = new SplittableRandom(1);
    List<Datum> data = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      int hue = i % HUES.length;
      double light = random.nextDouble(.9, 1.1);
      float[] colour = new float[3];
      for (int c = 0; c < 3; c++) {
        colour[c] = (float) (CENTRES[hue][c] * light + random.nextGaussian() * .04);
      }
      String tone = light < .97 ? "dark " : light > 1.03 ? "bright " : "plain ";
      data.add(Datum.of("colour-" + i, colour).with("name", tone + HUES[hue]));
    }
    return data;
  }
}
