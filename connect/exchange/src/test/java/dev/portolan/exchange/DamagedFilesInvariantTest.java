package dev.portolan.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.portolan.storage.Datum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A file with any bytes flipped, cut or doubled is imported whole or refused in one sentence.
class DamagedFilesInvariantTest {
  private static final int FILES = 400;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a.jsonl.gz", "a.csv", "a.csv.gz", "a.npy", "a.npy.gz"})
  void damagedFile_isImportedOrRefusedInOneSentence(String name) throws IOException {
    long seed = Long.getLong("portolan.seed", 7);
    Random random = new Random(seed);
    byte[] sound = Files.readAllBytes(sound(name));
    for (int i = 0; i < FILES; i++) {
      Path file = directory.resolve("damaged%d-%s".formatted(i, name));
      Files.write(file, damaged(sound, random));
      try {
        OnError mode = i % 2 == 0 ? OnError.STRICT : OnError.SKIP;
        CheckedImport checked =
            CheckedImport.check(options(file).onError(mode).build(), ProgressListener.none());
        long count = 0;
        for (Datum datum : checked.data()) {
          count += datum.id().isEmpty() ? 0 : 1;
        }
        assertEquals(checked.rows(), count);
      } catch (ImportException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      } catch (RuntimeException e) {
        fail("seed %d, file %d".formatted(seed, i), e);
      }
      Files.delete(file);
    }
  }

  private static ImportOptions.Builder options(Path file) {
    return file.toString().contains(".npy")
        ? ImportOptions.of(file)
        : ImportOptions.of(file).embeddingDimensions(3).textColumn("t");
  }

  private Path sound(String name) throws IOException {
    SampleFiles files = new SampleFiles(directory);
    if (name.contains(".npy")) {
      byte[] array = Files.readAllBytes(files.goodVectors(9));
      return files.bytes(name, array);
    }
    StringBuilder text = new StringBuilder(name.contains("csv") ? "k,n,t\n" : "");
    for (int i = 0; i < 20; i++) {
      text.append(
          name.contains("csv")
              ? "%d,%s,\"é\"\"%d\"\n".formatted(i, i % 3 == 0 ? "" : i / 2.0, i)
              : "{\"k\": %d, \"n\": %s, \"t\": \"é\\u00e9%d\", \"l\": [\"a\", \"b\"]}\n"
                  .formatted(i, i % 3 == 0 ? "null" : i / 2.0, i));
    }
    return files.bytes(name, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    switch (random.nextInt(4)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> {
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      case 2 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      default -> {
        int from = random.nextInt(bytes.length);
        byte[] tail = Arrays.copyOfRange(bytes, from, bytes.length);
        bytes = Arrays.copyOf(bytes, bytes.length + tail.length);
        System.arraycopy(tail, 0, bytes, sound.length, tail.length);
      }
    }
    return bytes;
  }
}
