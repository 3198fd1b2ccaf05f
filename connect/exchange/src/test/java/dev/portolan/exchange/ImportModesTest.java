package dev.portolan.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.storage.Column;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// What becomes of bad rows: the file is refused, they are skipped, they are quarantined.
class ImportModesTest {
  private static final float[] ZERO = {0, 0};

  @TempDir Path directory;
  private SampleFiles files;

  @BeforeEach
  void files() {
    files = new SampleFiles(directory);
  }

  /// Three good rows; of the bad ones each is bad in its own way.
  private Path mixed(String name) {
    String[] lines =
        name.contains("csv")
            ? new String[] {
              "k,n,t",
              "a,1,one",
              "b,five,two",
              "c,3,three",
              "d,4,four,more",
              "a,5,again",
              ",6,nobody",
              "g,7,\"se\"\"ven\"",
              "h,8,nan",
              "i,9,zero"
            }
            : new String[] {
              "{\"k\": \"a\", \"n\": 1, \"t\": \"one\"}",
              "{\"k\": \"b\", \"n\": \"five\", \"t\": \"two\"}",
              "{\"k\": \"c\", \"n\": 3, \"t\": \"three\"}",
              "{\"k\": \"d\", \"n\": 4, \"odd\": 1, \"t\": \"four",
              "{\"k\": \"a\", \"n\": 5, \"t\": \"again\"}",
              "{\"n\": 6, \"t\": \"nobody\"}",
              "{\"k\": \"g\", \"n\": 7, \"t\": \"se\\\"ven\"}",
              "{\"k\": \"h\", \"n\": 8, \"t\": \"nan\"}",
              "{\"k\": \"i\", \"n\": 9, \"t\": \"zero\"}"
            };
    return files.bytes(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private ImportOptions.Builder options(Path file, OnError mode) {
    float[][] vectors = new float[9][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = new float[] {i + 1, 1};
    }
    vectors[7] = new float[] {1, Float.NaN};
    vectors[8] = ZERO;
    return ImportOptions.of(file)
        .id("k")
        .integer("n")
        .text("t")
        .vectors(files.vectors("mixed.npy", vectors))
        .onError(mode);
  }

  private static CheckedImport check(ImportOptions.Builder options) {
    return CheckedImport.check(options.build(), ProgressListener.none());
  }

  private static List<Datum> data(CheckedImport checked) {
    List<Datum> data = new ArrayList<>();
    checked.data().forEach(data::add);
    assertEquals(checked.rows(), data.size());
    return data;
  }

  private static List<String> ids(CheckedImport checked) {
    return data(checked).stream().map(Datum::id).toList();
  }

  private static void assertSays(String sentence, String... parts) {
    for (String part : parts) {
      assertTrue(sentence.contains(part), "no '" + part + "' in: " + sentence);
    }
    assertEquals(1, sentence.lines().count(), sentence);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> there = Files.list(directory)) {
      return there.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /// The objects of a quarantine file.
  private static List<Map<String, String>> quarantined(Path file) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      Map<String, String> row = new java.util.LinkedHashMap<>();
      char[] chars = line.toCharArray();
      try (JsonParser parser = JsonCells.parser(chars, 0, chars.length)) {
        assertEquals(JsonToken.START_OBJECT, parser.nextToken());
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
          parser.nextToken();
          Cell cell = JsonCells.read(parser);
          row.put(name, cell == null ? null : cell.text());
        }
      }
      rows.add(row);
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"m.csv", "m.csv.gz", "m.jsonl", "m.jsonl.gz"})
  void skip_badRows_areLeftOutWithTheirVectors(String name) throws IOException {
    Path file = mixed(name);
    CheckedImport checked = check(options(file, OnError.SKIP));
    List<Datum> data = data(checked);

    assertEquals(List.of("a", "c", "g"), data.stream().map(Datum::id).toList());
    assertEquals(Map.of("n", 7L, "t", "se\"ven"), data.get(2).values());
    assertArrayEquals(new float[] {1, 1}, data.get(0).latent());
    assertArrayEquals(new float[] {3, 1}, data.get(1).latent());
    assertArrayEquals(new float[] {7, 1}, data.get(2).latent());
    assertEquals(List.of("m." + name.substring(2), "mixed.npy"), names());
    assertEquals(
        Schema.builder().integer("n").text("t").latent(2, Metric.COSINE).build(), checked.schema());
    assertEquals(9, checked.report().rows());
    assertEquals(6, checked.report().rejected().count());
    assertNull(checked.report().rejected().file());
  }

  @ParameterizedTest
  @ValueSource(strings = {"m.csv", "m.csv.gz", "m.jsonl", "m.jsonl.gz"})
  void skip_report_saysLineValueAndRuleOfEach(String name) {
    List<String> said = check(options(mixed(name), OnError.SKIP)).report().rejected().first();
    int header = name.contains("csv") ? 1 : 0;
    assertEquals(6, said.size());
    assertSays(said.get(0), name + " line " + (2 + header), "'five'", "an integer column takes");
    assertSays(said.get(1), "line " + (4 + header), header == 1 ? "has 4 fields" : "broken JSON");
    assertSays(said.get(2), "line " + (5 + header), "id 'a' stands in line " + (1 + header));
    assertSays(said.get(3), "line " + (6 + header), "unset");
    assertSays(said.get(4), "mixed.npy row 7", "datum 'h'", "line " + (8 + header), "NaN");
    assertSays(said.get(5), "mixed.npy row 8", "datum 'i'", "no direction");
  }

  @ParameterizedTest
  @ValueSource(strings = {"m.csv", "m.csv.gz", "m.jsonl", "m.jsonl.gz"})
  void quarantine_badRows_standBesideTheFileWithTheirReasons(String name) throws IOException {
    Path file = mixed(name);
    CheckedImport checked = check(options(file, OnError.QUARANTINE));

    assertEquals(List.of("a", "c", "g"), ids(checked));
    assertEquals(directory.resolve(name + ".rejected.jsonl"), checked.report().rejected().file());
    List<Map<String, String>> rows = quarantined(checked.report().rejected().file());
    assertEquals(
        List.of("1", "3", "4", "5", "7", "8"), rows.stream().map(row -> row.get("row")).toList());
    assertEquals(
        checked.report().rejected().first(), rows.stream().map(row -> row.get("reason")).toList());
    boolean csv = name.contains("csv");
    assertEquals(csv ? "3" : "2", rows.get(0).get("line"));
    assertEquals(
        csv ? "b,five,two" : "{\"k\": \"b\", \"n\": \"five\", \"t\": \"two\"}",
        rows.get(0).get("raw"));
    assertEquals(
        csv ? "d,4,four,more" : "{\"k\": \"d\", \"n\": 4, \"odd\": 1, \"t\": \"four",
        rows.get(1).get("raw"));
  }

  @Test
  void quarantine_again_writesAnotherFile() throws IOException {
    Path file = mixed("m.csv");
    Path first = check(options(file, OnError.QUARANTINE)).report().rejected().file();
    byte[] before = Files.readAllBytes(first);
    Path second = check(options(file, OnError.QUARANTINE)).report().rejected().file();
    assertEquals("m.csv.rejected-2.jsonl", second.getFileName().toString());
    assertArrayEquals(before, Files.readAllBytes(first));
    assertArrayEquals(before, Files.readAllBytes(second));
  }

  @Test
  void quarantine_ofAGoodFile_writesNothing() throws IOException {
    Path file = files.text("good.csv", "k", "a");
    CheckedImport checked =
        check(
            ImportOptions.of(file)
                .id("k")
                .vectors(files.goodVectors(1))
                .onError(OnError.QUARANTINE));
    assertEquals(0, checked.report().rejected().count());
    assertNull(checked.report().rejected().file());
    assertEquals(List.of("good.csv", "vectors1.npy"), names());
  }

  @Test
  void quarantine_rawRows_importOnceMended() throws IOException {
    Path file = files.text("m.csv", "k,n", "a,1", "\"b, or c\",\"\"", "d,4");
    ImportOptions.Builder options =
        ImportOptions.of(file)
            .id("k")
            .integer("n")
            .vectors(files.goodVectors(3))
            .onError(OnError.QUARANTINE);
    String raw = quarantined(check(options).report().rejected().file()).getFirst().get("raw");
    Path mended = files.text("mended.csv", "k,n", raw.replace("\"\"", "2"));
    CheckedImport again =
        check(ImportOptions.of(mended).id("k").integer("n").vectors(files.goodVectors(1)));
    assertEquals(List.of("b, or c"), ids(again));
  }

  @ParameterizedTest
  @EnumSource(OnError.class)
  void whatIsWrongWithTheFile_isAnErrorInEveryMode(OnError mode) throws IOException {
    Path cut = directory.resolve("cut.csv.gz");
    byte[] packed = Files.readAllBytes(mixed("m.csv.gz"));
    Files.write(cut, Arrays.copyOf(packed, packed.length - 12));
    Files.delete(directory.resolve("m.csv.gz"));
    refused(options(cut, mode), mode, "cut.csv.gz", "too early");
    refused(
        ImportOptions.of(mixed("m.csv"))
            .id("k")
            .integer("n")
            .vectors(files.goodVectors(8))
            .onError(mode),
        mode,
        "vectors8.npy",
        "has 8 rows",
        "has 9");
    Path broken = files.text("broken.csv", "k,n", "a,one", "b,\"2\"3", "c,4");
    refused(ImportOptions.of(broken).id("k").integer("n").onError(mode), mode, "broken CSV");
    Path open = files.text("open.csv", "k,n", "a,one", "b,\"2", "c,4");
    refused(ImportOptions.of(open).id("k").integer("n").onError(mode), mode, "broken CSV");
    assertTrue(names().stream().noneMatch(name -> name.contains("rejected")), names().toString());
  }

  /// Where all rows must be good the first bad one is named, otherwise what is wrong with the file.
  private static void refused(ImportOptions.Builder options, OnError mode, String... parts) {
    ImportException e = assertThrows(ImportException.class, () -> check(options));
    if (mode != OnError.STRICT) {
      assertSays(e.getMessage(), parts);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = OnError.class,
      names = {"SKIP", "QUARANTINE"})
  void noRowGood_isRefusedWithTheFirstReason(OnError mode) throws IOException {
    Path file = files.text("m.csv", "k,n", "a,one", "b,two");
    ImportException e =
        assertThrows(
            ImportException.class,
            () -> check(ImportOptions.of(file).id("k").integer("n").onError(mode)));
    assertSays(e.getMessage(), "no good row among 2", "line 2", "'one'");
    assertEquals(List.of("m.csv"), names());
  }

  @Test
  void rowsBeyondTen_areCountedNotShown() {
    String[] lines =
        IntStream.range(0, 40)
            .mapToObj(i -> "{\"k\": %d, \"n\": %s}".formatted(i, i < 25 ? "\"x\"" : "1"))
            .toArray(String[]::new);
    ImportReport report =
        check(
                ImportOptions.of(files.text("m.jsonl", lines))
                    .id("k")
                    .integer("n")
                    .vectors(files.goodVectors(40))
                    .onError(OnError.SKIP))
            .report();
    assertEquals(25, report.rejected().count());
    assertEquals(10, report.rejected().first().size());
    assertSays(report.rejected().first().getLast(), "line 10");
    assertEquals(0, report.columns().getFirst().unset());
  }

  @Test
  void badRow_leavesNoTraceInTypesAndColumns() {
    Path file =
        files.text(
            "m.jsonl",
            "{\"k\": \"a\", \"v\": 1}",
            "{\"v\": \"words\", \"odd\": 1, \"late\": 2}",
            "{\"k\": \"b\", \"v\": 2}",
            "{\"k\": \"c\", \"v\": [], \"late\": 2}",
            "{\"k\": \"d\", \"late\": \"text\", \"v\": 3}");
    CheckedImport checked =
        check(
            ImportOptions.of(file)
                .id("k")
                .vectors(files.goodVectors(5))
                .onError(OnError.SKIP)
                .rename("late", "later"));
    assertEquals(List.of("a", "b", "d"), ids(checked));
    assertEquals(
        List.of(new Column.Integer64("v"), new Column.Text("later", "standard")).toString(),
        checked.schema().columns().toString());
  }

  @Test
  void idAgain_whereTheLastIsBad_keepsTheEarlierRow() {
    Path file = files.text("m.csv", "k,n", "a,1", "b,2", "a,3", "a,four");
    CheckedImport checked =
        check(
            ImportOptions.of(file)
                .id("k")
                .integer("n")
                .onDuplicate(OnDuplicate.LAST)
                .vectors(files.goodVectors(4))
                .onError(OnError.SKIP));
    assertEquals(
        List.of(Map.of("n", 2L), Map.of("n", 3L)),
        data(checked).stream().map(Datum::values).toList());
    assertEquals(1, checked.report().dropped());
    assertEquals(1, checked.report().rejected().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"m.csv", "m.jsonl"})
  void wrongBytes_makeTheirRowBad(String name) throws IOException {
    boolean csv = name.endsWith("csv");
    String text =
        csv
            ? "k,t\na,\u00fc\nb,caf\u00e9\nc,\u00fc\n"
            : "{\"k\":\"a\",\"t\":\"\"}\n{\"k\":\"b\",\"t\":\"caf\u00e9\"}\n{\"k\":\"c\"}\n";
    byte[] right = text.getBytes(StandardCharsets.UTF_8);
    int accent = new String(right, StandardCharsets.ISO_8859_1).indexOf("\u00c3\u00a9");
    right[accent] = (byte) 0xE9;
    right[accent + 1] = ' ';
    CheckedImport checked =
        check(
            ImportOptions.of(files.bytes(name, right))
                .id("k")
                .text("t")
                .vectors(files.goodVectors(3))
                .onError(OnError.QUARANTINE));
    assertEquals(List.of("a", "c"), ids(checked));
    assertSays(
        checked.report().rejected().first().getFirst(), "line " + (csv ? 3 : 2), "E9", "UTF-8");
    String raw = quarantined(checked.report().rejected().file()).getFirst().get("raw");
    assertTrue(raw.contains("caf?"), raw);
  }

  @Test
  void array_badVectors_areLeftOut() throws IOException {
    Path array =
        files.vectors(
            "v.npy", new float[] {1, 1}, new float[] {Float.NaN, 1}, ZERO, new float[] {4, 1});
    CheckedImport checked = check(ImportOptions.of(array).onError(OnError.QUARANTINE));
    List<Datum> data = data(checked);
    assertEquals(2, data.size());
    assertArrayEquals(new float[] {4, 1}, data.get(1).latent());
    List<Map<String, String>> rows = quarantined(checked.report().rejected().file());
    assertEquals(List.of("1", "2"), rows.stream().map(row -> row.get("row")).toList());
    assertNull(rows.getFirst().get("line"));
    assertNull(rows.getFirst().get("raw"));
  }

  @Test
  void expiry_isATimestampColumnOfTheSchema() {
    Path file = files.text("m.csv", "k,until", "a,2030", "b,");
    ImportOptions.Builder options =
        ImportOptions.of(file).id("k").expiry("until").vectors(files.goodVectors(2));
    assertEquals("until", check(options).schema().expiry().orElseThrow());
    assertEquals("end", check(options.rename("until", "end")).schema().expiry().orElseThrow());
  }

  @Test
  void expiry_thatCannotBe_isSaid() {
    Path file = files.text("m.csv", "k,until,other", "a,2030-01-01,2031-01-01");
    Path vectors = files.goodVectors(1);
    String asked =
        assertThrows(
                ImportException.class,
                () -> check(ImportOptions.of(file).expiry("until").text("until").vectors(vectors)))
            .getMessage();
    assertSays(asked, "'until'", "as text", "expire by timestamps");
    String unknown =
        assertThrows(
                ImportException.class,
                () -> check(ImportOptions.of(file).expiry("end").vectors(vectors)))
            .getMessage();
    assertSays(unknown, "no column 'end' for --expire-by");
    Schema into =
        Schema.builder()
            .category("k")
            .timestamp("until")
            .timestamp("other")
            .expiry("other")
            .latent(2, Metric.COSINE)
            .build();
    String fixed =
        assertThrows(
                ImportException.class,
                () -> check(ImportOptions.of(file).into(into).expiry("until").vectors(vectors)))
            .getMessage();
    assertSays(fixed, "by 'other', not by 'until'");
    check(ImportOptions.of(file).into(into).expiry("other").vectors(vectors));
  }
}
