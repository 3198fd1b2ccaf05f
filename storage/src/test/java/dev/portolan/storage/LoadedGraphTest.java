package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The graph that a load builds.
class LoadedGraphTest {
  private static final int N = 3_000;
  private static final int D = 32;
  private static final Schema SCHEMA =
      Schema.builder().text("body").latent(D, Metric.EUCLIDEAN).build();

  @TempDir Path directory;

  @Test
  void load_twice_writesTheSameFiles() throws IOException {
    load("a");
    load("b");

    for (String ending : List.of("vec", "vex", "fdt", "tim")) {
      assertArrayEquals(only("a", ending), only("b", ending), ending + "; " + Seeds.note());
    }
  }

  @Test
  void load_moreThanTheBuffer_mergesIntoTheSameGraphEachTime() throws IOException {
    loadInPieces("alone", 1);
    loadInPieces("three", 3);

    assertTrue(only("alone", "vex").length > N, "every datum has neighbours in the graph");
    assertArrayEquals(only("alone", "vex"), only("three", "vex"), Seeds.note());
  }

  private void loadInPieces(String name, int threads) throws IOException {
    Path path = directory.resolve(name);
    try (ExecutorService workers = Executors.newFixedThreadPool(threads);
        FSDirectory files = FSDirectory.open(path)) {
      IndexWriterConfig config = DataIndexing.load(SCHEMA, workers, () -> false);
      config.setRAMBufferSizeMB(.2);
      try (IndexWriter writer = new IndexWriter(files, config)) {
        DatumDocument documents = new DatumDocument(SCHEMA);
        List<Datum> data = data();
        for (int i = 0; i < N; i++) {
          writer.addDocument(documents.document(data.get(i), i, 1));
        }
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
          assertTrue(reader.leaves().size() > 2, "the buffer was cut " + reader.leaves().size());
        }
        writer.getConfig().setMergePolicy(DataIndexing.mergePolicy(SCHEMA, false));
        writer.forceMerge(1);
        writer.commit();
      }
      try (DirectoryReader reader = DirectoryReader.open(files)) {
        assertEquals(1, reader.leaves().size());
        assertEquals(N, reader.numDocs());
      }
    }
  }

  private void load(String name) {
    try (DataStore store = DataStore.create(directory.resolve(name), SCHEMA, Optional.empty())) {
      store.load(data(), DataStore.LoadProgress.none());
      try (DataSnapshot snapshot = store.snapshot()) {
        assertEquals(N, snapshot.count());
      }
    }
  }

  private static List<Datum> data() {
    SplittableRandom random = Seeds.random();
    List<Datum> data = new ArrayList<>();
    for (int i = 0; i < N; i++) {
      data.add(Datum.of("d" + i, Seeds.vector(random, D)).with("body", "text " + i));
    }
    return data;
  }

  /// The bytes of the one file with this ending, without the segment's random number at its start
  /// and the checksum at its end.
  private byte[] only(String name, String ending) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory.resolve(name), "*." + ending)) {
      List<Path> found = new ArrayList<>();
      files.forEach(found::add);
      assertEquals(1, found.size(), found.toString());
      byte[] bytes = Files.readAllBytes(found.getFirst());
      return Arrays.copyOfRange(bytes, 80, bytes.length - 16);
    }
  }
}
