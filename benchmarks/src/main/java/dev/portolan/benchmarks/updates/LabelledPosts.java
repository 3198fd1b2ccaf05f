package dev.portolan.benchmarks.updates;

import dev.portolan.exchange.NpyFile;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The posts of newsgroups20 in the order of their dates.
///
/// @param data with text and group
/// @param vectors of them, by the same order
record LabelledPosts(List<Datum> data, List<String> groups, float[][] vectors) {
  private static final Path SOURCE = Path.of("../shared/data/newsgroups20");
  private static final JsonMapper JSON = new JsonMapper();

  private record Post(String time, Datum datum, String group, float[] vector) {}

  static LabelledPosts read() throws IOException {
    float[][] vectors = NpyFile.vectors(SOURCE.resolve("vectors_f16.npy.gz"));
    List<Post> posts = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SOURCE.resolve("docs.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode post = JSON.readTree(line);
        float[] vector = vectors[posts.size()];
        String group = post.path("label_l2").asString();
        posts.add(
            new Post(
                post.path("timestamp").asString(),
                Datum.of(post.path("id").asString(), vector)
                    .with("text", post.path("text").asString())
                    .with("newsgroup", group),
                group,
                vector));
      }
    }
    posts.sort(Comparator.comparing(Post::time).thenComparing(post -> post.datum().id()));
    return new LabelledPosts(
        posts.stream().map(Post::datum).toList(),
        posts.stream().map(Post::group).toList(),
        posts.stream().map(Post::vector).toArray(float[][]::new));
  }

  Schema schema() {
    return Schema.builder()
        .latent(vectors[0].length, Metric.COSINE)
        .text("text")
        .category("newsgroup")
        .build();
  }

  int count() {
    return data.size();
  }
}
