package dev.portolan.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What stands in the repository's files, and what must not.
class SourceTreeTest {
  /// Written so that this line does not match itself.
  private static final Pattern REGISTRY_OR_MACHINE =
      Pattern.compile(
          "https?://(repo|repo1|registry|deb)[.][a-z.]*(maven|npm|debian)"
              + "|(^|[^a-z.])/(ro[o]t|wo[r]k|fa[r]m)/",
          Pattern.MULTILINE);

  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("^public .*\\b(class|interface|record|enum)\\b", Pattern.MULTILINE);

  @Test
  void textFiles_nameNoRegistryAndNoMachine() {
    assertEquals(
        List.of(),
        Repository.files().stream()
            .filter(SourceTreeTest::isText)
            .flatMap(SourceTreeTest::registriesAndMachines)
            .toList(),
        "addresses of registries and paths of one machine do not belong in a repository");
  }

  @Test
  void registryAddress_isFound() {
    assertTrue(REGISTRY_OR_MACHINE.matcher("see https://repo" + ".maven.example.org").find());
    assertTrue(REGISTRY_OR_MACHINE.matcher("in /ro" + "ot/x").find());
  }

  @Test
  void publicPackage_introducesItself() {
    List<Path> packages =
        Repository.files().stream()
            .filter(file -> file.toString().contains("src/main/java/"))
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> PUBLIC_TYPE.matcher(Repository.read(file)).find())
            .map(Path::getParent)
            .distinct()
            .toList();
    assertTrue(packages.size() > 1, "no public package found");
    assertEquals(
        List.of(),
        packages.stream().filter(each -> !Files.exists(each.resolve("package-info.java"))).toList(),
        "write a package-info.java: five lines, whom to meet first");
  }

  private static boolean isText(Path file) {
    return Repository.read(file).indexOf('\0') < 0;
  }

  private static Stream<String> registriesAndMachines(Path file) {
    return REGISTRY_OR_MACHINE
        .matcher(Repository.read(file))
        .results()
        .map(match -> Repository.root().relativize(file) + ": " + match.group().strip());
  }
}
