package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Columns read together are those of each datum read alone, however far apart the data lie.
class ColumnReaderTest {
  private static final int COUNT = 3_000;
  private static final List<String> COLUMNS = List.of("body", "product", "n", "labels");

  @TempDir Path directory;

  @Test
  void blocks_areTheValuesOfEachDatum() {
    Schema schema =
        Schema.builder()
            .text("body")
            .category("product")
            .integer("n")
            .categories("labels")
            .latent(4, Metric.COSINE)
            .build();
    SplittableRandom random = Seeds.random();
    try (DataStore store = DataStore.create(directory.resolve("data"), schema, Optional.empty())) {
      store.upsert(data(0, COUNT / 2));
      store.upsert(data(COUNT / 2, COUNT));
      try (DataSnapshot now = store.snapshot()) {
        ColumnReader reader = now.columnReader(COLUMNS);
        for (int share : new int[] {1, 2, 10, 40, 200, COUNT}) {
          compare(now, reader, random.ints(COUNT / share, 0, COUNT).toArray());
        }
        compare(now, reader, IntStream.range(100, 140).toArray());
      }
    }
  }

  private static List<Datum> data(int from, int to) {
    List<Datum> data = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Datum datum = Datum.of("d" + i, new float[] {1, i, 0, 0}).with("n", (long) i);
      if (i % 3 > 0) {
        datum = datum.with("body", "text of " + i).with("product", "p" + i % 7);
      }
      data.add(i % 5 > 0 ? datum.with("labels", List.of("a" + i % 4, "b")) : datum);
    }
    return data;
  }

  private static void compare(DataSnapshot now, ColumnReader reader, int[] ordinals) {
    Object[][] read = reader.read(ordinals);
    for (int i = 0; i < ordinals.length; i++) {
      Map<String, Object> alone = now.values(ordinals[i], Set.copyOf(COLUMNS));
      for (int c = 0; c < COLUMNS.size(); c++) {
        assertEquals(alone.get(COLUMNS.get(c)), read[c][i], Seeds.note());
      }
    }
  }
}
