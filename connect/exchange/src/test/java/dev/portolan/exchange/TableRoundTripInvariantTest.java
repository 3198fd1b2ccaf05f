package dev.portolan.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.storage.Datum;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a table writer writes imports again as the same values, whatever they are.
class TableRoundTripInvariantTest {
  private static final int TABLES = 40;
  private static final List<String> COLUMNS =
      List.of("id_", "text", "category", "integer", "real", "bool", "moment", "list");
  private static final String[] PIECES = {
    "a", "B", "é", "😀", "\"", ",", ";", "\t", "\n", "\r", "\r\n", " ", "'", "\\", "#", "[", "]",
    "{", "}", "1", "-", "0", ".", "null", "true", "\u2028", "\u0001", "=", "𐍈"
  };

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"csv", "tsv", "jsonl", "csv.gz", "jsonl.gz"})
  void export_imported_givesTheSameData(String extension) throws IOException {
    long seed = Long.getLong("portolan.seed", 7);
    Random random = new Random(seed);
    for (int i = 0; i < TABLES; i++) {
      List<Map<String, Object>> rows = randomRows(random);
      Path file = directory.resolve("table%d.%s".formatted(i, extension));
      export(file, rows);
      assertEquals(rows, imported(file, rows.size()), "seed %d, table %d".formatted(seed, i));
    }
  }

  private static void export(Path file, List<Map<String, Object>> rows) throws IOException {
    try (TableWriter table = TableWriter.open(file, COLUMNS)) {
      for (Map<String, Object> row : rows) {
        table.write(COLUMNS.stream().map(row::get).toArray());
      }
      table.finish();
    }
  }

  private List<Map<String, Object>> imported(Path file, int rows) {
    CheckedImport checked =
        CheckedImport.check(
            ImportOptions.of(file)
                .id("id_")
                .text("text")
                .category("category")
                .integer("integer")
                .real("real")
                .bool("bool")
                .timestamp("moment")
                .categories("list")
                .vectors(new SampleFiles(directory).goodVectors(rows))
                .build(),
            ProgressListener.none());
    List<Map<String, Object>> back = new ArrayList<>();
    for (Datum datum : checked.data()) {
      Map<String, Object> row = new LinkedHashMap<>(datum.values());
      row.put("id_", datum.id());
      back.add(row);
    }
    return back;
  }

  private static List<Map<String, Object>> randomRows(Random random) {
    List<Map<String, Object>> rows = new ArrayList<>();
    int count = 1 + random.nextInt(20);
    for (int i = 0; i < count; i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id_", i + randomText(random));
      for (String column : COLUMNS.subList(1, COLUMNS.size())) {
        if (random.nextInt(4) > 0) {
          row.put(column, randomValue(column, random));
        }
      }
      rows.add(row);
    }
    return rows;
  }

  private static Object randomValue(String column, Random random) {
    return switch (column) {
      case "integer" -> random.nextLong() >> random.nextInt(64);
      case "real" -> randomReal(random);
      case "bool" -> random.nextBoolean();
      case "moment" ->
          Instant.ofEpochSecond(random.nextLong(-62_135_596_800L, 253_402_300_800L))
              .plusNanos(1000L * random.nextInt(1_000_000));
      case "list" -> random.ints(random.nextInt(4)).mapToObj(i -> randomText(random)).toList();
      default -> randomText(random);
    };
  }

  private static double randomReal(Random random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : random.nextGaussian();
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(6);
    for (int i = 0; i < length; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
