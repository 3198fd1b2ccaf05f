package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.storage.Column;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumEdit;
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
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// After `optimize` no file of a database holds a trace of deleted data and dropped columns.
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

  @Test
  void optimize_droppedColumns_leaveNoByteBehindAndTheRestAlone() throws IOException {
    Schema schema =
        Schema.builder()
            .text("body")
            .text("note")
            .category("kind")
            .category("secret")
            .categories("marks")
            .integer("number")
            .latent(DIMENSIONS, Metric.COSINE)
            .build();
    try (Portolan db = Portolan.open(directory)) {
      Dataset blobs = db.create("blobs", schema);
      blobs.add(
          Blobs.data(800).stream()
              .map(datum ->
                  Datum.of(datum.id(), datum.latent())
                      .with("body", datum.values().get("body"))
                      .with("note", MARKER + " " + datum.values().get("body") + " " + MARKER)
                      .with("kind", datum.values().get("kind"))
                      .with("secret", MARKER + datum.values().get("kind"))
                      .with("marks", List.of(MARKER, MARKER + datum.id()))
                      .with("number", (long) datum.id().hashCode()))
              .toList());
      blobs.update(new DatumEdit("d3", Map.of("number", 5L)));
      MapOptions quick = MapOptions.builder().nEpochs(5).build();
      blobs.buildMap(quick, BuildMonitor.none());
      blobs.buildMap("secrets", quick.withLabelField("secret"), BuildMonitor.none());
      blobs.buildMap("bodies", quick.withLabelField("body"), BuildMonitor.none());
      blobs.optimize(BuildMonitor.none());
      State before = State.of(blobs);
      assertTrue(found(bytes(MARKER)) > 3, "there is something to find");
      assertTrue(found(bytes("c.number")) > 0, "there is something to find");

      blobs.alter(s -> s.minus("note").minus("secret").minus("marks").minus("number"));
      blobs.alter(s -> s.renamed("body", "text").plus(new Column.Category("secret")));
      blobs.optimize(BuildMonitor.none());

      assertEquals(0, found(bytes(MARKER)), "the marker word");
      for (String field : List.of("c.note", "c.marks", "c.number")) {
        assertEquals(0, found(bytes(field)), field);
      }
      before.assertSame(State.of(blobs));
      assertEquals("text", blobs.map("secrets").report().topics().labels());
      blobs.update(new DatumEdit("d3", Map.of("secret", "new")));
      assertEquals(Map.of("secret", "new"), values(blobs, "d3", "secret"));
      long generation = blobs.map("secrets").generation();
      blobs.optimize(BuildMonitor.none());
      assertEquals(generation, blobs.map("secrets").generation(), "there was nothing to name");
    }
  }

  @Test
  void optimize_droppedColumnThatSomeTopicsAreStillNamedAfter_leavesNoWord() throws IOException {
    Schema schema =
        Schema.builder()
            .category("kind")
            .category("other")
            .latent(DIMENSIONS, Metric.COSINE)
            .build();
    try (Portolan db = Portolan.open(directory)) {
      Dataset blobs = db.create("blobs", schema);
      List<Datum> data = Blobs.data(600);
      blobs.add(
          data.stream()
              .map(datum ->
                  Datum.of(datum.id(), datum.latent())
                      .with("kind", MARKER + datum.values().get("kind"))
                      .with("other", "the same"))
              .toList());
      blobs.buildMap(MapOptions.builder().nEpochs(5).build(), BuildMonitor.none());
      blobs.alter(s -> s.plus(new Column.Text("body", "standard")));
      blobs.update(
          new DatumEdit("d0", Map.of("body", "new words")),
          new DatumEdit("d5", Map.of("body", "take them off the map")));
      blobs.optimize(BuildMonitor.none());
      assertEquals("body", blobs.map().report().topics().labels(), "some are named after texts");
      blobs.alter(s -> s.minus("kind"));
      assertTrue(found(bytes(MARKER)) > 0, "there is something to find");

      blobs.optimize(BuildMonitor.none());

      assertEquals(0, found(bytes(MARKER)));
    }
  }

  private static Map<String, Object> values(Dataset dataset, String id, String column) {
    return dataset.read(data -> data.values(data.ordinal(id).orElseThrow(), Set.of(column)));
  }

  /// All that has to stay as it is: ids by ordinal, what changed when, vectors, hits, positions.
  private record State(
      List<Integer> ordinals,
      List<String> ids,
      List<Long> changed,
      List<List<Float>> vectors,
      List<Hit> hits,
      List<String> bodies,
      List<Float> positions) {
    static State of(Dataset dataset) {
      try (DataSnapshot data = dataset.dataSnapshot()) {
        int[] ordinals = data.all().ordinals();
        String body = data.schema().columns().getFirst().name();
        List<List<Float>> vectors = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        for (int ordinal : ordinals) {
          vectors.add(floatsOf(data.latent(ordinal)));
          bodies.add((String) data.values(ordinal, Set.of(body)).get(body));
        }
        return new State(
            IntStream.of(ordinals).boxed().toList(),
            List.of(data.ids(ordinals)),
            LongStream.of(data.changed(ordinals)).boxed().toList(),
            vectors,
            dataset.searchById("d7").k(50).run(),
            bodies,
            floatsOf(dataset.map("bodies").embeddings().projected().x()));
      }
    }

    private static List<Float> floatsOf(float[] values) {
      List<Float> list = new ArrayList<>();
      for (float value : values) {
        list.add(value);
      }
      return list;
    }

    void assertSame(State now) {
      assertEquals(this, now);
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
