package dev.portolan.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The driver with all it needs in one jar, loaded from the file by a bare JVM.
class DriverFileTest {
  @TempDir Path directory;

  @Test
  @Tag("stress")
  void bareJvm_asksThroughTheDriverFile() throws Exception {
    Path database = directory.resolve("support.portolan");
    Tickets.create(database).close();
    Path jar = directory.resolve("driver.jar");
    pack(jar);
    Path program =
        Path.of(BareProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Process bare =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                program.toString(),
                BareProgram.class.getName(),
                jar.toUri().toString(),
                "jdbc:portolan:" + database)
            .redirectError(directory.resolve("errors").toFile())
            .start();
    String answer = new String(bare.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, bare.waitFor(), Files.readString(directory.resolve("errors")));
    assertEquals(List.of("chair 1", "lamp 1", "table 1"), answer.lines().toList());
  }

  /// All of the class path but the tests' own, as a fat jar: services are joined.
  private static void pack(Path target) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Multi-Release", "true");
    Map<String, ByteArrayOutputStream> services = new LinkedHashMap<>();
    Set<String> written = new HashSet<>();
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(target), manifest)) {
      for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        if (part.contains("test") || part.contains("junit") || part.contains("duckdb")) {
          continue;
        }
        if (part.endsWith(".jar")) {
          addJar(part, jar, services, written);
        } else {
          addFolder(Path.of(part), jar, services, written);
        }
      }
      for (Map.Entry<String, ByteArrayOutputStream> service : services.entrySet()) {
        jar.putNextEntry(new JarEntry(service.getKey()));
        service.getValue().writeTo(jar);
      }
    }
  }

  private static void addJar(
      String part,
      JarOutputStream jar,
      Map<String, ByteArrayOutputStream> services,
      Set<String> written)
      throws IOException {
    try (JarFile from = new JarFile(part)) {
      for (JarEntry entry : from.stream().filter(each -> !each.isDirectory()).toList()) {
        try (InputStream content = from.getInputStream(entry)) {
          add(entry.getName(), content, jar, services, written);
        }
      }
    }
  }

  private static void addFolder(
      Path folder,
      JarOutputStream jar,
      Map<String, ByteArrayOutputStream> services,
      Set<String> written)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (InputStream content = Files.newInputStream(file)) {
          String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
          add(name, content, jar, services, written);
        }
      }
    }
  }

  private static void add(
      String name,
      InputStream content,
      JarOutputStream jar,
      Map<String, ByteArrayOutputStream> services,
      Set<String> written)
      throws IOException {
    if (name.startsWith("META-INF/services/")) {
      OutputStream joined = services.computeIfAbsent(name, _ -> new ByteArrayOutputStream());
      content.transferTo(joined);
      joined.write('\n');
    } else if (!name.equals("META-INF/MANIFEST.MF")
        && !name.matches("META-INF/.*\\.(SF|RSA|DSA)")
        && !name.endsWith("module-info.class")
        && written.add(name)) {
      jar.putNextEntry(new JarEntry(name));
      content.transferTo(jar);
    }
  }
}
