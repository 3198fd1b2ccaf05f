import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Builds the page of the web map with the machine's Node and lays it where the jar takes it from.
///
/// Started by Maven as `java PageBuild.java PAGE TARGET`. What is built already and newer than its
/// sources is taken as it is. Without Node it says so in one sentence, and the jar carries a plain
/// page instead that says how to build the other.
final class PageBuild {
  private static final int OLDEST_NODE = 20;
  private static final List<String> BUNDLES = List.of("app", "site");
  private static final List<String> NO_SOURCES = List.of("node_modules", "dist");

  private final Path page;
  private final Path target;

  private PageBuild(Path page, Path target) {
    this.page = page;
    this.target = target;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    new PageBuild(Path.of(arguments[0]), Path.of(arguments[1])).run();
  }

  private void run() throws IOException, InterruptedException {
    if (!fresh()) {
      String problem = node();
      if (problem != null) {
        System.err.println(
            "[WARNING] "
                + problem
                + ": the web map is built without its page; install Node.js %d or newer and build again, or say -DskipExplorer"
                    .formatted(OLDEST_NODE));
        return;
      }
      build();
    }
    for (String bundle : BUNDLES) {
      copy(page.resolve("dist").resolve(bundle), target.resolve(bundle));
    }
  }

  /// Whether both bundles are newer than every source.
  private boolean fresh() throws IOException {
    FileTime oldest = null;
    for (String bundle : BUNDLES) {
      Path index = page.resolve("dist").resolve(bundle).resolve("index.html");
      if (!Files.exists(index)) {
        return false;
      }
      FileTime built = Files.getLastModifiedTime(index);
      oldest = oldest == null || built.compareTo(oldest) < 0 ? built : oldest;
    }
    FileTime limit = oldest;
    List<Path> newer = new ArrayList<>();
    Files.walkFileTree(
        page,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NO_SOURCES.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.lastModifiedTime().compareTo(limit) > 0) {
              newer.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return newer.isEmpty();
  }

  /// What is wrong with the machine's Node, or null.
  private static String node() throws InterruptedException {
    try {
      Process node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      String said = new String(node.getInputStream().readAllBytes()).strip();
      node.waitFor();
      Matcher version = Pattern.compile("v([0-9]+)[.].*").matcher(said);
      return version.matches() && Integer.parseInt(version.group(1)) >= OLDEST_NODE
          ? null
          : "Node.js is too old (" + said + ")";
    } catch (IOException e) {
      return "there is no Node.js on this machine";
    }
  }

  private void build() throws IOException, InterruptedException {
    Path lock = page.resolve("package-lock.json");
    Path installed = page.resolve("node_modules").resolve(".package-lock.json");
    if (!Files.exists(installed)
        || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) < 0) {
      npm("ci", "--no-audit", "--no-fund", "--ignore-scripts");
    }
    npm("run", "--silent", "build");
  }

  private void npm(String... arguments) throws IOException, InterruptedException {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    List<String> command = new ArrayList<>(List.of(windows ? "npm.cmd" : "npm"));
    command.addAll(List.of(arguments));
    Process npm =
        new ProcessBuilder(command).directory(page.toFile()).redirectErrorStream(true).start();
    String said = new String(npm.getInputStream().readAllBytes());
    if (npm.waitFor() != 0) {
      System.err.println(said);
      System.err.println(
          "[ERROR] 'npm %s' failed in %s; mend it, or build without the page: -DskipExplorer"
              .formatted(String.join(" ", arguments), page));
      System.exit(1);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<String> names = new ArrayList<>();
    try (var files = Files.walk(from)) {
      for (Path file : files.sorted().toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(
              file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
          names.add(from.relativize(file).toString().replace('\\', '/'));
        }
      }
    }
    // A folder in a jar cannot be listed: the shared folder is copied by this list.
    Files.write(to.resolve("files.txt"), names);
  }
}
