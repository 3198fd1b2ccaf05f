package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.projection.Projection;
import dev.portolan.query.MapEmbeddings;
import dev.portolan.query.Placement;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whole builds over data that no one would draw a map of: each is mapped, with topics, duplicates
/// and quality, copies lie on one place and others do not, and a copy of a datum is placed on it.
class DegenerateMapTest {
  private static final int D = 6;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "0, NONE",
    "1, NONE",
    "2, NONE",
    "3, NONE",
    "10, NONE",
    "200, EQUAL",
    "600, COPIES",
    "300, ISLANDS",
    "300, OUTLIER",
    "300, CONSTANT"
  })
  void buildMap_anyDataAnyProjection_mapsThemAll(int n, Change change) {
    List<float[]> vectors = vectors(n, change);
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      for (Metric metric : Metric.values()) {
        Dataset dataset = fill(db, vectors, metric);
        for (Projection projection : projections()) {
          assertMapped(vectors, build(dataset, projection));
        }
      }
    }
  }

  /// How data differ from a cloud around (1, 1, …).
  enum Change {
    NONE,
    EQUAL,
    COPIES,
    ISLANDS,
    OUTLIER,
    CONSTANT;

    void turn(float[] vector, int row, float[] first) {
      switch (this) {
        case NONE -> {}
        case EQUAL -> System.arraycopy(first, 0, vector, 0, D);
        case COPIES -> {
          if (row < 400) {
            System.arraycopy(first, 0, vector, 0, D);
          }
        }
        case ISLANDS -> vector[row % 2] += 1_000;
        case OUTLIER -> {
          if (row == 7) {
            vector[2] = 1e6f;
          }
        }
        case CONSTANT -> vector[1] = 1_000;
      }
    }
  }

  private static List<Projection> projections() {
    return List.of(
        new Projection.Auto(),
        new Projection.Tsne(30, 12, 120, 0, Projection.Init.PCA),
        new Projection.Pca());
  }

  private static List<float[]> vectors(int n, Change change) {
    Random random = new Random(Long.getLong("portolan.seed", 7) + n);
    List<float[]> vectors = new ArrayList<>();
    for (int row = 0; row < n; row++) {
      float[] vector = new float[D];
      for (int i = 0; i < D; i++) {
        vector[i] = (float) (1 + random.nextGaussian());
      }
      change.turn(vector, row, row == 0 ? vector.clone() : vectors.getFirst());
      vectors.add(vector);
    }
    return vectors;
  }

  private static Dataset fill(Portolan db, List<float[]> vectors, Metric metric) {
    Schema schema = Schema.builder().text("body").latent(D, metric).build();
    Dataset dataset = db.create(metric.name().toLowerCase(), schema);
    List<Datum> data = new ArrayList<>();
    for (int row = 0; row < vectors.size(); row++) {
      String text = row % 2 == 0 ? "a lamp, late" : "printer without paper";
      data.add(Datum.of("d" + row, vectors.get(row)).with("body", text));
    }
    dataset.add(data);
    return dataset;
  }

  private static EmbeddingMap build(Dataset dataset, Projection projection) {
    return dataset.buildMap(
        MapOptions.builder().projection(projection).duplicateCutoff(.01).build(),
        BuildMonitor.none());
  }

  private static void assertMapped(List<float[]> vectors, EmbeddingMap map) {
    String what = map.report().projection() + " by " + map.report().metric();
    MapEmbeddings.Projected projected = map.embeddings().projected();
    assertEquals(vectors.size(), projected.ids().length, what);
    assertEquals(vectors.size(), map.report().data(), what);
    Map<List<Float>, Set<List<Float>>> places = new HashMap<>();
    for (int row = 0; row < vectors.size(); row++) {
      float x = projected.x()[row];
      float y = projected.y()[row];
      assertTrue(Float.isFinite(x) && Float.isFinite(y), what + ": d" + row + " lies nowhere");
      places.computeIfAbsent(boxed(vectors.get(row)), _ -> new HashSet<>()).add(List.of(x, y));
    }
    places.values().forEach(of -> assertEquals(1, of.size(), what + ": copies lie apart"));
    long distinct = places.values().stream().distinct().count();
    assertTrue(
        distinct >= .95 * places.size(),
        () -> "%s: %d vectors share %d places".formatted(what, places.size(), distinct));
    assertEquals(vectors.size(), map.topics().perDatum().ids().length, what);
    assertEquals(vectors.size(), map.duplicates().perDatum().size(), what);
    for (int row = 0; row < Math.min(3, vectors.size()); row++) {
      Placement place = map.place(vectors.get(row));
      assertEquals(projected.x()[row], place.x(), what);
      assertEquals(projected.y()[row], place.y(), what);
    }
  }

  private static List<Float> boxed(float[] vector) {
    List<Float> boxed = new ArrayList<>();
    for (float value : vector) {
      boxed.add(value);
    }
    return boxed;
  }
}
