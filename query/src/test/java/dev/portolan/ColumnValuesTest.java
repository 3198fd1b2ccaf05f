package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.storage.ColumnValues;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Columns read as flat arrays, beside the values of each datum.
class ColumnValuesTest {
  private static final Set<String> COLUMNS = Set.of("kind", "n", "r", "b", "at", "list");

  @TempDir private Path folder;

  @Test
  void everyColumn_isWhatItsDataSay() {
    SplittableRandom random = new SplittableRandom(Blobs.SEED);
    try (Portolan db = Portolan.open(folder.resolve("db"))) {
      Dataset dataset =
          db.create(
              "d",
              Schema.builder()
                  .text("t")
                  .category("old")
                  .integer("n")
                  .real("r")
                  .bool("b")
                  .timestamp("at")
                  .categories("list")
                  .latent(2, Metric.EUCLIDEAN)
                  .build());
      dataset.alter(schema -> schema.renamed("old", "kind"));
      for (int segment = 0; segment < 4; segment++) {
        List<Datum> data = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          data.add(datum("d" + (segment * 80 + i), random));
        }
        dataset.add(data);
      }
      dataset.delete(List.of("d5", "d200"));
      try (DataSnapshot now = dataset.dataSnapshot()) {
        int[] ordinals = now.all().ordinals();
        for (int i = ordinals.length - 1; i > 0; i--) {
          int other = random.nextInt(i + 1);
          int swapped = ordinals[i];
          ordinals[i] = ordinals[other];
          ordinals[other] = swapped;
        }
        compare(now, ordinals);
      }
    }
  }

  private static Datum datum(String id, SplittableRandom random) {
    Datum datum = Datum.of(id, new float[] {random.nextInt(9), 1});
    if (random.nextInt(4) > 0) {
      datum =
          datum
              .with("kind", "k" + random.nextInt(5))
              .with("n", random.nextLong(-50, 50))
              .with("r", random.nextDouble(-1, 1))
              .with("b", random.nextBoolean())
              .with("at", Instant.ofEpochMilli(random.nextLong(1L << 40)));
    }
    return switch (random.nextInt(3)) {
      case 0 -> datum;
      case 1 -> datum.with("list", List.of());
      default -> datum.with("list", List.of("a" + random.nextInt(3), "b", "b"));
    };
  }

  private static void compare(DataSnapshot now, int[] ordinals) {
    double[] n = new ColumnValues(now, "n").numbers(ordinals);
    double[] r = new ColumnValues(now, "r").numbers(ordinals);
    double[] at = new ColumnValues(now, "at").numbers(ordinals);
    ColumnValues.Categories kind = new ColumnValues(now, "kind").categories(ordinals);
    ColumnValues.Categories b = new ColumnValues(now, "b").categories(ordinals);
    ColumnValues.Categories list = new ColumnValues(now, "list").categories(ordinals);
    for (int i = 0; i < ordinals.length; i++) {
      Map<String, Object> values = now.values(ordinals[i], COLUMNS);
      assertEquals(values.get("n"), Double.isNaN(n[i]) ? null : (Object) (long) n[i]);
      assertEquals(values.get("r"), Double.isNaN(r[i]) ? null : (Object) r[i]);
      assertEquals(
          values.get("at"), Double.isNaN(at[i]) ? null : Instant.ofEpochMilli((long) at[i]));
      assertEquals(strings(values.get("kind")), names(kind, i));
      assertEquals(strings(values.get("b")), names(b, i));
      assertEquals(strings(values.get("list")), names(list, i));
    }
    for (int code = 1; code < kind.counts().length; code++) {
      assertEquals(true, kind.counts()[code - 1] >= kind.counts()[code], "most frequent first");
    }
  }

  private static Set<String> strings(Object value) {
    return switch (value) {
      case null -> Set.of();
      case List<?> several -> new TreeSet<>(several.stream().map(String::valueOf).toList());
      default -> Set.of(value.toString());
    };
  }

  private static Set<String> names(ColumnValues.Categories found, int place) {
    Set<String> names = new TreeSet<>();
    for (int i = found.start()[place]; i < found.start()[place + 1]; i++) {
      names.add(found.dictionary().get(found.codes()[i]));
    }
    return names;
  }

  @Test
  void unfitColumn_isRefusedInWords() {
    try (Portolan db = Portolan.open(folder.resolve("db"))) {
      Dataset dataset =
          db.create(
              "d", Schema.builder().text("t").integer("n").latent(2, Metric.EUCLIDEAN).build());
      try (DataSnapshot now = dataset.dataSnapshot()) {
        assertThrows(IllegalArgumentException.class, () -> new ColumnValues(now, "x"));
        assertThrows(IllegalArgumentException.class, () -> new ColumnValues(now, "t").numbers());
        assertThrows(IllegalArgumentException.class, () -> new ColumnValues(now, "n").categories());
      }
    }
  }
}
