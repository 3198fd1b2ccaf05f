package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// After `optimize` no file of a database holds a trace of deleted data.
class OptimizeTest {
  private static final String MARKER = "zanzibarquux";
  private static final int DIMENSIONS = 16;

  @TempDir Path directory;

  @Test
  void optimize_deletedData_leaveNoByteBehind() throws IOException {
    try (Portolan db = Portolan.open(directory)) {
      Schema schema =
          Schema.builder()
              .text("body")
              .category("kind")
              .latent(DIMENSIONS, Metric.EUCLIDEAN)
              .build();
      Dataset blobs = db.create("blobs", schema);
      List<Datum> data = new ArrayList<>();
      for (Datum datum : Blobs.data(1200)) {
        int i = Integer.parseInt(datum.id().substring(1));
        boolean secret = i % 10 == 0;
        data.add(
            Datum.of(secret ? "secret" + i : datum.id(), datum.latent())
                .with(
                    "body",
                    (secret ? MARKER + " " + MARKER + " " : "") + datum.values().get("body"))
                .with("kind", secret ? MARKER : "plain"));
      }
      blobs.add(data);
      blobs.buildMap(MapOptions.builder().nEpochs(20).build(), BuildMonitor.none());
      blobs.buildMap(
          "kinds", MapOptions.builder().labelField("kind").nEpochs(5).build(), BuildMonitor.none());
      List<Datum> secrets = data.stream().filter(d -> d.id().startsWith("secret")).toList();
      byte[] vector = floats(secrets.get(3).latent());
      assertTrue(found(vector) > 0 && found(bytes(MARKER)) > 0, "there is something to find");
      blobs.delete(secrets.stream().map(Datum::id).toList());
      blobs.optimize(BuildMonitor.none());

      assertEquals(0, found(bytes(MARKER)), "the marker word");
      assertEquals(0, found(bytes("secret")), "the ids");
      for (Datum secret : secrets) {
        assertEquals(0, found(floats(secret.latent())), "the vector of " + secret.id());
      }
      assertEquals(1080, blobs.count());
      assertEquals(1080, blobs.map().embeddings().projected().ids().length);
      assertEquals(1, blobs.map().generations().size());
    }
  }

  private static byte[] bytes(String word) {
    return word.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] floats(float[] vector) {
    ByteBuffer buffer =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(vector);
    return buffer.array();
  }

  /// In how many files below the database the bytes stand.
  private long found(byte[] wanted) throws IOException {
    try (Stream<Path> inside = Files.walk(directory)) {
      return inside.filter(Files::isRegularFile).filter(file -> holds(file, wanted)).count();
    }
  }

  private static boolean holds(Path file, byte[] wanted) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return IntStream.rangeClosed(0, bytes.length - wanted.length)
          .anyMatch(at ->
              java.util.Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
