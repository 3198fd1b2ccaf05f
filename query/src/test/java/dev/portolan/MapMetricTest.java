package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.projection.VectorMetric;
import dev.portolan.query.MapDuplicates;
import dev.portolan.query.MapEmbeddings;
import dev.portolan.query.Placement;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Maps by another distance than their dataset's: places, duplicates and placing are all by it.
class MapMetricTest {
  private static final int N = 500;
  private static final int D = 6;

  @TempDir Path directory;
  private Portolan db;

  @BeforeEach
  void open() {
    db = Portolan.open(directory.resolve("db"));
  }

  @AfterEach
  void close() {
    db.close();
  }

  /// Three clouds of directions, lengths from .2 to 50: near in angle is not near in space. Every
  /// tenth is twice the one before.
  private static List<float[]> vectors(int salt) {
    Random random = new Random(Long.getLong("portolan.seed", 7) + salt);
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < N; i++) {
      float[] vector = new float[D];
      double length = .2 * Math.pow(250, random.nextDouble());
      for (int c = 0; c < D; c++) {
        double direction = (c == i % 3 ? 1 : 0) + .2 * random.nextGaussian();
        vector[c] = i % 10 == 9 ? 2 * vectors.getLast()[c] : (float) (length * direction);
      }
      vectors.add(vector);
    }
    return vectors;
  }

  private Dataset dataset(Metric metric, List<float[]> vectors) {
    Dataset dataset =
        db.create(metric.name().toLowerCase(), Schema.builder().latent(D, metric).build());
    dataset.add(
        IntStream.range(0, vectors.size())
            .mapToObj(i -> Datum.of("d" + i, vectors.get(i)))
            .toList());
    return dataset;
  }

  private static EmbeddingMap map(Dataset dataset, VectorMetric metric) {
    MapOptions options =
        MapOptions.builder().metric(metric).nEpochs(30).duplicateCutoff(.002).build();
    return dataset.buildMap(options, BuildMonitor.none());
  }

  private static double distance(VectorMetric metric, float[] a, float[] b) {
    return Metric.valueOf(metric.name()).distance(a, b);
  }

  @ParameterizedTest
  @CsvSource({"COSINE, EUCLIDEAN", "EUCLIDEAN, COSINE", "DOT, EUCLIDEAN", "DOT, COSINE"})
  void duplicates_areWithinTheCutoffOfTheMapsMetric(Metric stored, VectorMetric metric) {
    List<float[]> vectors = vectors(1);
    EmbeddingMap map = map(dataset(stored, vectors), metric);
    assertEquals(metric.name().toLowerCase(), map.report().metric());
    int candidates = 0;
    List<MapDuplicates.PerDatum> rows = map.duplicates().perDatum();
    for (int i = 0; i < N; i++) {
      int retained = Integer.parseInt(rows.get(i).clusterId().substring(1));
      double apart = distance(metric, vectors.get(i), vectors.get(retained));
      assertEquals(apart, rows.get(i).distance(), 1e-5);
      assertTrue(apart <= .002 + 1e-5, () -> "distance " + apart);
      candidates += retained == i ? 0 : 1;
    }
    assertEquals(candidates, map.report().duplicates().candidates());
    boolean angles = metric == VectorMetric.COSINE;
    assertTrue(angles ? candidates >= N / 10 : candidates < N / 10, candidates + " candidates");
  }

  /// Euclidean vectors and dot products are turned alike; so are cosine vectors and the euclidean
  /// ones they are put together to.
  @Test
  void positions_doNotDependOnHowVectorsAreStored() {
    List<float[]> vectors = vectors(2).subList(0, 300);
    Dataset euclidean = dataset(Metric.EUCLIDEAN, vectors);
    Dataset dot = dataset(Metric.DOT, vectors);
    Dataset cosine = dataset(Metric.COSINE, vectors);
    assertSameMap(map(euclidean, VectorMetric.COSINE), map(dot, null));
    assertSameMap(map(dot, VectorMetric.EUCLIDEAN), map(euclidean, null));
    List<float[]> whole = List.of(map(cosine, null).embeddings().latent().vectors());
    euclidean.add(
        IntStream.range(0, whole.size()).mapToObj(i -> Datum.of("d" + i, whole.get(i))).toList());
    assertSameMap(map(cosine, VectorMetric.EUCLIDEAN), map(euclidean, null));
  }

  private static void assertSameMap(EmbeddingMap one, EmbeddingMap other) {
    MapEmbeddings.Projected first = one.embeddings().projected();
    MapEmbeddings.Projected second = other.embeddings().projected();
    assertArrayEquals(first.x(), second.x());
    assertArrayEquals(first.y(), second.y());
    assertEquals(one.duplicates().perDatum(), other.duplicates().perDatum());
    assertEquals(one.report().quality(), other.report().quality());
  }

  /// The nearest datum in angle is hardly ever the nearest in space here.
  @ParameterizedTest
  @CsvSource({"COSINE, EUCLIDEAN", "EUCLIDEAN, COSINE", "DOT, EUCLIDEAN", "DOT, COSINE"})
  void place_namesTheNearestByTheMapsMetric(Metric stored, VectorMetric metric) {
    List<float[]> vectors = vectors(3);
    EmbeddingMap map = map(dataset(stored, vectors), metric);
    List<float[]> asked = vectors(4);
    List<Placement> places = map.place(asked);
    for (int i = 0; i < N; i++) {
      int nearest = 0;
      for (int other = 1; other < N; other++) {
        double apart = distance(metric, asked.get(i), vectors.get(other));
        nearest = apart < distance(metric, asked.get(i), vectors.get(nearest)) ? other : nearest;
      }
      double least = distance(metric, asked.get(i), vectors.get(nearest));
      assertEquals(least, places.get(i).distance(), 1e-5 * (1 + least));
      int named = Integer.parseInt(places.get(i).nearest().substring(1));
      assertEquals(least, distance(metric, asked.get(i), vectors.get(named)), 1e-5 * (1 + least));
      if (i % 20 == 0) {
        assertEquals(places.get(i), map.place(asked.get(i)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"COSINE, EUCLIDEAN", "EUCLIDEAN, COSINE", "DOT, EUCLIDEAN", "DOT, COSINE"})
  void place_copiesOfMappedData_fallOnThem(Metric stored, VectorMetric metric) {
    List<float[]> vectors = vectors(5);
    Dataset dataset = dataset(stored, vectors);
    EmbeddingMap map = map(dataset, metric);
    MapEmbeddings.Projected projected = map.embeddings().projected();
    float[][] given = map.embeddings().latent().vectors();
    for (int i = 0; i < N; i += 25) {
      assertFallsOn(projected, i, map.place(vectors.get(i)));
      assertFallsOn(projected, i, map.place(given[i]));
    }
  }

  private static void assertFallsOn(MapEmbeddings.Projected projected, int i, Placement place) {
    assertEquals(projected.x()[i], place.x(), "x of " + i);
    assertEquals(projected.y()[i], place.y(), "y of " + i);
  }

  @Test
  void place_dataThatAreNotOnTheMap_doNotCount() {
    List<float[]> vectors = vectors(6);
    Dataset dataset = dataset(Metric.COSINE, vectors);
    EmbeddingMap map = map(dataset, VectorMetric.EUCLIDEAN);
    float[] asked = vectors(7).getFirst();
    Placement before = map.place(asked);
    dataset.add(Datum.of("new", asked));
    assertEquals(before, map.place(asked));
    dataset.delete(List.of(before.nearest()));
    assertTrue(map.place(asked).distance() >= before.distance());
    assertTrue(!map.place(asked).nearest().equals(before.nearest()));
  }

  @ParameterizedTest
  @EnumSource(names = {"EUCLIDEAN", "DOT"})
  void place_vectorWithoutDirection_isRefusedByCosine(Metric stored) {
    EmbeddingMap map = map(dataset(stored, vectors(8)), VectorMetric.COSINE);
    String message =
        assertThrows(IllegalArgumentException.class, () -> map.place(new float[D])).getMessage();
    assertTrue(message.contains("length 0.0; cosine needs a direction"), message);
    message =
        assertThrows(IllegalArgumentException.class, () -> map.place(new float[2])).getMessage();
    assertTrue(message.contains("2 dimensions, the dataset takes 6"), message);
  }

  @Test
  void buildMap_zeroVectorByCosine_isRefusedByName() {
    List<float[]> vectors = vectors(9);
    vectors.set(77, new float[D]);
    Dataset dataset = dataset(Metric.EUCLIDEAN, vectors);
    map(dataset, null);
    String message =
        assertThrows(IllegalArgumentException.class, () -> map(dataset, VectorMetric.COSINE))
            .getMessage();
    assertTrue(message.startsWith("datum 'd77': latent vector has length 0.0;"), message);
    assertTrue(message.contains("build it with metric euclidean"), message);
    assertEquals(1, dataset.map().generation());
  }

  /// Topics named anew after a deletion ask for the same vectors as the build did.
  @Test
  void optimize_mapByAnotherMetric_keepsItsPlaces() {
    Dataset dataset = db.create("blobs", Blobs.SCHEMA);
    dataset.add(Blobs.data(500));
    EmbeddingMap map = map(dataset, VectorMetric.EUCLIDEAN);
    MapEmbeddings.Projected before = map.embeddings().projected();
    dataset.delete(IntStream.range(450, 500).mapToObj(i -> "d" + i).toList());
    dataset.optimize(BuildMonitor.none());
    MapEmbeddings.Projected after = dataset.map().embeddings().projected();
    for (int i = 0; i < 450; i++) {
      assertEquals(before.x()[i], after.x()[i]);
    }
    assertEquals("euclidean", dataset.map().report().metric());
    assertEquals(VectorMetric.EUCLIDEAN, dataset.map().read(snapshot -> snapshot.metric()));
  }
}
