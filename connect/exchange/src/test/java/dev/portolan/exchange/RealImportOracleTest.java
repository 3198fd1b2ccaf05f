package dev.portolan.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.portolan.storage.Column;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real files, against a second reading of them and what their READMEs count.
class RealImportOracleTest {
  private static CheckedImport check(ImportOptions.Builder options) {
    return CheckedImport.check(options.build(), ProgressListener.none());
  }

  private static CheckedImport newsgroups(Path folder, String prefix) {
    return check(
        ImportOptions.of(folder.resolve(prefix + "docs.jsonl.gz"))
            .id("id")
            .text("text")
            .timestamp("timestamp")
            .category("label_l1", "label_l2")
            .vectors(folder.resolve(prefix + "vectors_f16.npy.gz")));
  }

  private static byte[] unpacked(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  @Test
  void newsgroups_small_everyValueIsThatOfATree() throws IOException {
    Path small = SampleFiles.real("small");
    Iterator<Datum> data = newsgroups(small, "newsgroups20-2k_").data().iterator();
    byte[] array = unpacked(small.resolve("newsgroups20-2k_vectors_f16.npy.gz"));
    int halves = array.length - 2001 * 384 * 2;
    Path file = small.resolve("newsgroups20-2k_docs.jsonl.gz");
    int row = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine(), row++) {
        Datum datum = data.next();
        JsonNode tree = JsonMapper.shared().readTree(line);
        assertEquals(tree.get("id").asString(), datum.id());
        assertEquals(values(tree), datum.values());
        assertArrayEquals(vector(array, halves + row * 384 * 2), datum.latent());
      }
    }
    assertEquals(2001, row);
    assertFalse(data.hasNext());
  }

  private static Map<String, Object> values(JsonNode tree) {
    Map<String, Object> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      JsonNode value = entry.getValue();
      if (entry.getKey().equals("timestamp")) {
        values.put("timestamp", OffsetDateTime.parse(value.asString()).toInstant());
      } else if (value.isArray()) {
        List<String> parts = new ArrayList<>();
        value.forEach(part -> parts.add(part.asString()));
        values.put(entry.getKey(), parts);
      } else if (value.isNumber()) {
        values.put(entry.getKey(), value.asLong());
      } else if (!value.isNull()) {
        values.put(entry.getKey(), value.asString());
      }
    }
    values.remove("id");
    return values;
  }

  private static float[] vector(byte[] array, int at) {
    float[] vector = new float[384];
    for (int i = 0; i < 384; i++) {
      int bits = array[at + 2 * i] & 0xFF | array[at + 2 * i + 1] << 8;
      vector[i] = half(bits & 0xFFFF);
    }
    return vector;
  }

  /// IEEE 754 half precision, spelt out.
  private static float half(int bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    double size =
        exponent == 0
            ? fraction * Math.pow(2, -24)
            : (1024 + fraction) * Math.pow(2, exponent - 25);
    return (float) ((bits & 0x8000) == 0 ? size : -size);
  }

  @Test
  void fashion_small_pixelsAndLabelsAreTheBytesOfTheFiles() throws IOException {
    Path small = SampleFiles.real("small");
    Path pixels = small.resolve("fashion-mnist-2k_X_u8.npy.gz");
    Path labels = small.resolve("fashion-mnist-2k_y.npy.gz");
    CheckedImport checked =
        check(ImportOptions.of(pixels).column("label", labels).metric(Metric.EUCLIDEAN));
    byte[] bytes = unpacked(pixels);
    int at = bytes.length - 2000 * 784;
    Map<Object, Integer> counts = new HashMap<>();
    for (Datum datum : checked.data()) {
      for (float pixel : datum.latent()) {
        assertEquals(bytes[at++] & 0xFF, pixel);
      }
      counts.merge(datum.values().get("label"), 1, Integer::sum);
    }
    assertEquals(bytes.length, at);
    assertEquals(10, counts.size());
    assertEquals(2000, checked.rows());
  }

  @Test
  void newsgroups_countsAreThoseOfTheReadme() {
    CheckedImport checked = newsgroups(SampleFiles.real("newsgroups20"), "");
    int empty = 0;
    Set<Object> groups = new HashSet<>();
    Set<Object> labels = new HashSet<>();
    for (Datum datum : checked.data()) {
      empty += datum.values().get("text").equals("") ? 1 : 0;
      labels.add(datum.values().get("label_l2"));
      groups.add(datum.values().get("crosspost_group"));
    }
    assertEquals(19_997, checked.rows());
    assertEquals(97, empty);
    assertEquals(20, labels.size());
    assertEquals(19_997 - (1_056 - 525), groups.size());
    assertEquals("categories", type(checked, "newsgroups"));
    assertEquals(384, checked.schema().latent().dimensions());
  }

  private static String type(CheckedImport checked, String column) {
    return checked.report().columns().stream()
        .filter(reported -> reported.name().equals(column))
        .findFirst()
        .orElseThrow()
        .type();
  }

  @Test
  void papers_yearsAreTimestamps() {
    Path folder = SampleFiles.real("papers");
    CheckedImport checked =
        check(
            ImportOptions.of(folder.resolve("docs.jsonl.gz"))
                .id("id")
                .timestamp("year")
                .vectors(folder.resolve("vectors_f16.npy.gz")));
    int first = 9999;
    int last = 0;
    for (Datum datum : checked.data()) {
      int year = ((Instant) datum.values().get("year")).atOffset(ZoneOffset.UTC).getYear();
      first = Math.min(first, year);
      last = Math.max(last, year);
    }
    assertEquals(20_000, checked.rows());
    assertEquals(1987, first);
    assertEquals(2025, last);
    assertEquals("text", type(checked, "title"));
    assertEquals("category", type(checked, "field"));
  }

  @Test
  void shortTexts_columnsGetTheTypesOneExpects() {
    Path banking = SampleFiles.real("banking77");
    CheckedImport intents =
        check(
            ImportOptions.of(banking.resolve("docs.jsonl.gz"))
                .id("id")
                .vectors(banking.resolve("vectors_f16.npy.gz")));
    assertEquals(13_083, intents.rows());
    assertEquals(
        List.of(
            new Column.Category("split"),
            new Column.Category("label"),
            new Column.Text("text", "standard")),
        intents.schema().columns());
    Path questions = SampleFiles.real("stackoverflow20k");
    CheckedImport titles =
        check(
            ImportOptions.of(questions.resolve("docs.jsonl.gz"))
                .id("id")
                .vectors(questions.resolve("vectors_f16.npy.gz")));
    assertEquals(20_000, titles.rows());
    assertEquals("integer", type(titles, "label"));
    assertEquals("category", type(titles, "label_name"));
  }

  @Test
  void cells_csvBesideFloat32_areRead() {
    Path folder = SampleFiles.real("pbmc700");
    CheckedImport checked =
        check(
            ImportOptions.of(folder.resolve("obs.csv.gz"))
                .id("row")
                .vectors(folder.resolve("X_pca50.npy.gz")));
    assertEquals(700, checked.rows());
    assertEquals(50, checked.schema().latent().dimensions());
    assertEquals("category", type(checked, "bulk_label"));
  }
}
