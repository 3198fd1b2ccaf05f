package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R12: what the oldest supported Lucene wrote opens, answers and becomes new.
class OldFormatTest {
  private static final Path LUCENE = Path.of("target/lucene-10.0/lucene-core-10.0.0.jar");
  private static final int COUNT = 500;

  @TempDir Path directory;

  @Test
  void databaseOfLucene10_0_opensAnswersAndUpgrades() throws Exception {
    assumeTrue(
        Files.exists(LUCENE),
        LUCENE + " is missing: Maven puts it there (mvn process-test-classes)");
    Path path = directory.resolve("data");
    assertEquals("10.0.0", write(path));
    try (DataStore store = DataStore.open(path, OpenOptions.defaults(), true)) {
      assertAnswers(store, COUNT);
      store.upsert(List.of(new Datum("new", Map.of("n", 7L), new float[] {9000, 1, 0, 2})));
      store.update(List.of(new DatumEdit("d3", Map.of("n", 33L))), Durability.NOW);
      store.delete(List.of("d4"));
      assertTrue(versions(path).contains("10.0.0"), versions(path).toString());
      store.optimize(CancelFlag.never());
      assertEquals(List.of(Version.LATEST.toString()), versions(path));
      try (DataSnapshot data = store.snapshot()) {
        Map<String, Datum> found = Workload.read(data);
        assertEquals(COUNT, found.size());
        assertEquals(33L, found.get("d3").values().get("n"));
        assertArrayEquals(new float[] {3, 1, 0, 2}, found.get("d3").latent());
        assertEquals("text number 5", found.get("d5").values().get("body"));
      }
    }
    assertEquals(
        List.of(), Verification.dataset(directory, _ -> {}).damages(), "sound after the upgrade");
  }

  private static String write(Path path) throws IOException, InterruptedException {
    Path classes = Path.of("target/test-classes");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                LUCENE + File.pathSeparator + classes,
                OldDatabase.class.getName(),
                path.toString(),
                Integer.toString(COUNT))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String version = process.inputReader().readLine();
    assertEquals(0, process.waitFor());
    return version;
  }

  private static void assertAnswers(DataStore store, int count) {
    try (DataSnapshot data = store.snapshot()) {
      Map<String, Datum> found = new HashMap<>(Workload.read(data));
      assertEquals(count, found.size());
      for (int i = 0; i < count; i++) {
        Datum datum = found.get("d" + i);
        assertEquals(Map.of("body", "text number " + i, "n", (long) i), datum.values());
        assertArrayEquals(new float[] {i, 1, 0, 2}, datum.latent());
      }
      assertArrayEquals(
          new int[] {41, 42, 40},
          data.nearest(new float[] {41.1f, 1, 0, 2}, 3, null, 50).ordinals());
    }
  }

  private static List<String> versions(Path path) throws IOException {
    try (FSDirectory files = FSDirectory.open(path)) {
      List<String> versions = new java.util.ArrayList<>();
      for (SegmentCommitInfo segment : SegmentInfos.readLatestCommit(files)) {
        versions.add(segment.info.getVersion().toString());
      }
      return versions.stream().distinct().toList();
    }
  }

  @Test
  void datasetOfANewerFormat_isRefusedInWords() {
    Map<String, String> userData =
        new HashMap<>(
            new CommitData(
                    "k", Workload.SCHEMA, 1, 0, 0, java.util.Optional.empty(), java.util.Set.of())
                .toUserData());
    userData.put("portolan.format", "2");
    StorageException.TooNew refused =
        assertThrows(StorageException.TooNew.class, () -> CommitData.of(userData));
    assertTrue(
        refused.getMessage().contains("open it with a newer Portolan"), refused.getMessage());
  }
}
