package dev.portolan.smile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.projection.Projection;
import dev.portolan.query.MapTopics;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smile.validation.metric.AdjustedMutualInformation;
import smile.validation.metric.AdjustedRandIndex;
import smile.validation.metric.NormalizedMutualInformation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Topics against what the data are known to be about, by Smile's measures.
class TopicsOracleTest {
  @TempDir Path directory;

  @Test
  void topics_ofClouds_areTheClouds() {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      List<Datum> data = new ArrayList<>();
      List<String> clouds = new ArrayList<>();
      float[][] rows = Sets.clouds(600, 12, 5);
      for (int row = 0; row < rows.length; row++) {
        clouds.add("cloud " + row % 5);
        data.add(Datum.of("d" + row, rows[row]).with("body", "of cloud " + row % 5));
      }
      Agreement best = best(map(db, data, Metric.EUCLIDEAN), clouds);
      assertTrue(best.rand() >= .98 && best.adjusted() >= .98, best.toString());
      assertTrue(best.normalized() >= .98 && best.coverage() >= .95, best.toString());
    }
  }

  /// The floor is that of TopicQualityTest, which measures by a formula of ours.
  @Test
  @Tag("stress")
  void topics_ofPosts_agreeWithTheirNewsgroups() throws IOException {
    float[][] vectors = Sets.news();
    List<String> newsgroups = new ArrayList<>();
    List<Datum> data = new ArrayList<>();
    JsonMapper json = new JsonMapper();
    for (String line : lines(Sets.small("newsgroups20-2k_docs.jsonl.gz"))) {
      JsonNode post = json.readTree(line);
      int row = data.size();
      newsgroups.add(post.get("label_l2").asString());
      data.add(Datum.of("p" + row, vectors[row]).with("body", post.get("text").asString()));
    }
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Agreement best = best(map(db, data, Metric.COSINE), newsgroups);
      assertTrue(best.adjusted() >= .55 && best.coverage() >= .7, best.toString());
    }
  }

  /// @param coverage share of the data that have a topic at this depth; the others are over these
  private record Agreement(
      int depth, double coverage, double rand, double adjusted, double normalized) {}

  /// At the depth whose topics agree most and cover seven tenths of the data.
  private static Agreement best(EmbeddingMap map, List<String> classes) {
    MapTopics topics = map.topics();
    MapTopics.PerDatum per = topics.perDatum();
    Agreement best = new Agreement(0, 0, 0, 0, 0);
    for (int depth = 1; depth <= topics.depths(); depth++) {
      Agreement here = agreement(per, depth, classes);
      best = here.coverage() >= .7 && here.adjusted() > best.adjusted() ? here : best;
    }
    return best;
  }

  private static Agreement agreement(MapTopics.PerDatum per, int depth, List<String> classes) {
    List<String> labels = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (int i = 0; i < per.ids().length; i++) {
      String label = per.labels()[depth - 1][i];
      if (label != null) {
        labels.add(label);
        known.add(classes.get(Integer.parseInt(per.ids()[i].substring(1))));
      }
    }
    int[] found = numbers(labels);
    int[] truth = numbers(known);
    return new Agreement(
        depth,
        (double) found.length / classes.size(),
        AdjustedRandIndex.of(truth, found),
        AdjustedMutualInformation.sum(truth, found),
        NormalizedMutualInformation.sum(truth, found));
  }

  private static int[] numbers(List<String> names) {
    List<String> distinct = names.stream().distinct().toList();
    return names.stream().mapToInt(distinct::indexOf).toArray();
  }

  private static EmbeddingMap map(Portolan db, List<Datum> data, Metric metric) {
    int d = data.getFirst().latent().length;
    Dataset dataset = db.create("data", Schema.builder().text("body").latent(d, metric).build());
    dataset.add(data);
    MapOptions options =
        MapOptions.builder().projection(new Projection.Pca()).seed(Sets.SEED).build();
    return dataset.buildMap(options, BuildMonitor.none());
  }

  private static List<String> lines(Path file) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
