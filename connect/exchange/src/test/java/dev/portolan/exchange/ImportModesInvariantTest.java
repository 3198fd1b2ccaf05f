package dev.portolan.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.storage.Datum;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A file with bad rows that are skipped gives what the file without them gives.
class ImportModesInvariantTest {
  private static final int FILES = 60;
  private static final int ROWS = 30;

  @TempDir Path directory;

  /// The lines and vectors of a file, all of them and the good ones only.
  private record Rows(
      List<String> all, List<String> good, List<float[]> vectors, List<float[]> goodVectors) {
    Rows() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(String line, float[] vector, boolean isGood) {
      all.add(line);
      vectors.add(vector);
      if (isGood) {
        good.add(line);
        goodVectors.add(vector);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".csv", ".csv.gz", ".jsonl", ".jsonl.gz"})
  void skipped_givesWhatTheGoodRowsGive(String extension) {
    long seed = Long.getLong("portolan.seed", 7);
    Random random = new Random(seed);
    SampleFiles files = new SampleFiles(directory);
    for (int i = 0; i < FILES; i++) {
      Rows rows = rows(extension.startsWith(".csv"), random);
      CheckedImport skipped =
          check(files, "all" + extension, extension, rows.all(), rows.vectors(), OnError.SKIP);
      CheckedImport good =
          check(
              files,
              "good" + extension,
              extension,
              rows.good(),
              rows.goodVectors(),
              OnError.STRICT);
      String where = "seed %d, file %d".formatted(seed, i);
      assertEquals(good.schema(), skipped.schema(), where);
      assertEquals(good.report().columns().size(), skipped.report().columns().size(), where);
      assertEquals(good.report().dropped(), skipped.report().dropped(), where);
      assertEquals(ROWS - rows.good().size(), skipped.report().rejected().count(), where);
      assertSame(good, skipped, where);
    }
  }

  private static void assertSame(CheckedImport good, CheckedImport skipped, String where) {
    List<Datum> expected = new ArrayList<>();
    good.data().forEach(expected::add);
    int at = 0;
    for (Datum datum : skipped.data()) {
      assertEquals(expected.get(at).id(), datum.id(), where);
      assertEquals(expected.get(at).values(), datum.values(), where);
      assertArrayEquals(expected.get(at).latent(), datum.latent(), where);
      at++;
    }
    assertEquals(expected.size(), at, where);
  }

  private static CheckedImport check(
      SampleFiles files,
      String name,
      String extension,
      List<String> lines,
      List<float[]> vectors,
      OnError mode) {
    String header = extension.startsWith(".csv") ? "k,n,t\n" : "";
    byte[] text = (header + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return CheckedImport.check(
        ImportOptions.of(files.bytes(name, text))
            .id("k")
            .integer("n")
            .onDuplicate(OnDuplicate.LAST)
            .vectors(files.vectors(name + ".npy", vectors.toArray(float[][]::new)))
            .onError(mode)
            .build(),
        ProgressListener.none());
  }

  /// The first row is good, so that the file has one and all columns are known.
  private static Rows rows(boolean csv, Random random) {
    Rows rows = new Rows();
    for (int i = 0; i < ROWS; i++) {
      int fault = i == 0 ? 0 : random.nextInt(8);
      String id = "k" + random.nextInt(ROWS);
      float[] vector = {1 + random.nextFloat(), random.nextFloat()};
      if (fault == 4) {
        vector = random.nextBoolean() ? new float[2] : new float[] {Float.POSITIVE_INFINITY, 0};
      }
      rows.add(csv ? csv(fault, id, i) : json(fault, id, i), vector, fault == 0 || fault > 4);
    }
    return rows;
  }

  private static String csv(int fault, String id, int i) {
    return switch (fault) {
      case 1 -> "%s,%d,t,more".formatted(id, i);
      case 2 -> "%s,%d.5,\"other\"".formatted(id, i);
      case 3 -> ",%d,\"no, id\"".formatted(i);
      default -> "%s,%d,\"text\n%d\"".formatted(id, i, i % 3);
    };
  }

  private static String json(int fault, String id, int i) {
    return switch (fault) {
      case 1 -> "{\"k\": \"%s\", \"new%d\": 5, \"t\": ".formatted(id, i);
      case 2 -> "{\"new%d\": \"\", \"k\": \"%s\", \"n\": \"other\"}".formatted(i, id);
      case 3 -> "{\"n\": 5, \"x\": 1, \"t\": \"no id\"}".replace("x", "y" + i);
      default -> "{\"k\": \"%s\", \"n\": %d, \"t\": \"text %d\"}".formatted(id, i, i % 3);
    };
  }
}
