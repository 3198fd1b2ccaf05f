package dev.portolan.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableWriterTest {
  private static final List<String> COLUMNS = List.of("id", "a", "b", "c");

  @TempDir Path directory;

  private static void writeRows(TableWriter table) throws IOException {
    table.write("1", "x,\"y\"\n", 0.1, null);
    table.write("2", "", 1e300, List.of("p", "q\"r"));
    table.write("3", -7L, 0.1f, Instant.parse("2024-02-29T10:00:00.000001Z"));
    table.write("4", true, 5, List.of());
    table.finish();
  }

  @Test
  void csv_everyValue_hasItsText() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TableWriter table = TableWriter.csv(out, COLUMNS)) {
      writeRows(table);
    }
    assertEquals(
        """
        id,a,b,c
        1,"x,""y""
        ",0.1,
        2,"",1.0E300,"[""p"",""q\\""r""]"
        3,-7,0.1,2024-02-29T10:00:00.000001Z
        4,true,5,[]
        """,
        out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void jsonl_everyValue_hasItsText() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TableWriter table = TableWriter.jsonl(out, COLUMNS)) {
      writeRows(table);
    }
    assertEquals(
        """
        {"id":"1","a":"x,\\"y\\"\\n","b":0.1,"c":null}
        {"id":"2","a":"","b":1.0E300,"c":["p","q\\"r"]}
        {"id":"3","a":-7,"b":0.1,"c":"2024-02-29T10:00:00.000001Z"}
        {"id":"4","a":true,"b":5,"c":[]}
        """,
        out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void file_unfinished_leavesTheOldOne() throws IOException {
    Path file = directory.resolve("table.csv");
    Files.writeString(file, "old");
    try (TableWriter table = TableWriter.open(file, COLUMNS)) {
      table.write("1", 2, 3, 4);
    }
    assertEquals("old", Files.readString(file));
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(List.of(file), left.toList());
    }
  }

  @Test
  void file_finished_takesThePlaceOfTheOldOne() throws IOException {
    Path file = directory.resolve("table.tsv");
    Files.writeString(file, "old");
    try (TableWriter table = TableWriter.open(file, List.of("a", "b"))) {
      table.write("1", "2");
      table.finish();
    }
    assertEquals("a\tb\n1\t2\n", Files.readString(file));
  }

  @Test
  void file_gz_isPackedTheSameEachTime() throws IOException {
    byte[][] packed = new byte[2][];
    for (int i = 0; i < 2; i++) {
      Path file = directory.resolve("table%d.jsonl.gz".formatted(i));
      try (TableWriter table = TableWriter.open(file, COLUMNS)) {
        writeRows(table);
      }
      packed[i] = Files.readAllBytes(file);
    }
    assertArrayEquals(packed[0], packed[1]);
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(directory.resolve("table0.jsonl.gz")))) {
      assertTrue(new String(in.readAllBytes(), StandardCharsets.UTF_8).endsWith("\"c\":[]}\n"));
    }
  }

  @Test
  void jsonl_withoutRows_isEmpty() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TableWriter table = TableWriter.jsonl(out, COLUMNS)) {
      table.finish();
    }
    assertEquals(0, out.size());
  }

  @Test
  void write_whatATableCannotHold_isRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TableWriter table = TableWriter.csv(out, List.of("a"))) {
      refused("'a': NaN", () -> table.write(Double.NaN));
      refused("'a': -Infinity", () -> table.write(Float.NEGATIVE_INFINITY));
      refused("java.lang.Object", () -> table.write(new Object()));
      refused("2 values for the 1 columns", () -> table.write(1, 2));
    }
    refused("stands there twice", () -> TableWriter.csv(out, List.of("a", "a")));
    refused("without columns", () -> TableWriter.csv(out, List.of()));
    refused(
        "choose such a name", () -> TableWriter.open(directory.resolve("t.xlsx"), List.of("a")));
    Path nowhere = directory.resolve("nowhere/t.csv");
    refused("there is no directory", () -> TableWriter.open(nowhere, List.of("a")));
    assertFalse(Files.exists(nowhere.getParent()));
  }

  private static void refused(String part, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }
}
