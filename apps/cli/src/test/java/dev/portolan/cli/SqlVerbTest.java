package dev.portolan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// SQL on the command line: `portolan sql`, and `--where` in other verbs.
class SqlVerbTest {
  @TempDir static Path directory;
  private static Path database;

  @BeforeAll
  static void load() throws IOException {
    database = directory.resolve("db");
    Cli.ok(Posts.write(directory).importInto(database));
  }

  private static Cli.Run sql(Object... rest) {
    Object[] command = new Object[rest.length + 2];
    command[0] = "sql";
    command[1] = database;
    System.arraycopy(rest, 0, command, 2, rest.length);
    return Cli.run(command);
  }

  @Test
  void rows_areATable() {
    Cli.Run run =
        sql(
            "SELECT product, count(*) AS n FROM posts WHERE id IN ('p0', 'p1', 'p4') GROUP BY 1"
                + " ORDER BY 1");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(
        List.of("product  n", "parcel   2", "refund   1"),
        run.out().lines().map(String::stripTrailing).toList());
    assertEquals("2 rows", run.err().strip());
  }

  @Test
  void rows_asCsvAndJson_keepTheirTypes() {
    String asked =
        "SELECT id, product, opened_at, latent, priority FROM (SELECT id, product, opened_at,"
            + " latent, CAST(NULL AS INTEGER) AS priority FROM posts) WHERE id = 'p1'";
    List<String> csv = sql(asked, "--csv").out().lines().toList();
    assertEquals("id,product,opened_at,latent,priority", csv.getFirst());
    assertTrue(csv.get(1).startsWith("p1,refund,2026-02-10T12:00:00Z,\"["), csv.get(1));
    assertTrue(csv.get(1).endsWith("]\","), csv.get(1));
    JsonNode row = sql(asked, "--json").json().at("/rows/0");
    assertEquals("2026-02-10T12:00:00Z", row.at("/opened_at").asString());
    assertEquals(Posts.DIMENSIONS, row.at("/latent").size());
    assertTrue(row.at("/latent/0").isNumber());
    assertTrue(row.at("/priority").isNull());
  }

  @Test
  void columnsOfOneName_areToldApart() {
    assertEquals(
        "id,id_2,column1",
        sql("SELECT id, id, 1 + 1 FROM posts WHERE id = 'p0'", "--csv")
            .out()
            .lines()
            .findFirst()
            .get());
  }

  @Test
  void plan_isPrintedAsItIs() {
    String plan =
        sql("EXPLAIN PLAN FOR SELECT id FROM posts WHERE product = 'parcel' LIMIT 3").out();
    assertTrue(plan.startsWith("Scan("), plan);
    assertFalse(plan.contains("PLAN"), plan);
  }

  @Test
  void changes_areCounted() {
    Cli.Run made =
        sql(
            "INSERT INTO datum_tags (tag, id) VALUES ('odd; \"one\"', 'p1'), ('odd; \"one\"',"
                + " 'p3');");
    assertEquals(List.of(0, "2 changed"), List.of(made.exitCode(), made.err().strip()));
    JsonNode gone = sql("DELETE FROM datum_tags WHERE id = 'p3'", "--json").json();
    assertEquals(1, gone.at("/changed").asInt());
    assertEquals(
        "id\np1\n",
        sql("SELECT id FROM datum_tags WHERE tag = 'odd; \"one\"'", "--csv")
            .out()
            .replace("\r", ""));
  }

  @Test
  void standardInput_isRunStatementByStatement() {
    InputStream before = System.in;
    System.setIn(
        new ByteArrayInputStream(
            "SELECT 1 AS a; -- one; two\nSELECT ';' AS b;\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertEquals("a\n1\nb\n;\n", sql("--csv").out().replace("\r", ""));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void severalStatements_endAtTheFirstMistake() {
    Cli.Run run = sql("SELECT 1 AS a; SELECT nope FROM posts; SELECT 2 AS b", "--csv");
    assertEquals(1, run.exitCode());
    assertEquals("a\n1\n", run.out().replace("\r", ""));
    assertTrue(run.err().contains("there is no column 'nope'"), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELEC 1|no statement",
        "SELECT nope FROM posts|there is no column 'nope'",
        "UPDATE posts SET product = 'a'|UPDATE is not part of SQL here",
        "SELECT 1 / 0|divided by zero",
        "INSERT INTO posts (id, body) VALUES ('p1', 'again')|p1",
        "; -- nothing|there is no statement"
      })
  void mistake_isOneSentenceAndNoMistakeOfPortolan(String text, String part) {
    Cli.Run run = sql(text);
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.sentence().startsWith("portolan: "), run.err());
    assertTrue(run.sentence().contains(part), run.err());
    assertEquals(1, run.sentence().lines().count(), run.err());
    assertFalse(run.sentence().contains("this is a mistake in Portolan"), run.err());
  }

  @Test
  void twoForms_areAUsageError() {
    assertEquals(2, sql("SELECT 1", "--csv", "--json").exitCode());
  }

  @Test
  void where_selectsAsTheSameConditionInSql() {
    String condition =
        "product = 'parcel' AND opened_at < DATE '2026-06-01' AND char_length(body) > 40";
    int selected =
        sql("SELECT count(*) AS n FROM posts WHERE " + condition, "--json")
            .json()
            .at("/rows/0/n")
            .asInt();
    assertTrue(selected > 0 && selected < Posts.COUNT / 4, selected + " selected");
    long exported =
        Cli.ok("export", database, "posts", "-", "--where", condition).out().lines().count() - 1;
    assertEquals(selected, exported);
    JsonNode found =
        Cli.ok("search", database, "posts", "--id", "p1", "-k", 500, "--where", condition, "--json")
            .json();
    assertEquals(selected, found.at("/queries/0/hits").size());
    assertEquals(
        "posts: %d data of %d would be deleted\n".formatted(selected, Posts.COUNT),
        Cli.ok("delete", database, "posts", "--where", condition, "--dry-run").out());
  }

  @Test
  void whereAndFilter_mustBothHold() {
    String filter = "{\"oneOf\": {\"column\": \"product\", \"values\": [\"parcel\"]}}";
    List<String> lines =
        Cli.ok("export", database, "posts", "-", "--filter", filter, "--where", "id < 'p2'")
            .out()
            .lines()
            .skip(1)
            .toList();
    assertFalse(lines.isEmpty());
    assertTrue(
        lines.stream().allMatch(line -> line.contains(",parcel,") && line.compareTo("p2") < 0),
        lines.toString());
  }

  @Test
  void whereThatIsNoCondition_isOneSentence() {
    Cli.Run run = Cli.run("export", database, "posts", "-", "--where", "1 = 1; DELETE FROM posts");
    assertEquals(1, run.exitCode());
    assertTrue(run.sentence().contains("';'"), run.err());
    Cli.Run ends = Cli.run("search", database, "posts", "--id", "p1", "--where", "product =");
    assertTrue(ends.sentence().contains("the text ends"), ends.err());
  }

  @Test
  void insertedText_isEmbeddedAndFound() throws IOException {
    Path own = directory.resolve("embedded");
    Path file =
        Files.write(
            directory.resolve("short.csv"),
            List.of("id,body", "a,the parcel never arrived", "b,I was charged twice"));
    Cli.ok("import", own, "posts", file, "--id", "id", "--text", "body", "--embed", "body");
    Cli.Run made =
        Cli.run(
            "sql",
            own,
            "INSERT INTO posts (id, body, latent) VALUES ('c', 'the screen stays black',"
                + " embed('the screen stays black'))");
    assertEquals("1 changed", made.err().strip());
    assertEquals(
        "id\nc\n",
        Cli.ok(
                "sql",
                own,
                "SELECT id FROM posts ORDER BY cosine_distance(latent, embed('broken display'))"
                    + " LIMIT 1",
                "--csv")
            .out()
            .replace("\r", ""));
  }
}
