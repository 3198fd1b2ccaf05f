package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How many of the true neighbours of 2,000 posts a search of their graph finds.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphQualityTest {
  private static final Path VECTORS = Path.of("small/newsgroups20-2k_vectors_f16.npy.gz");
  private static final int N = 2_000;
  private static final int D = 384;
  private static final int K = 10;
  private static final int EFFORT = 50;

  @TempDir Path directory;
  private final List<float[]> posts = new ArrayList<>();

  @BeforeAll
  void read() throws IOException {
    Path file = Path.of("../../shared/data").resolve(VECTORS);
    assumeTrue(Files.exists(file), file + " is missing");
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      in.skipNBytes(8);
      in.skipNBytes(Short.toUnsignedInt(Short.reverseBytes(in.readShort())));
      for (int i = 0; i < N; i++) {
        float[] vector = new float[D];
        for (int j = 0; j < D; j++) {
          vector[j] = Float.float16ToFloat(Short.reverseBytes(in.readShort()));
        }
        posts.add(vector);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void load_posts_findsTheirNeighbours(Metric metric) {
    try (DataStore store = store("load" + metric, metric)) {
      store.load(data(posts), DataStore.LoadProgress.none());

      assertRecall(store, .985);
    }
  }

  @Test
  void merge_oneInThreeDeleted_findsTheNeighboursThatAreLeft() {
    try (DataStore store = store("deleted", Metric.COSINE)) {
      store.load(data(posts.subList(0, 1_600)), DataStore.LoadProgress.none());
      store.delete(
          IntStream.range(0, 1_600).filter(i -> i % 3 == 0).mapToObj(i -> "d" + i).toList());
      store.upsert(data(posts).subList(1_600, N));
      store.optimize(CancelFlag.never());

      assertRecall(store, .985);
    }
  }

  @Test
  void load_copiesOfOnePost_findsTheNeighboursOfTheOthers() {
    List<float[]> copies = new ArrayList<>(posts);
    for (int i = 0; i < 400; i++) {
      copies.set(5 * i, posts.get(7));
    }
    try (DataStore store = store("copies", Metric.COSINE)) {
      store.load(data(copies), DataStore.LoadProgress.none());

      assertRecall(store, .97);
    }
  }

  private DataStore store(String name, Metric metric) {
    Schema schema = Schema.builder().latent(D, metric).build();
    return DataStore.create(directory.resolve(name), schema, Optional.empty());
  }

  private static List<Datum> data(List<float[]> vectors) {
    return IntStream.range(0, vectors.size())
        .mapToObj(i -> Datum.of("d" + i, vectors.get(i)))
        .toList();
  }

  private void assertRecall(DataStore store, double floor) {
    double found = 0;
    try (DataSnapshot data = store.snapshot()) {
      for (int i = 0; i < N; i += 5) {
        KnnOptions options = KnnOptions.of(K).effort(EFFORT);
        double[] graph = distances(data, posts.get(i), options.way(KnnOptions.Way.GRAPH));
        double[] scan = distances(data, posts.get(i), options.way(KnnOptions.Way.SCAN));
        found += Arrays.stream(graph).filter(d -> d <= scan[K - 1] + 1e-9).count();
      }
    }
    double recall = found / (K * N / 5);
    assertTrue(recall >= floor, "recall " + recall);
  }

  private static double[] distances(DataSnapshot data, float[] query, KnnOptions options) {
    return data.nearest(query, options).distances();
  }
}
