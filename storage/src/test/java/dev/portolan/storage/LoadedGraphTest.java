package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValuesSkipIndexType;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The graph that a load builds while data are added.
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
  void load_moreThanTheBuffer_mergesIntoOneGraph() throws IOException {
    Path path = directory.resolve("small-buffer");
    try (ExecutorService workers = Executors.newSingleThreadExecutor();
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
    assertTrue(only("small-buffer", "vex").length > N, "every datum has neighbours in the graph");
  }

  @Test
  void flush_whenAVectorFails_throwsWhatFailed() throws IOException {
    IOException full = new IOException("no space left");
    try (ExecutorService workers = Executors.newSingleThreadExecutor();
        GraphWhileAdding adding = new GraphWhileAdding(new Failing(full), workers)) {
      addTo(adding.addField(latentField()));

      IOException thrown = assertThrows(IOException.class, () -> adding.flush(1, null));

      assertEquals(full, thrown);
    }
  }

  @SuppressWarnings("unchecked")
  private static void addTo(KnnFieldVectorsWriter<?> field) throws IOException {
    ((KnnFieldVectorsWriter<float[]>) field).addValue(0, new float[] {1, 0});
  }

  private static FieldInfo latentField() {
    return new FieldInfo(
        DatumDocument.LATENT,
        0,
        false,
        true,
        false,
        IndexOptions.NONE,
        DocValuesType.NONE,
        DocValuesSkipIndexType.NONE,
        -1,
        Map.of(),
        0,
        0,
        0,
        2,
        VectorEncoding.FLOAT32,
        VectorSimilarityFunction.EUCLIDEAN,
        false,
        false);
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

  /// A writer whose vectors cannot be taken.
  private static final class Failing extends KnnVectorsWriter {
    private final IOException failure;

    Failing(IOException failure) {
      this.failure = failure;
    }

    @Override
    public KnnFieldVectorsWriter<?> addField(FieldInfo info) {
      return new KnnFieldVectorsWriter<float[]>() {
        @Override
        public void addValue(int document, float[] vector) throws IOException {
          throw failure;
        }

        @Override
        public float[] copyValue(float[] vector) {
          return vector.clone();
        }

        @Override
        public long ramBytesUsed() {
          return 0;
        }
      };
    }

    @Override
    public void flush(int maxDoc, Sorter.DocMap sortMap) {}

    @Override
    public void finish() {}

    @Override
    public void close() {}

    @Override
    public long ramBytesUsed() {
      return 0;
    }
  }
}
