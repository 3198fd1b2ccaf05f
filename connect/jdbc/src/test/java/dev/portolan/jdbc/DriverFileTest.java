package dev.portolan.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The driver with all it needs in one jar, as the build packs it; so it runs after packaging.
@Tag("driver")
class DriverFileTest {
  private static final Path JAR = Path.of(System.getProperty("portolan.driver", "none"));

  @TempDir static Path directory;
  private static Path database;

  @BeforeAll
  static void create() {
    assertTrue(Files.isRegularFile(JAR), JAR + ": package connect/jdbc first");
    database = directory.resolve("support.portolan");
    Tickets.create(database).close();
  }

  @Test
  void bareJvm_loadsTheDriverFromItsFile() throws Exception {
    answers(List.of(), JAR.toUri().toString());
  }

  @Test
  void bareJvm_findsTheDriverInAFatJarOnTheClassPath() throws Exception {
    answers(List.of(JAR), BareProgram.CLASS_PATH);
  }

  private static void answers(List<Path> libraries, String driver) throws Exception {
    Path program =
        Path.of(BareProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> classPath = new ArrayList<>(List.of(program.toString()));
    libraries.forEach(library -> classPath.add(library.toString()));
    Path errors = directory.resolve("errors");
    Process bare =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, classPath),
                BareProgram.class.getName(),
                driver,
                "jdbc:portolan:" + database)
            .redirectError(errors.toFile())
            .start();
    String answer = new String(bare.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, bare.waitFor(), Files.readString(errors));
    assertEquals(
        List.of("drivers: dev.portolan.jdbc.PortolanDriver", "chair 1", "lamp 1", "table 1"),
        answer.lines().toList());
  }

  @Test
  void file_namesEveryLibraryInIt() throws IOException {
    try (JarFile driver = new JarFile(JAR.toFile())) {
      String thirdParties = text(driver, "META-INF/THIRD-PARTY.md");
      int named = 0;
      for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        String library = Path.of(part).getFileName().toString().replaceFirst("-\\d+\\..*$", "");
        if (part.endsWith(".jar") && !library.startsWith("portolan") && holds(driver, part)) {
          assertTrue(
              thirdParties.matches("(?s).*[ |]" + library + "[, ].*"),
              "src/driver/THIRD-PARTY.md does not name " + library);
          named++;
        }
      }
      assertTrue(named > 30, named + " libraries in " + JAR);
    }
  }

  /// Whether the file has the first class of a library; a library without classes counts for none.
  private static boolean holds(JarFile driver, String library) throws IOException {
    try (JarFile jar = new JarFile(library)) {
      return jar.stream()
          .map(JarEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.contains("module-info"))
          .findFirst()
          .map(driver::getEntry)
          .isPresent();
    }
  }

  @Test
  void file_keepsNoticesAndNoSignature() throws IOException {
    try (JarFile driver = new JarFile(JAR.toFile());
        Stream<JarEntry> entries = driver.stream()) {
      assertTrue(text(driver, "META-INF/NOTICE").contains("Apache Calcite"));
      assertTrue(text(driver, "META-INF/NOTICE.txt").contains("Apache Lucene"));
      assertTrue(text(driver, "META-INF/LICENSE.txt").contains("Checker Framework"));
      assertEquals(
          List.of(),
          entries
              .map(JarEntry::getName)
              .filter(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA)"))
              .toList());
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    JarEntry entry = jar.getJarEntry(name);
    assertNotNull(entry, name);
    try (InputStream content = jar.getInputStream(entry)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
