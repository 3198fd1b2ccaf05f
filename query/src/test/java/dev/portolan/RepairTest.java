package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.projection.Projection;
import dev.portolan.projection.VectorMetric;
import dev.portolan.storage.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A damaged map is built again as it was built before, and the repair says what it did.
class RepairTest {
  private static final MapOptions FIRST =
      MapOptions.builder().projection(new Projection.Pca()).topicDepths(1).seed(5).build();
  private static final MapOptions SECOND =
      MapOptions.builder()
          .nNeighbors(9)
          .minDist(.3)
          .nEpochs(25)
          .negativeSamples(3)
          .init(Projection.Init.RANDOM)
          .metric(VectorMetric.EUCLIDEAN)
          .labelField("kind")
          .duplicateCutoff(.02)
          .seed(11)
          .build();

  @TempDir Path directory;
  private Portolan db;
  private Dataset blobs;

  @BeforeEach
  void buildTwice() {
    db = Portolan.open(directory);
    blobs = db.create("blobs", Blobs.SCHEMA);
    blobs.add(Blobs.data(400));
    blobs.buildMap(FIRST, BuildMonitor.none());
    blobs.buildMap(SECOND, BuildMonitor.none());
  }

  @AfterEach
  void close() {
    db.close();
  }

  private List<String> repair() {
    List<String> done =
        blobs.repair(
            Verification.dataset(directory.resolve("blobs"), _ -> {}).damages(),
            BuildMonitor.none());
    assertEquals(List.of(), Verification.dataset(directory.resolve("blobs"), _ -> {}).damages());
    return done;
  }

  private void flip(int generation, String part) throws IOException {
    Path inside = directory.resolve("blobs/maps/default/generations/%06d".formatted(generation));
    try (Stream<Path> files = Files.list(inside)) {
      Path file = files.filter(each -> each.toString().contains(part)).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
  }

  @Test
  void newestDamaged_isBuiltAgainAsItWas() throws IOException {
    float[] x = blobs.map().embeddings().projected().x();
    flip(2, ".dvd");
    List<String> done = repair();
    assertEquals(
        List.of(
            "generation 2 of map 'default' was dropped",
            "map 'default' was built again, with the options of generation 2"),
        done);
    assertArrayEquals(x, blobs.map().embeddings().projected().x());
    assertEquals("kind", blobs.map().report().topics().labels());
    assertEquals(.02, blobs.map().report().duplicates().cutoff());
    assertEquals("euclidean", blobs.map().report().metric());
  }

  @Test
  void newestDamagedWithItsCommit_isBuiltAsTheOneBefore() throws IOException {
    flip(2, "segments_");
    List<String> done = repair();
    assertEquals(
        "map 'default' was built again, with the options of generation 1, as those of generation 2"
            + " cannot be read any more",
        done.getLast());
    assertEquals("pca", blobs.map().report().projection());
    assertEquals(5, blobs.map().report().seed());
  }

  @Test
  void allDamagedWithTheirCommits_isBuiltWithDefaults() throws IOException {
    flip(1, "segments_");
    flip(2, "segments_");
    List<String> done = repair();
    assertEquals(
        List.of(
            "generation 1 of map 'default' was dropped",
            "generation 2 of map 'default' was dropped",
            "map 'default' was built again, with default options, as no generation says any more"
                + " which it was built with"),
        done);
    assertEquals(MapOptions.DEFAULT_SEED, blobs.map().report().seed());
  }

  @Test
  void earlierDamaged_isDroppedAlone() throws IOException {
    flip(1, ".dvd");
    assertEquals(List.of("generation 1 of map 'default' was dropped"), repair());
    assertEquals(2, blobs.map().generation());
  }

  @Test
  void rolledBack_keepsItsOptions() throws IOException {
    blobs.map().rollBack(1);
    flip(3, ".dvd");
    String done = repair().getLast();
    assertTrue(done.contains("with the options of generation 3"), done);
    assertEquals("pca", blobs.map().report().projection());
  }

  @Test
  void labelFieldThatIsGone_isSaid() throws IOException {
    blobs.alter(schema -> schema.minus("kind"));
    flip(2, ".dvd");
    String done = repair().getLast();
    assertTrue(done.contains("of generation 2; topics are labelled by default"), done);
    assertTrue(done.contains("no text column 'kind'"), done);
    assertEquals("body", blobs.map().report().topics().labels());
  }
}
