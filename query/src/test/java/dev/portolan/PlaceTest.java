package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Placing vectors on a map without inserting them.
class PlaceTest {
  private static final int N = 900;
  private static final int D = 8;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Metric.class)
  void place_copiesOfMappedData_fallOnThem(Metric metric) {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = clouds(db, metric);
      EmbeddingMap map =
          dataset.buildMap(MapOptions.builder().seed(3).build(), BuildMonitor.none());
      List<float[]> vectors = vectors();
      List<Placement> places = map.place(vectors.subList(0, 40));
      MapEmbeddings.Projected projected = map.embeddings().projected();
      for (int i = 0; i < places.size(); i++) {
        Placement place = places.get(i);
        assertEquals("d" + i, place.nearest());
        assertEquals(projected.x()[i], place.x());
        assertEquals(projected.y()[i], place.y());
        assertTrue(place.confidence() > 0 && place.confidence() <= 1, place.toString());
        assertEquals(map.topics().tree().depths(), place.topics().size());
        assertEquals(place, map.place(vectors.get(i)));
      }
      assertEquals(N, dataset.count());
    }
  }

  @Test
  void place_dataAddedAfterTheBuild_doNotCount() {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = clouds(db, Metric.EUCLIDEAN);
      EmbeddingMap map = dataset.buildMap(MapOptions.builder().build(), BuildMonitor.none());
      float[] between = new float[D];
      Placement before = map.place(between);
      dataset.add(Datum.of("new", between));
      assertEquals(before, map.place(between));
    }
  }

  @Test
  void place_onAMapByPrincipalAxes_fallsAmongItsNeighbours() {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = clouds(db, Metric.EUCLIDEAN);
      EmbeddingMap map =
          dataset.buildMap(
              MapOptions.builder().projection(new Projection.Pca()).build(), BuildMonitor.none());
      float[] near = vectors().get(5).clone();
      near[0] += .01f;
      Placement place = map.place(near);
      MapEmbeddings.Projected projected = map.embeddings().projected();
      assertEquals(projected.x()[5], place.x(), 1.5);
      assertEquals(projected.y()[5], place.y(), 1.5);
    }
  }

  @Test
  void place_whatDoesNotFit_isRefusedInWords() {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = clouds(db, Metric.COSINE);
      EmbeddingMap map = dataset.buildMap(MapOptions.builder().build(), BuildMonitor.none());
      IllegalArgumentException shortVector =
          assertThrows(IllegalArgumentException.class, () -> map.place(new float[3]));
      assertTrue(shortVector.getMessage().contains("3"), shortVector.getMessage());
      assertEquals(List.of(), map.place(List.of()));
      dataset.delete(java.util.stream.IntStream.range(0, N).mapToObj(i -> "d" + i).toList());
      IllegalArgumentException nothing =
          assertThrows(
              IllegalArgumentException.class,
              () -> map.place(new float[] {1, 0, 0, 0, 0, 0, 0, 0}));
      assertTrue(nothing.getMessage().contains("'default'"), nothing.getMessage());
    }
  }

  private static Dataset clouds(Portolan db, Metric metric) {
    Dataset dataset = db.create("clouds", Schema.builder().latent(D, metric).build());
    List<Datum> data = new ArrayList<>();
    for (float[] vector : vectors()) {
      data.add(Datum.of("d" + data.size(), vector));
    }
    dataset.add(data);
    return dataset;
  }

  /// Three clouds of unit vectors, all different.
  private static List<float[]> vectors() {
    Random random = new Random(Long.getLong("portolan.seed", 7));
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < N; i++) {
      float[] vector = new float[D];
      double squares = 0;
      for (int c = 0; c < D; c++) {
        vector[c] = (float) (.15 * random.nextGaussian() + (c == i % 3 ? 1 : 0));
        squares += vector[c] * vector[c];
      }
      for (int c = 0; c < D; c++) {
        vector[c] /= (float) Math.sqrt(squares);
      }
      vectors.add(vector);
    }
    return vectors;
  }
}
