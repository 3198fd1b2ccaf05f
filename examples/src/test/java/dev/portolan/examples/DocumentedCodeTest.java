package dev.portolan.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.minilm.MiniLm;
import dev.portolan.query.filter.Filter;
import dev.portolan.query.filter.FilterJson;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compiles and runs the code in the documentation, on the tickets. A block that says more than
/// `java` needs a module that these examples do not have, which tests it.
class DocumentedCodeTest {
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern KIND =
      Pattern.compile("^\\| `(\\{.*?\\})` \\| `(.*?)` \\|", Pattern.MULTILINE);
  private static final String IMPORTS =
      """
      import dev.portolan.*;
      import dev.portolan.index.*;
      import dev.portolan.index.duplicates.DuplicateClass;
      import dev.portolan.projection.*;
      import dev.portolan.query.*;
      import dev.portolan.query.filter.Filter;
      import dev.portolan.storage.*;
      import java.time.*;
      import java.util.*;
      """;

  @TempDir static Path directory;

  private static MiniLm embedder;
  private static Portolan db;
  private static Dataset tickets;
  private static EmbeddingMap map;
  private static int compiled;

  /// A piece of code on a page.
  record Block(String page, int number, String code) {
    @Override
    public String toString() {
      return page + " " + number;
    }
  }

  @BeforeAll
  static void importTickets() {
    embedder = MiniLm.open();
    db = Portolan.open(directory.resolve("db"));
    tickets = Tickets.importInto(db, embedder);
    map = tickets.buildMap(MapOptions.builder().labelField("body").build(), BuildMonitor.none());
  }

  @AfterAll
  static void close() {
    db.close();
    embedder.close();
  }

  static Stream<Block> blocks() throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (String page : List.of("api.md", "filters.md", "tags.md")) {
      Matcher found = BLOCK.matcher(Files.readString(Path.of("../docs", page)));
      for (int number = 1; found.find(); number++) {
        blocks.add(new Block(page, number, found.group(1)));
      }
    }
    return blocks.stream();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void block_ofAPage_compilesAndRuns(Block block) throws Exception {
    run(block.code());
  }

  @Test
  void filters_inTheTable_areReadAndMeanTheSame() throws Exception {
    Matcher found = KIND.matcher(Files.readString(Path.of("../docs/filters.md")));
    int kinds = 0;
    while (found.find()) {
      kinds++;
      Filter filter = FilterJson.read(found.group(1));
      assertEquals(filter, FilterJson.read(FilterJson.write(filter)));
      String java = found.group(2);
      if (java.startsWith("Filter.") || java.startsWith("new ")) {
        run("Filter filter = " + java + ";");
      }
    }
    assertTrue(kinds > 15, kinds + " kinds");
  }

  private static void run(String code) throws Exception {
    String name = "Documented" + compiled++;
    String source =
        IMPORTS
            + "public class "
            + name
            + " {\n  public static void run(Portolan db, Dataset tickets, EmbeddingMap map,"
            + " Embedder embedder, float[] vector) throws Exception {\n"
            + code
            + "}\n}\n";
    Path file = Files.writeString(directory.resolve(name + ".java"), source);
    DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
      boolean fine =
          ToolProvider.getSystemJavaCompiler()
              .getTask(
                  null,
                  files,
                  complaints,
                  List.of("-proc:none", "-d", directory.toString()),
                  null,
                  files.getJavaFileObjects(file))
              .call();
      assertTrue(fine, () -> complaints.getDiagnostics() + "\n" + source);
    }
    try (URLClassLoader classes =
        new URLClassLoader(
            new URL[] {directory.toUri().toURL()}, DocumentedCodeTest.class.getClassLoader())) {
      classes
          .loadClass(name)
          .getMethod(
              "run",
              Portolan.class,
              Dataset.class,
              EmbeddingMap.class,
              dev.portolan.Embedder.class,
              float[].class)
          .invoke(null, db, tickets, map, embedder, embedder.embed("where is my parcel"));
    } catch (InvocationTargetException e) {
      throw new AssertionError("the code fails: " + code, e.getCause());
    }
  }
}
