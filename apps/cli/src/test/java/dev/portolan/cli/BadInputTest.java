package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.exchange.NpyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Bad input is one sentence and exit code 1; nothing of it is imported, and nothing is lost.
class BadInputTest {
  private static final int LINES = 900;

  @TempDir private Path directory;
  private Path database;

  @BeforeEach
  void nameDatabase() {
    database = directory.resolve("db");
  }

  @Test
  void missingFile_isNamed() {
    Path missing = directory.resolve("nowhere.jsonl");
    refused("import", database, "posts", missing, "--id", "id")
        .says(missing.toString(), "no such file", "check the path");
  }

  @Test
  void missingVectors_areNamed() throws IOException {
    Path missing = directory.resolve("nowhere.npy");
    refused("import", database, "posts", lines(3), "--vectors", missing)
        .says(missing.toString(), "no such file");
  }

  @Test
  void brokenJson_isNamedWithItsLine() throws IOException {
    List<String> lines = jsonLines(LINES);
    lines.set(811, "{\"id\": 811, \"body\": \"cut");
    Path file = write("posts.jsonl", lines);
    refused("import", database, "posts", file, "--id", "id", "--vectors", vectors(LINES, 4))
        .says(file.toString(), "812");
  }

  @Test
  void vectorsOfOtherCount_areRefused() throws IOException {
    refused("import", database, "posts", lines(10), "--id", "id", "--vectors", vectors(9, 4))
        .says("9", "10");
  }

  @Test
  void emptyFile_isRefused() throws IOException {
    Path file = write("empty.jsonl", List.of());
    refused("import", database, "posts", file, "--vectors", vectors(3, 4)).says(file.toString());
  }

  @Test
  void vectorNotANumber_isRefused() throws IOException {
    float[][] vectors = new float[10][4];
    for (float[] vector : vectors) {
      vector[0] = 1;
    }
    vectors[6][2] = Float.NaN;
    Path file = directory.resolve("nan.npy");
    NpyFile.write(file, vectors);
    refused("import", database, "posts", lines(10), "--id", "id", "--vectors", file)
        .says(file.toString(), "6", "NaN");
  }

  @Test
  void idTwice_isNamedWithBothLines() throws IOException {
    List<String> lines = jsonLines(10);
    lines.set(7, lines.get(2));
    Path file = write("posts.jsonl", lines);
    refused("import", database, "posts", file, "--id", "id", "--vectors", vectors(10, 4))
        .says("3", "8", "'2'", "--on-duplicate last");
  }

  @Test
  void idTwiceWithLast_takesTheLast() throws IOException {
    List<String> lines = jsonLines(10);
    lines.set(7, "{\"id\": 2, \"body\": \"the later one\"}");
    Path file = write("posts.jsonl", lines);
    Cli.ok(
        "import",
        database,
        "posts",
        file,
        "--id",
        "id",
        "--text",
        "body",
        "--vectors",
        vectors(10, 4),
        "--on-duplicate",
        "last");
    String export = Cli.ok("export", database, "posts", "-").out();
    assertEquals(1 + 9, export.lines().count());
    assertTrue(export.contains("2,the later one"), export);
  }

  @Test
  void badRowsSkipped_areCountedAndShown() throws IOException {
    Cli.Run run = Cli.ok(importWithBadRows("skip"));
    assertTrue(run.out().contains("posts: 8 data"), run.out());
    assertTrue(run.out().contains("2 bad rows left out"), run.out());
    assertTrue(run.out().contains("line 4: broken JSON"), run.out());
    assertTrue(run.out().contains("line 8: id '2' stands in line 3"), run.out());
    assertEquals(1 + 8, export().lines().count());
  }

  @Test
  void badRowsQuarantined_standInTheFileThatIsNamed() throws IOException {
    JsonNode answer = Cli.ok(importWithBadRows("quarantine", "--json")).json();
    assertEquals(8, answer.at("/count").asInt());
    assertEquals(2, answer.at("/rejected/count").asInt());
    Path file = directory.resolve("posts.jsonl.rejected.jsonl");
    assertEquals(file.toString(), answer.at("/rejected/file").asString());
    List<String> rows = Files.readAllLines(file);
    assertEquals(2, rows.size());
    assertTrue(rows.getFirst().contains("\"line\":4,\"row\":3"), rows.getFirst());
  }

  private Object[] importWithBadRows(String... mode) throws IOException {
    List<String> lines = jsonLines(10);
    lines.set(3, "{\"id\": 3,");
    lines.set(7, lines.get(2));
    Path file = write("posts.jsonl", lines);
    List<Object> words = new ArrayList<>(List.of("import", database, "posts", file, "--id", "id"));
    words.addAll(List.of("--vectors", vectors(10, 4), "--on-error"));
    words.addAll(List.of(mode));
    return words.toArray();
  }

  @Test
  void expired_areGoneOnceImported() throws IOException {
    Path file =
        write(
            "posts.csv", List.of("id,until", "0,1999-12-31", "1,", "2,9999-01-01", "3,2001-01-01"));
    Cli.ok(
        "import",
        database,
        "posts",
        file,
        "--id",
        "id",
        "--vectors",
        vectors(4, 4),
        "--expire-by",
        "until");
    assertEquals(2, Cli.ok("info", database, "--json").json().at("/datasets/0/count").asInt());
    assertEquals(
        "until", Cli.ok("columns", database, "posts", "--json").json().at("/expiry").asString());
  }

  @Test
  void unknownColumn_isNamedWithThoseThereAre() throws IOException {
    refused(
            "import",
            database,
            "posts",
            lines(3),
            "--id",
            "id",
            "--text",
            "title",
            "--vectors",
            vectors(3, 4))
        .says("'title'", "id", "body");
    Posts posts = Posts.write(directory);
    Cli.ok(posts.importInto(database));
    refused("search", database, "posts", "--id", "p1", "--include", "titel")
        .says("'titel'", "body");
  }

  @Test
  void existingDataset_isKept() throws IOException {
    Cli.ok("import", database, "posts", lines(3), "--id", "id", "--vectors", vectors(3, 4));
    String before = export();
    refused("import", database, "posts", lines(9), "--id", "id", "--vectors", vectors(9, 4))
        .says("'posts'", "exists", "--append");
    assertEquals(before, export());
  }

  @Test
  void unknownDataset_isNamedWithThoseThereAre() throws IOException {
    Cli.ok("import", database, "posts", lines(3), "--id", "id", "--vectors", vectors(3, 4));
    for (String verb : List.of("map", "info", "topics", "duplicates", "verify", "delete")) {
      refused(verb, database, "post").says("'post'", "posts");
    }
    refused("search", database, "post", "--id", "1").says("'post'", "posts");
    refused("export", database, "post", "-").says("'post'", "posts");
    refused("import", database, "post", lines(3), "--vectors", vectors(3, 4), "--append")
        .says("'post'", "posts");
  }

  @Test
  void unknownDatum_isNamed() throws IOException {
    Cli.ok("import", database, "posts", lines(3), "--id", "id", "--vectors", vectors(3, 4));
    refused("search", database, "posts", "--id", "17").says("17", "no such datum");
    refused("delete", database, "posts", "1", "17").says("17", "no such datum");
    assertEquals(3, Cli.ok("info", database, "--json").json().at("/datasets/0/count").asInt());
  }

  @Test
  void directoryThatIsNoDatabase_isLeftAlone() throws IOException {
    Files.createDirectory(database);
    Path other = Files.writeString(database.resolve("letter.txt"), "dear");
    refused("import", database, "posts", lines(3), "--vectors", vectors(3, 4))
        .says(database.toString(), "no Portolan database");
    refused("info", database).says(database.toString(), "no Portolan database");
    refused("info", directory.resolve("nowhere")).says("no Portolan database", "no such directory");
    refused("info", other).says("it is a file");
    assertEquals(List.of(other), files(database));
  }

  @Test
  void wrongDimension_isRefusedAndOldDataStay() throws IOException {
    Cli.ok("import", database, "posts", lines(3), "--id", "id", "--vectors", vectors(3, 4));
    String before = export();
    refused(
            "import",
            database,
            "posts",
            lines(3),
            "--id",
            "id",
            "--vectors",
            vectors(3, 5),
            "--append")
        .says("5", "4");
    assertEquals(before, export());
    Path query = vectors(1, 5);
    refused("search", database, "posts", "--vector", query).says("5", "4");
  }

  @Test
  void appendOfUnknownColumn_isRefusedAndOldDataStay() throws IOException {
    Cli.ok("import", database, "posts", lines(3), "--id", "id", "--vectors", vectors(3, 4));
    String before = export();
    Path file = write("more.jsonl", List.of("{\"id\": 9, \"body\": \"x\", \"price\": 2}"));
    refused("import", database, "posts", file, "--id", "id", "--vectors", vectors(1, 4), "--append")
        .says("'price'");
    assertEquals(before, export());
  }

  @Test
  void failedAppend_leavesTheMapAlone() throws IOException {
    Posts posts = Posts.write(directory);
    Cli.ok(posts.importInto(database));
    Cli.ok("map", database, "posts");
    String before = export();
    List<String> lines = new ArrayList<>(Files.readAllLines(posts.posts()));
    lines.set(300, "{");
    refused(
            "import",
            database,
            "posts",
            write("broken.jsonl", lines),
            "--id",
            "id",
            "--vectors",
            posts.vectors(),
            "--append")
        .says("301");
    refused("map", database, "posts", "--label-field", "titel").says("'titel'");
    assertEquals(before, export());
  }

  @Test
  void databaseWrittenByAnotherProcess_isNamedWithItsHolder() throws Exception {
    Cli.ok("import", database, "posts", lines(3), "--id", "id", "--vectors", vectors(3, 4));
    Process holder = Cli.child(LockHolder.class, database).start();
    try {
      assertEquals("held", holder.inputReader().readLine());
      String pid = Long.toString(holder.pid());
      refused("import", database, "more", lines(3), "--id", "id", "--vectors", vectors(3, 4))
          .says(database.toString(), pid, "wait");
      refused("map", database, "posts").says(pid);
      refused("delete", database, "posts", "1").says(pid);
      Cli.ok("info", database);
    } finally {
      holder.outputWriter().close();
      holder.waitFor();
    }
    assertEquals(3, Cli.ok("info", database, "--json").json().at("/datasets/0/count").asInt());
  }

  @Test
  void exitCodes_ofTheProcess() throws Exception {
    assertEquals(0, exitCode("--version"));
    assertEquals(1, exitCode("info", directory.resolve("nowhere")));
    assertEquals(2, exitCode("info"));
  }

  private int exitCode(Object... arguments) throws IOException, InterruptedException {
    return Cli.child(Main.class, arguments)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Test
  void misuse_isExitCode2WithTheMistakeFirst() {
    Cli.Run run = Cli.run("search", database, "posts");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("portolan search: give what to look for"), run.err());
    assertTrue(run.err().contains("Usage: portolan search [-"), run.err());
    assertTrue(run.err().endsWith("More: portolan search --help\n"), run.err());
    assertEquals(2, Cli.run("serach", database).exitCode());
    assertEquals(2, Cli.run("map", database, "posts", "--cutoff", "near").exitCode());
    assertEquals(
        2, Cli.run("map", database, "posts", "--projection", "pca", "--spread", "2").exitCode());
    assertEquals(
        2, Cli.run("map", database, "posts", "--perplexity", "9", "--spread", "2").exitCode());
    run = Cli.run("map", database, "posts", "--projection", "umap", "--iterations", "9");
    assertTrue(run.err().contains("belong to tsne, not to umap"), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--n-neighbors 1 | --n-neighbors is 1; give at least 2",
        "--min-dist 2 | --min-dist is 2.0; give between 0 and spread 1.0",
        "--spread 0 | --spread is 0.0; give a number above 0",
        "--n-epochs -1 | --n-epochs is -1; give at least 1, or 0",
        "--negative-samples 0 | --negative-samples is 0; give between 1 and 32",
        "--negative-samples many | '--negative-samples'",
        "--perplexity .5 | --perplexity is 0.5; give a number of at least 1",
        "--early-exaggeration 0 | --early-exaggeration is 0.0; give a number of at least 1",
        "--iterations -1 | --iterations is -1; give at least 1, or 0",
        "--init middle | '--init': expected one of [PCA, RANDOM]",
        "--metric dot | '--metric': expected one of [COSINE, EUCLIDEAN]",
        "--seed x | '--seed'",
        "--threads 0 | --threads is 0; a build takes at least 1",
        "--topic-depths 9 | --topic-depths is 9; a topic hierarchy has 1 to 5",
        "--keep -1 | --keep is -1; keep 0 or more",
        "--projection pca --negative-samples 3 | --negative-samples belong to umap, not to pca",
        "--projection tsne --negative-samples 3 | --negative-samples belong to umap, not to tsne",
        "--projection pca --init random | --init belongs to umap and tsne, not to pca",
        "--projection isomap --init random | --init belongs to umap and tsne, not to isomap",
        "--projection isomap --perplexity 9 | --iterations belong to tsne, not to isomap",
        "--projection isomap | there is no projection 'isomap', only umap, tsne, pca; put the jar",
        "--projection isomap | this command takes jars from PORTOLAN_CLASSPATH",
        "--projection ../x | '../x' names no projection of the class path"
      })
  void map_optionThatCannotBe_isExitCode2AndNamed(String options, String expected) {
    Object[] command =
        Stream.concat(Stream.of("map", database, "posts"), Stream.of(options.split(" "))).toArray();
    Cli.Run run = Cli.run(command);
    assertEquals(2, run.exitCode(), run.err());
    String mistake = run.err().lines().findFirst().orElse("");
    assertTrue(mistake.startsWith("portolan map: "), mistake);
    assertTrue(mistake.contains(expected), mistake);
  }

  @Test
  void stacktrace_isShownOnRequestOnly() {
    assertFalse(Cli.run("info", database).err().contains("at dev.portolan"));
    assertTrue(Cli.run("info", database, "--stacktrace").err().contains("at dev.portolan"));
  }

  /// A command that failed as it should.
  private record Refusal(String sentence) {
    Refusal says(String... parts) {
      for (String part : parts) {
        assertTrue(sentence.contains(part), "'%s' is not in: %s".formatted(part, sentence));
      }
      return this;
    }
  }

  private Refusal refused(Object... arguments) {
    boolean there = Files.exists(database);
    Cli.Run run = Cli.run(arguments);
    assertEquals(1, run.exitCode(), run.err());
    assertEquals("", run.out());
    String[] lines = run.err().strip().split("\n");
    assertEquals(1, lines.length, run.err());
    assertTrue(run.sentence().startsWith("portolan: "), run.err());
    assertEquals(there, Files.exists(database), "a failed command made the database");
    return new Refusal(run.sentence());
  }

  private String export() throws IOException {
    Path file = directory.resolve("export.csv");
    Cli.ok("export", database, "posts", file);
    return Files.readString(file);
  }

  private Path lines(int count) throws IOException {
    return write("posts.jsonl", jsonLines(count));
  }

  private static List<String> jsonLines(int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add("{\"id\": %d, \"body\": \"post number %d\"}".formatted(i, i));
    }
    return lines;
  }

  private Path vectors(int count, int dimensions) throws IOException {
    float[][] vectors = new float[count][dimensions];
    for (int i = 0; i < count; i++) {
      vectors[i][i % dimensions] = 1 + i;
    }
    Path file = directory.resolve("vectors-%d-%d.npy".formatted(count, dimensions));
    NpyFile.write(file, vectors);
    return file;
  }

  private Path write(String name, List<String> lines) throws IOException {
    return Files.write(directory.resolve(name), lines);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
