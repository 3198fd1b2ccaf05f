package dev.portolan.smile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildReport;
import dev.portolan.index.MapOptions;
import dev.portolan.projection.Projection;
import dev.portolan.query.MapSnapshot;
import dev.portolan.query.Placement;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Maps built with these methods through the API.
///
/// Floors of trustworthiness are measured ones less .02.
class SmileMapTest {
  private static final int REAL = 400;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "mds, classical scaling, .9",
    "isomap, 'Smile, 15 neighbours', .9",
    "laplacian, 'Smile, 15 neighbours', .9",
    "sammon, 'Smile, at most 100 steps from classical scaling', .9",
    "exact-tsne, 'Smile, perplexity 30, 1,000 iterations', .9"
  })
  void buildMap_ofClouds_isNamedMeasuredAndPlacedUpon(String name, String about, double floor) {
    float[][] clouds = Sets.clouds(240, 12, 5);
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      EmbeddingMap map = build(fill(db, clouds, Metric.EUCLIDEAN), name);
      assertEquals(name + ", " + about, map.report().projection());
      assertAtLeast(floor, map.report());
      try (MapSnapshot snapshot = map.snapshot()) {
        assertEquals(new Projection.Discovered(name), snapshot.options().projection());
        Placement placed = map.place(clouds[17]);
        int row = snapshot.row(17);
        assertEquals(snapshot.columns().x()[row], placed.x());
        assertEquals(snapshot.columns().y()[row], placed.y());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mds, .73, .9",
    "isomap, .75, .9",
    "laplacian, .75, .9",
    "sammon, .73, .9",
    "exact-tsne, .88, .9"
  })
  void buildMap_ofRealData_keepsWhatTheMethodCanKeep(String name, double news, double fashion) {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      float[][] posts = Arrays.copyOf(Sets.news(), REAL);
      assertAtLeast(news, build(fill(db, posts, Metric.COSINE), name).report());
    }
    try (Portolan db = Portolan.open(directory.resolve("pictures"))) {
      float[][] pictures = Arrays.copyOf(Sets.fashion(), REAL);
      assertAtLeast(fashion, build(fill(db, pictures, Metric.EUCLIDEAN), name).report());
    }
  }

  @Test
  void buildMap_sameSeed_samePositions() {
    float[][] clouds = Sets.clouds(100, 6, 3);
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = fill(db, clouds, Metric.COSINE);
      float[] first = build(dataset, "exact-tsne").embeddings().projected().x();
      float[] again = build(dataset, "exact-tsne").embeddings().projected().x();
      assertEquals(-1, Arrays.mismatch(first, again));
    }
  }

  @Test
  void buildMap_ofMoreThanItTakes_saysSoAndLeavesNoMap() {
    float[][] many = Sets.clouds(5_001, 2, 3);
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = fill(db, many, Metric.EUCLIDEAN);
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> build(dataset, "isomap"));
      assertEquals(
          "projection 'isomap' takes at most 5,000 distinct vectors, there are 5,001; use umap,"
              + " tsne or pca",
          refused.getMessage());
      assertEquals(List.of(), dataset.maps());
    }
  }

  private static void assertAtLeast(double floor, BuildReport report) {
    assertTrue(
        report.quality().trustworthiness() >= floor, report.projection() + ": " + report.quality());
  }

  private static EmbeddingMap build(Dataset dataset, String name) {
    MapOptions options =
        MapOptions.builder()
            .projection(new Projection.Discovered(name))
            .topics(false)
            .seed(Sets.SEED)
            .build();
    return dataset.buildMap(options, BuildMonitor.none());
  }

  private static Dataset fill(Portolan db, float[][] rows, Metric metric) {
    Dataset dataset = db.create("data", Schema.builder().latent(rows[0].length, metric).build());
    List<Datum> data = new ArrayList<>();
    for (int row = 0; row < rows.length; row++) {
      data.add(Datum.of("d" + row, rows[row]));
    }
    dataset.add(data);
    return dataset;
  }
}
