package dev.portolan.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {
  @TempDir Path directory;
  private SampleFiles files;

  @BeforeEach
  void files() {
    files = new SampleFiles(directory);
  }

  private static ImportException refused(ImportOptions.Builder options, String... parts) {
    ImportException e =
        assertThrows(
            ImportException.class,
            () -> CheckedImport.check(options.build(), ProgressListener.none()));
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), "no '" + part + "' in: " + e.getMessage());
    }
    assertTrue(e.getMessage().startsWith(e.file().toString()), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    return e;
  }

  private ImportOptions.Builder jsonl(String... lines) {
    return ImportOptions.of(files.text("data.jsonl", lines))
        .id("k")
        .vectors(files.goodVectors(lines.length));
  }

  private ImportOptions.Builder csv(String... lines) {
    return ImportOptions.of(files.text("data.csv", lines))
        .id("k")
        .vectors(files.goodVectors(lines.length - 1));
  }

  @Test
  void file_missing_isNamed() {
    Path missing = directory.resolve("missing.jsonl");
    refused(ImportOptions.of(missing), missing.toString(), "no such file", "check the path");
  }

  @Test
  void vectors_missing_areNamed() {
    refused(
        jsonl("{\"k\": 1}").vectors(directory.resolve("v.npy")), "v.npy", "there is no such file");
  }

  @Test
  void file_directory_isRefused() {
    refused(ImportOptions.of(directory), "is a directory");
  }

  @Test
  void file_empty_isRefused() {
    refused(ImportOptions.of(files.text("a.jsonl", "")), "holds no rows");
    refused(ImportOptions.of(files.bytes("a.csv", new byte[0])), "holds no rows");
    refused(ImportOptions.of(files.text("b.csv", "k,v")), "holds no rows");
    refused(ImportOptions.of(files.array("a.npy", "<f4", "(0, 2)")), "holds no rows");
  }

  @Test
  void analyzer_ofNoText_isRefusedWithTheRemedy() {
    String[] line = {"{\"k\": 1, \"n\": 5, \"t\": \"x\"}"};
    refused(jsonl(line).analyzer("n", "german"), "column 'n' is an integer", "--text n");
    refused(
        jsonl(line).analyzer("k", "german"), "column 'k' is the id", "drop --analyzer k=german");
    refused(jsonl(line).analyzer("body", "german"), "no column 'body' for --analyzer");
    refused(jsonl(line).skip("n").analyzer("n", "german"), "--analyzer and for --skip");
    refused(jsonl(line).category("t").analyzer("german"), "no text column for --analyzer german");
  }

  @Test
  void analyzer_otherThanTheDatasets_isRefused() {
    Schema into = Schema.builder().text("t", "french").latent(2, Metric.COSINE).build();
    ImportOptions.Builder options = jsonl("{\"k\": 1, \"t\": \"x\"}").into(into);
    refused(options.analyzer("german"), "column 't'", "analyzer german", "has it with french");
  }

  @Test
  void analyzer_unknownOrTwice_isRefused() {
    ImportOptions.Builder options = jsonl("{\"k\": 1, \"t\": \"x\"}").analyzer("german");
    assertThrows(IllegalArgumentException.class, () -> options.analyzer("german2"));
    assertThrows(IllegalArgumentException.class, () -> options.analyzer("french"));
    options.analyzer("t", "french");
    assertThrows(IllegalArgumentException.class, () -> options.analyzer("t", "german"));
  }

  @Test
  void json_brokenInLine812_namesTheLine() {
    String[] lines =
        IntStream.rangeClosed(1, 900)
            .mapToObj(i -> i == 812 ? "{\"k\": 812, \"t\": \"x}" : "{\"k\": " + i + "}")
            .toArray(String[]::new);
    ImportException e = refused(jsonl(lines), "line 812", "broken JSON", "mend the line");
    assertEquals(812, e.line());
  }

  @Test
  void json_otherThanAnObjectALine_isRefused() {
    refused(jsonl("[1, 2]"), "line 1", "no JSON object");
    refused(jsonl("{\"k\": 1} {\"k\": 2}"), "line 1", "goes on after its JSON object");
    refused(jsonl("{\"k\": 1,", " \"v\": 2}"), "line 1", "broken JSON");
    refused(jsonl("{\"k\": NaN}"), "line 1", "broken JSON");
  }

  @Test
  void json_keyTwice_isRefused() {
    refused(jsonl("{\"k\": 1}", "{\"k\": 2, \"a\": 1, \"a\": 2}"), "line 2", "Duplicate", "\"a\"");
  }

  @Test
  void json_tooDeep_isRefusedEvenWhenSkipped() {
    String deep = "[".repeat(70) + "]".repeat(70);
    refused(jsonl("{\"k\": 1, \"deep\": " + deep + "}").skip("deep"), "line 1", "depth", "64");
  }

  @Test
  void json_halfACharacter_isRefused() {
    refused(jsonl("{\"k\": 1, \"t\": \"a\\ud800b\"}"), "line 1", "'t'", "\\ud800");
  }

  @Test
  void json_nestedOrMixed_namesTheRemedy() {
    refused(jsonl("{\"k\": 1, \"o\": {\"a\": 1}}"), "line 1", "column 'o'", "--skip o");
    refused(jsonl("{\"k\": 1, \"o\": [[\"a\"]]}"), "column 'o'", "--skip o");
    refused(jsonl("{\"k\": 1, \"n\": [1, 2]}"), "column 'n'", "--categories n", "--skip n");
    refused(
        jsonl("{\"k\": 1, \"m\": 5}", "{\"k\": 2, \"m\": \"five\"}"),
        "line 2",
        "a string 'five'",
        "line 1 has an integer '5'",
        "--text m");
    refused(jsonl("{\"k\": 1, \"m\": \"a\"}", "{\"k\": 2, \"m\": true}"), "line 2", "a boolean");
  }

  @Test
  void json_integerBeyond64Bits_isRefused() {
    refused(jsonl("{\"k\": 1, \"n\": 9223372036854775808}"), "line 1", "64 bits", "--text n");
    refused(jsonl("{\"k\": 1, \"n\": 1e999}"), "line 1", "64 bits", "--text n");
  }

  @Test
  void text_notUtf8_namesTheLine() {
    byte[] bytes = "{\"k\": 1}\n{\"k\": \"caf\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1);
    ImportException e =
        refused(ImportOptions.of(files.bytes("latin.jsonl", bytes)), "line 2", "E9", "no UTF-8");
    assertEquals(2, e.line());
    byte[] cut = Arrays.copyOf("k\n1\né".getBytes(StandardCharsets.UTF_8), 5);
    refused(ImportOptions.of(files.bytes("cut.csv", cut)), "line 3", "C3");
  }

  @Test
  void id_twice_namesBothLines() {
    refused(
        jsonl("{\"k\": \"a\"}", "{\"k\": \"b\"}", "{\"k\": \"a\"}"),
        "line 3",
        "id 'a' stands in line 1",
        "--on-duplicate last");
    refused(jsonl("{\"k\": 7}", "{\"k\": \"7\"}"), "line 2", "id '7' stands in line 1");
  }

  @Test
  void id_unsetOrNoId_isRefused() {
    refused(jsonl("{\"k\": \"a\"}", "{\"v\": 1}"), "line 2", "column 'k'", "unset");
    refused(jsonl("{\"k\": \"a\"}", "{\"k\": null}"), "line 2", "unset");
    refused(jsonl("{\"k\": 1.5}"), "line 1", "a real number '1.5'");
    refused(jsonl("{\"k\": \"\"}"), "line 1", "1 to 512");
    refused(jsonl("{\"k\": \"" + "x".repeat(513) + "\"}"), "line 1", "513 bytes");
    refused(csv("k,v", ",1"), "line 2", "unset");
  }

  @Test
  void column_unknown_listsThoseThereAre() {
    refused(jsonl("{\"k\": 1, \"v\": 2}").text("w"), "no column 'w' for --text", "[k, v]");
    refused(jsonl("{\"k\": 1, \"v\": 2}").skip("w"), "no column 'w' for --skip", "[k, v]");
    refused(jsonl("{\"k\": 1, \"v\": 2}").rename("w", "u"), "'w' for --rename", "[k, v]");
    refused(csv("k,v", "1,2").id("w"), "no column 'w' for --id", "[k, v]");
    refused(jsonl("{\"k\": 1, \"v\": 2}").id("w"), "'w'", "unset", "[k, v]");
    refused(csv("k,v", "1,2").textColumn("w"), "no column 'w'", "[k, v]");
  }

  @Test
  void column_reservedName_asksForRename() {
    refused(jsonl("{\"k\": 1, \"x\": 2}"), "column 'x'", "--rename x=");
    refused(jsonl("{\"k\": 1, \"id\": 2}"), "column 'id'", "--id id", "--rename id=");
    refused(jsonl("{\"k\": 1, \"topic_depth_1\": 2}"), "--rename topic_depth_1=");
    refused(jsonl("{\"k\": 1, \"v\": 2}").rename("v", "y"), "column 'y'", "--rename v=");
    refused(jsonl("{\"k\": 1, \" \": 2}"), "column name ' '", "--rename");
  }

  @Test
  void column_twoOfOneName_isRefused() {
    refused(jsonl("{\"k\": 1, \"v\": 2, \"w\": 3}").rename("w", "v"), "'v' and 'w'", "called 'v'");
    Path array = files.array("v1.npy", "<i4", "(1,)", SampleFiles.littleEndian(4, 5));
    refused(csv("k,v", "1,2").column("v", array), "'v' and 'v'", "called 'v'");
  }

  @Test
  void column_askedAndSkipped_isRefused() {
    refused(csv("k,v", "1,2").text("v").skip("v"), "--text and for --skip");
    refused(csv("k,v", "1,2").skip("k"), "--id and for --skip");
  }

  @Test
  void csv_misshapen_namesTheLine() {
    refused(csv("k,v", "1,2", "3,4,5"), "line 3", "has 3 fields, the header has 2");
    refused(csv("k,v", "1,2", "3"), "line 3", "has 1 fields, the header has 2");
    refused(csv("k,v,v", "1,2,3"), "line 1", "column 'v' twice");
    refused(csv("k,,v", "1,2,3"), "line 1", "column 2", "no name");
    refused(csv("k,v", "1,\"a", "b\",2", "3,4"), "line 2", "has 3 fields");
    refused(csv("k,v", "1,2", "2,\"a\"b"), "line 3", "broken CSV");
    refused(csv("k,v", "1,2", "2,\"open"), "line 3", "broken CSV");
  }

  @Test
  void value_notOfTheTypeAsked_namesValueRuleAndRemedy() {
    refused(
        csv("k,v", "1,5", "2,five").integer("v"),
        "line 3",
        "column 'v' is a value 'five'",
        "an integer column takes whole numbers",
        "drop --integer v");
    refused(csv("k,v", "1,NaN").real("v"), "'NaN'", "finite");
    refused(csv("k,v", "1,0x10").real("v"), "'0x10'");
    refused(csv("k,v", "1,yes").bool("v"), "'yes'", "true or false");
    refused(csv("k,v", "1,2024-13-01").timestamp("v"), "'2024-13-01'", "ISO-8601");
    refused(csv("k,v", "1,10000").timestamp("v"), "'10000'", "0001 to 9999");
    refused(csv("k,v", "1,[1]").categories("v"), "'[1]'", "JSON lists");
    refused(csv("k,v", "1,\"\"").integer("v"), "''");
    refused(jsonl("{\"k\": 1, \"v\": [\"a\"]}").text("v"), "a list of strings 'a'");
    refused(jsonl("{\"k\": 1, \"v\": \"a\"}").categories("v"), "a string 'a'");
    assertThrows(
        IllegalArgumentException.class, () -> ImportOptions.of(directory).text("v").bool("v"));
  }

  @Test
  void vectors_otherRowCount_namesBothCounts() {
    Path three = files.goodVectors(3);
    refused(jsonl("{\"k\": 1}", "{\"k\": 2}").vectors(three), "has 3 rows", "data.jsonl has 2");
    Path one = files.goodVectors(1);
    refused(
        ImportOptions.of(files.text("two.csv", "k", "a", "b")).id("k").vectors(one),
        "has 1 rows",
        "two.csv has 2");
  }

  @Test
  void column_otherRowCount_namesBothCounts() {
    Path array = files.array("labels.npy", "|u1", "(3,)", (byte) 1, (byte) 2, (byte) 3);
    refused(
        csv("k", "a", "b").column("label", array), "labels.npy", "has 3 rows", "data.csv has 2");
  }

  @Test
  void vector_notFiniteOrTooSmall_namesRowAndId() {
    Path nan = files.vectors("nan.npy", new float[] {1, 1}, new float[] {1, Float.NaN});
    refused(
        jsonl("{\"k\": \"a\"}", "{\"k\": \"b\"}").vectors(nan),
        "nan.npy row 1",
        "datum 'b'",
        "line 2 of",
        "NaN in dimension 1");
    Path infinite = files.vectors("inf.npy", new float[] {Float.NEGATIVE_INFINITY, 1});
    refused(jsonl("{\"k\": \"a\"}").vectors(infinite), "-Infinity in dimension 0");
    Path zero = files.vectors("zero.npy", new float[] {0, 0});
    refused(jsonl("{\"k\": \"a\"}").vectors(zero), "zero.npy row 0", "'a'", "no direction");
    Path tiny = files.vectors("tiny.npy", new float[] {1e-30f, 0});
    refused(jsonl("{\"k\": \"a\"}").vectors(tiny).metric(Metric.DOT), "no direction", "dot");
  }

  @Test
  void vectors_noVectors_areRefused() {
    Path doubles = files.array("d.npy", "<f8", "(1, 1)", new byte[8]);
    refused(jsonl("{\"k\": 1}").vectors(doubles), "d.npy", "float64", "astype('float32')");
    Path flat = files.array("flat.npy", "<f4", "(1,)", new byte[4]);
    refused(jsonl("{\"k\": 1}").vectors(flat), "shape (1,)", "two axes");
    Path wide = files.array("wide.npy", "|u1", "(1, 4097)", new byte[4097]);
    refused(jsonl("{\"k\": 1}").vectors(wide), "4097 dimensions", "1 to 4096");
    Path lone = files.goodVectors(1);
    refused(ImportOptions.of(lone).vectors(lone), "holds the vectors itself");
  }

  @Test
  void text_noVectorsAndNothingToEmbed_isRefused() {
    Path file = files.text("plain.csv", "k,n", "a,1");
    refused(ImportOptions.of(file).id("k").embeddingDimensions(3), "no text column", "--text");
    refused(ImportOptions.of(file).id("k").text("n"), "nothing embeds", "--vectors");
    Path two = files.text("two.csv", "k,t,u", "a,one,two");
    refused(ImportOptions.of(two).id("k").embeddingDimensions(3), "several text columns [t, u]");
  }

  @Test
  void text_toEmbedThatIsNone_isRefused() {
    Path file = files.text("plain.csv", "k,n", "a,1");
    ImportOptions.Builder options = ImportOptions.of(file).id("k").embeddingDimensions(3);
    refused(options.textColumn("k"), "column 'k'", "cannot be embedded");
    refused(options.textColumn("n").integer("n"), "column 'n'", "cannot be embedded");
  }

  @Test
  void category_longerThanTheStoreTakes_isRefused() {
    String longest = "é".repeat(16_000);
    refused(csv("k,v", "1," + longest + "x").category("v"), "line 2", "32,000 bytes");
    refused(csv("k,v", "1,\"[\"\"" + longest + "x\"\"]\"").categories("v"), "32,000 bytes");
    refused(jsonl("{\"k\": 1, \"v\": [\"" + longest + "x\"]}"), "32,000 bytes", "--skip v");
    CheckedImport.check(csv("k,v", "1," + longest).category("v").build(), ProgressListener.none());
  }

  @Test
  void dataset_doesNotTakeTheFile_isSaid() {
    Schema into = Schema.builder().category("v").latent(3, Metric.COSINE).build();
    refused(csv("k,v", "1,2").into(into), "have 2 dimensions", "takes 3");
    Schema other = Schema.builder().category("w").latent(2, Metric.COSINE).build();
    refused(csv("k,v", "1,2").into(other), "no column 'v'", "[w]", "--skip v");
    Schema same = Schema.builder().category("v").latent(2, Metric.COSINE).build();
    refused(csv("k,v", "1,2").integer("v").into(same), "as integer", "as category");
  }

  @Test
  void gzip_damaged_isNamed() throws IOException {
    Path good = files.bytes("a.jsonl.gz", "{\"k\": \"0123456789\"}\n".repeat(50).getBytes());
    byte[] packed = Files.readAllBytes(good);
    Path cut = directory.resolve("cut.jsonl.gz");
    Files.write(cut, Arrays.copyOf(packed, packed.length - 20));
    refused(ImportOptions.of(cut).onDuplicate(OnDuplicate.LAST), "cut.jsonl.gz", "too early");
    packed[packed.length - 6] ^= 0x55;
    Path flipped = directory.resolve("flipped.jsonl.gz");
    Files.write(flipped, packed);
    refused(ImportOptions.of(flipped).id("k").onDuplicate(OnDuplicate.LAST), "stream is damaged");
    Path plain = directory.resolve("plain.jsonl.gz");
    Files.writeString(plain, "{}\n");
    refused(ImportOptions.of(plain), "no gzip stream");
  }

  @Test
  void gzip_bomb_isRefused() {
    byte[] zeros = new byte[24 << 20];
    Path bomb = files.bytes("bomb.csv.gz", zeros);
    refused(ImportOptions.of(bomb), "bomb.csv.gz", "1000 times");
  }

  @Test
  void row_over16MiB_isRefused() {
    String long17 = "x".repeat(17 << 20);
    refused(jsonl("{\"k\": 1, \"t\": \"" + long17 + "\"}"), "line 1", "16 MiB");
    refused(csv("k,t", "1," + long17), "line 2", "16 MiB");
    String accents = "é".repeat(9 << 20);
    refused(csv("k,t", "1," + accents), "line 2", "16 MiB");
  }

  @Test
  void file_changedBetweenThePasses_isRefused() throws IOException {
    Path file = files.text("data.csv", "k", "a");
    CheckedImport checked =
        CheckedImport.check(
            ImportOptions.of(file).vectors(files.goodVectors(1)).build(), ProgressListener.none());
    Files.writeString(file, "k\na\nb\n");
    ImportException e = assertThrows(ImportException.class, () -> checked.data().iterator());
    assertTrue(e.getMessage().contains("was changed"), e.getMessage());
  }
}
