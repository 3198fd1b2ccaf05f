package dev.portolan.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
  @TempDir Path directory;
  private SampleFiles files;

  @BeforeEach
  void files() {
    files = new SampleFiles(directory);
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

  private static List<Map<String, Object>> values(CheckedImport checked) {
    return data(checked).stream().map(Datum::values).toList();
  }

  @Test
  void analyzers_forAllTextsAndForOne_areInTheSchema() {
    Path file = files.text("a.csv", "k,n,title,body,note", "1,5,Brief,Haus,mot", "2,7,Post,Tor,la");
    ImportOptions.Builder options =
        ImportOptions.of(file)
            .id("k")
            .text("title", "body", "note")
            .rename("note", "remark")
            .vectors(files.goodVectors(2));
    Schema schema = check(options.analyzer("german").analyzer("note", "french")).schema();
    assertEquals(
        Schema.builder()
            .integer("n")
            .text("title", "german")
            .text("body", "german")
            .text("remark", "french")
            .latent(2, Metric.COSINE)
            .build(),
        schema);
    assertEquals(schema, check(options.into(schema)).schema());
  }

  @Test
  void csv_everyType_isInferredFromTheWholeFile() {
    Path file =
        files.text(
            "a.csv",
            "k,n,r,b,day,moment,list,t",
            "1,5,5,true,2024-02-29,2024-05-01T12:30:15.123456Z,\"[\"\"a\"\",\"\"b,c\"\"]\",5",
            "2,-7,.5e1,False,0001-01-01,2024-05-01T12:30:15+02:00,[],x");
    CheckedImport checked = check(ImportOptions.of(file).id("k").vectors(files.goodVectors(2)));

    assertEquals(
        Schema.builder()
            .integer("n")
            .real("r")
            .bool("b")
            .timestamp("day")
            .timestamp("moment")
            .categories("list")
            .text("t")
            .latent(2, Metric.COSINE)
            .build(),
        checked.schema());
    assertEquals(
        List.of(
            Map.of(
                "n",
                5L,
                "r",
                5.0,
                "b",
                true,
                "day",
                Instant.parse("2024-02-29T00:00:00Z"),
                "moment",
                Instant.parse("2024-05-01T12:30:15.123456Z"),
                "list",
                List.of("a", "b,c"),
                "t",
                "5"),
            Map.of(
                "n",
                -7L,
                "r",
                5.0,
                "b",
                false,
                "day",
                Instant.parse("0001-01-01T00:00:00Z"),
                "moment",
                Instant.parse("2024-05-01T10:30:15Z"),
                "list",
                List.of(),
                "t",
                "x")),
        values(checked));
  }

  @Test
  void jsonl_everyType_isInferredFromTheWholeFile() {
    Path file =
        files.text(
            "a.ndjson",
            "{\"k\": 1, \"n\": 5, \"r\": 1, \"b\": true, \"list\": [\"a\"], \"t\": \"2024-01-01\"}",
            "",
            "{\"k\": 2, \"r\": 0.25, \"late\": \"2024-01-01 10:00\", \"t\": \"5\", \"n\": null}");
    CheckedImport checked = check(ImportOptions.of(file).id("k").vectors(files.goodVectors(2)));

    assertEquals(
        List.of(
            Map.of("n", 5L, "r", 1.0, "b", true, "list", List.of("a"), "t", "2024-01-01"),
            Map.of("r", 0.25, "late", Instant.parse("2024-01-01T10:00:00Z"), "t", "5")),
        values(checked));
    assertEquals(
        List.of("timestamps of 'late' without a zone were read as UTC (1 values)"),
        checked.report().notes());
  }

  @Test
  void csv_emptyCells_areUnsetAndQuotedOnesEmpty() {
    Path file = files.text("a.csv", "k,t", "1,", "2,\"\"", "", "3,\"a\r\nb\"\"\"");
    CheckedImport checked = check(ImportOptions.of(file).id("k").vectors(files.goodVectors(3)));
    assertEquals(List.of(Map.of(), Map.of("t", ""), Map.of("t", "a\r\nb\"")), values(checked));
  }

  @Test
  void csv_digitsThatAreNames_stayStrings() {
    Path file = files.text("a.csv", "zip,card,plus", "01234,12345678901234567890,+5", "99999,1,6");
    CheckedImport checked = check(ImportOptions.of(file).vectors(files.goodVectors(2)));
    assertEquals(
        Map.of("zip", "01234", "card", "12345678901234567890", "plus", "+5"),
        values(checked).getFirst());
  }

  @Test
  void csv_byteOrderMarkAndOddNames_areTakenAsTheyAre() {
    Path file =
        files.bytes("a.tsv", "\uFEFFk\tname, long\nä\t😀\n".getBytes(StandardCharsets.UTF_8));
    CheckedImport checked = check(ImportOptions.of(file).id("k").vectors(files.goodVectors(1)));
    assertEquals("ä", data(checked).getFirst().id());
    assertEquals(List.of(Map.of("name, long", "😀")), values(checked));
  }

  @Test
  void csv_ownDelimiter_isTaken() {
    Path file = files.text("a.csv", "k;v", "a;1,5");
    CheckedImport checked =
        check(ImportOptions.of(file).delimiter(';').id("k").vectors(files.goodVectors(1)));
    assertEquals(List.of(Map.of("v", "1,5")), values(checked));
  }

  @Test
  void file_withoutATellingName_isToldByItsFirstByte() {
    Path json = files.text("json", "{\"k\": \"a\"}");
    Path csv = files.text("csv.txt", "k", "a");
    Path vectors = files.goodVectors(1);
    assertEquals("a", data(check(ImportOptions.of(json).id("k").vectors(vectors))).get(0).id());
    assertEquals("a", data(check(ImportOptions.of(csv).id("k").vectors(vectors))).get(0).id());
  }

  @Test
  void file_gzipped_readsAsThePlainOne() {
    byte[] text = "{\"k\": \"a\"}\n{\"k\": \"b\"}".getBytes(StandardCharsets.UTF_8);
    Path vectors = files.goodVectors(2);
    List<Datum> plain =
        data(check(ImportOptions.of(files.bytes("a.jsonl", text)).id("k").vectors(vectors)));
    List<Datum> packed =
        data(check(ImportOptions.of(files.bytes("a.jsonl.gz", text)).id("k").vectors(vectors)));
    assertEquals(plain.stream().map(Datum::id).toList(), packed.stream().map(Datum::id).toList());
    assertEquals(List.of("a", "b"), packed.stream().map(Datum::id).toList());
  }

  @Test
  void ids_integers_becomeDecimalStrings() {
    Path file = files.text("a.jsonl", "{\"k\": -12}", "{\"k\": 123456789012345678901}");
    List<Datum> data = data(check(ImportOptions.of(file).id("k").vectors(files.goodVectors(2))));
    assertEquals("-12", data.get(0).id());
    assertEquals("123456789012345678901", data.get(1).id());
  }

  @Test
  void ids_without_areGeneratedFromTheCounter() {
    Path lone = files.goodVectors(2);
    assertEquals("AA", data(check(ImportOptions.of(lone))).getFirst().id());
    List<Datum> later = data(check(ImportOptions.of(lone).firstGeneratedId(70000)));
    assertEquals("ARFw", later.get(0).id());
    assertEquals("ARFx", later.get(1).id());
  }

  @Test
  void ids_again_lastWinsAndIsCounted() {
    Path file = files.text("a.csv", "k,v", "a,1", "b,2", "a,3", "a,4");
    CheckedImport checked =
        check(
            ImportOptions.of(file)
                .id("k")
                .vectors(files.goodVectors(4))
                .onDuplicate(OnDuplicate.LAST));
    List<Datum> data = data(checked);
    assertEquals(List.of("b", "a"), data.stream().map(Datum::id).toList());
    assertEquals(4L, data.get(1).values().get("v"));
    assertArrayEquals(new float[] {4, 1}, data.get(1).latent());
    assertEquals(2, checked.rows());
    assertEquals(2, checked.report().dropped());
  }

  @Test
  void strings_few_areACategory() {
    String[] lines = new String[1 + 40];
    lines[0] = "few,many";
    for (int i = 1; i < lines.length; i++) {
      lines[i] = (i % 2 == 0 ? "even" : "odd") + ",v" + i;
    }
    CheckedImport checked =
        check(ImportOptions.of(files.text("a.csv", lines)).vectors(files.goodVectors(40)));
    assertEquals(
        Schema.builder().category("few").text("many").latent(2, Metric.COSINE).build(),
        checked.schema());
    assertEquals("2 different values in 40", checked.report().columns().getFirst().why());
  }

  @Test
  void options_win_overWhatIsInferred() {
    Path file =
        files.text(
            "a.jsonl",
            "{\"a\": 5, \"b\": 1.50, \"c\": 1999, \"d\": 3.0, \"e\": 1, \"f\": [1, \"x\", true]}");
    CheckedImport checked =
        check(
            ImportOptions.of(file)
                .text("a")
                .category("b")
                .timestamp("c")
                .integer("d")
                .bool("e")
                .categories("f")
                .vectors(files.goodVectors(1)));
    assertEquals(
        Map.of(
            "a",
            "5",
            "b",
            "1.50",
            "c",
            Instant.parse("1999-01-01T00:00:00Z"),
            "d",
            3L,
            "e",
            true,
            "f",
            List.of("1", "x", "true")),
        values(checked).getFirst());
  }

  @Test
  void columns_skippedAndRenamed_areNotInTheSchemaUnderTheirNames() {
    Path file = files.text("a.jsonl", "{\"x\": 5, \"o\": {\"a\": [1, {}]}, \"id\": 7}");
    CheckedImport checked =
        check(
            ImportOptions.of(file)
                .skip("o")
                .rename("x", "width")
                .rename("id", "number")
                .vectors(files.goodVectors(1)));
    assertEquals(List.of(Map.of("width", 5L, "number", 7L)), values(checked));
  }

  @Test
  void column_unsetInEveryRow_isACategoryAndSaysSo() {
    Path file = files.text("a.jsonl", "{\"k\": 1, \"v\": null}");
    CheckedImport checked = check(ImportOptions.of(file).vectors(files.goodVectors(1)));
    assertEquals(
        new ImportReport.ReportedColumn("v", "category", "unset in every row", 1),
        checked.report().columns().get(1));
  }

  @Test
  void report_saysWhyAColumnIsNoNumber() {
    Path file = files.text("a.csv", "v", "1", "2", "n/a");
    CheckedImport checked = check(ImportOptions.of(file).vectors(files.goodVectors(3)));
    String why = checked.report().columns().getFirst().why();
    assertTrue(why.contains("line 4 has 'n/a'"), why);
  }

  @Test
  void timestamps_finerThanMicroseconds_areCutAndNoted() {
    Path file = files.text("a.csv", "v", "2024-01-01T00:00:00.123456789Z");
    CheckedImport checked = check(ImportOptions.of(file).vectors(files.goodVectors(1)));
    assertEquals(Instant.parse("2024-01-01T00:00:00.123456Z"), values(checked).getFirst().get("v"));
    assertTrue(checked.report().notes().getLast().contains("finer than a microsecond"));
  }

  @Test
  void array_alone_withColumns_givesDataAndIds() {
    Path vectors =
        files.array("X.npy", "|u1", "(2, 3)", new byte[] {0, 1, 2, (byte) 253, (byte) 254, -1});
    Path labels = files.array("y.npy", "<i4", "(2,)", SampleFiles.littleEndian(4, 9, -1));
    Path names = files.array("n.npy", "<i8", "(2,)", SampleFiles.littleEndian(8, 70, 71));
    CheckedImport checked =
        check(
            ImportOptions.of(vectors)
                .column("label", labels)
                .column("name", names)
                .id("name")
                .category("label")
                .metric(Metric.EUCLIDEAN));
    List<Datum> data = data(checked);
    assertEquals("71", data.get(1).id());
    assertEquals(Map.of("label", "-1"), data.get(1).values());
    assertArrayEquals(new float[] {253, 254, 255}, data.get(1).latent());
    assertArrayEquals(new float[] {0, 1, 2}, data.get(0).latent());
  }

  @Test
  void vector_zero_isLegalWhenEuclidean() {
    Path zero = files.vectors("zero.npy", new float[] {0, 0});
    assertEquals(1, check(ImportOptions.of(zero).metric(Metric.EUCLIDEAN)).rows());
  }

  @Test
  void text_withoutVectors_isNamedToBeEmbedded() {
    Path file = files.text("a.csv", "k,t,u", "a,one,two");
    CheckedImport checked =
        check(ImportOptions.of(file).id("k").text("u").rename("u", "body").embeddingDimensions(3));
    assertEquals("body", checked.textColumn());
    assertEquals(3, checked.schema().latent().dimensions());
    assertNull(data(checked).getFirst().latent());
    CheckedImport named =
        check(ImportOptions.of(file).id("k").textColumn("t").embeddingDimensions(3));
    assertEquals("t", named.textColumn());
  }

  @Test
  void dataset_thatIsThere_settlesTheTypes() {
    Schema into = Schema.builder().category("v").text("other").latent(2, Metric.EUCLIDEAN).build();
    Path file = files.text("a.csv", "k,v", "a,1");
    CheckedImport checked =
        check(ImportOptions.of(file).id("k").into(into).vectors(files.goodVectors(1)));
    assertEquals(into, checked.schema());
    assertEquals(List.of(Map.of("v", "1")), values(checked));
  }

  @Test
  void progress_endsAtTheFilesSizes() {
    Path file = files.text("a.csv", "k", "a");
    AtomicLong done = new AtomicLong();
    AtomicLong total = new AtomicLong();
    CheckedImport.check(
        ImportOptions.of(file).id("k").vectors(files.goodVectors(1)).build(),
        (read, all) -> {
          done.set(read);
          total.set(all);
        });
    assertEquals(total.get(), done.get());
    assertEquals(4 + 128 + 8, total.get());
  }

  @Test
  void cancelled_stops() {
    Path file = files.text("a.csv", "k", "a");
    ProgressListener cancelling =
        new ProgressListener() {
          @Override
          public void advance(long done, long total) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    assertThrows(
        CancellationException.class,
        () -> CheckedImport.check(ImportOptions.of(file).build(), cancelling));
  }
}
