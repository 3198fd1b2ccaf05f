package dev.portolan.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;

/// Small files the tests import.
record SampleFiles(Path directory) {
  Path text(String name, String... lines) {
    return bytes(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /// Gzipped when the name says so.
  Path bytes(String name, byte[] content) {
    Path file = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream packed = name.endsWith(".gz") ? new GZIPOutputStream(out) : out) {
      packed.write(content);
      return file;
    } catch (IOException e) {
      throw new IllegalStateException("cannot write " + file, e);
    }
  }

  Path vectors(String name, float[]... vectors) {
    Path file = directory.resolve(name);
    try {
      NpyFile.write(file, vectors);
      return file;
    } catch (IOException e) {
      throw new IllegalStateException("cannot write " + file, e);
    }
  }

  /// An array with a header of one's own making.
  Path array(String name, String descr, String shape, byte... data) {
    Path file = directory.resolve(name);
    try {
      NpyFile.write(file, descr, shape, data);
      return file;
    } catch (IOException e) {
      throw new IllegalStateException("cannot write " + file, e);
    }
  }

  /// Vectors of two dimensions, all good, for as many rows.
  Path goodVectors(int rows) {
    float[][] vectors = new float[rows][];
    for (int i = 0; i < rows; i++) {
      vectors[i] = new float[] {i + 1, 1};
    }
    return vectors("vectors%d.npy".formatted(rows), vectors);
  }

  static byte[] littleEndian(int bytes, long... values) {
    ByteBuffer buffer = ByteBuffer.allocate(bytes * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      for (int i = 0; i < bytes; i++) {
        buffer.put((byte) (value >> (8 * i)));
      }
    }
    return buffer.array();
  }

  /// A folder of real data beside the repository; the test is skipped where it is missing.
  static Path real(String folder) {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("house"))) {
      root = root.getParent();
    }
    Path data = root == null ? null : root.resolveSibling("shared/data").resolve(folder);
    Assumptions.assumeTrue(
        data != null && Files.isDirectory(data),
        "skipped: the real data of ../shared/data/" + folder + " are not here");
    return data;
  }
}
