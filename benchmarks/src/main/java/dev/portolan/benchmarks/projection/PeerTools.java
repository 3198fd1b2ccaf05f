package dev.portolan.benchmarks.projection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What peers run on, as far as it is installed: Python with Debian's packages, Node.js with those
/// of npm, a JVM of their own.
final class PeerTools {
  private static final Path SCRIPTS = Path.of("benchmarks/peers");
  private static final Path NODE_FOLDER = Path.of("target/peers");

  /// Share of the machine's memory that a peer in Java may take.
  private static final String HEAP = "-XX:MaxRAMPercentage=60";

  private PeerTools() {}

  /// The first Python that has numpy; Debian's own comes first, as its packages are for it.
  static String python() throws IOException, InterruptedException {
    for (String python : List.of("/usr/bin/python3", "python3")) {
      if (succeeds(List.of(python, "-c", "import numpy"))) {
        return python;
      }
    }
    throw new IllegalStateException(
        "no python3 with numpy found, which prepares the vectors; apt-get install python3-numpy");
  }

  static Path script(String name) {
    return SCRIPTS.resolve(name);
  }

  /// @throws PeerFailure when it is not installed
  static Contender open(Peer peer) throws IOException, InterruptedException {
    return switch (peer) {
      case UMAP_LEARN -> python(peer, "umap", "umap_learn.py", "apt-get install umap-learn");
      case SCIKIT_LEARN ->
          python(peer, "sklearn", "scikit_tsne.py", "apt-get install python3-sklearn");
      case SMILE ->
          new ProcessPeer(
              peer.label(),
              java(List.of(HEAP, "--enable-native-access=ALL-UNNAMED"), SmileUmap.class),
              "Smile calls native libraries: apt-get install libopenblas-dev libarpack2-dev");
      case UMAP_JS -> node(peer, "umap_js.mjs");
      case EMBEDDING_ATLAS -> node(peer, "embedding_atlas.mjs");
    };
  }

  private static Contender python(Peer peer, String module, String script, String remedy)
      throws IOException, InterruptedException {
    String python = python();
    if (!succeeds(List.of(python, "-c", "import " + module))) {
      throw new PeerFailure("%s is not installed; %s".formatted(peer.label(), remedy));
    }
    return new ProcessPeer(
        peer.label(), List.of(python, script(script).toString()), "see " + script(script));
  }

  /// Packages are those of the lock file, fetched where they are not there yet. Their own start-up
  /// scripts do not run, and embedding-atlas's interface, which wants more, is not asked for.
  private static Contender node(Peer peer, String script) throws IOException, InterruptedException {
    for (String tool : List.of("node", "npm")) {
      if (!succeeds(List.of(tool, "--version"))) {
        throw new PeerFailure(
            "%s needs %s, which is not installed; install Node.js 20 or newer with npm"
                .formatted(peer.label(), tool));
      }
    }
    copyScripts();
    if (!Files.isDirectory(NODE_FOLDER.resolve("node_modules").resolve(peer.label()))
        && !succeeds(
            List.of(
                "npm",
                "ci",
                "--prefix",
                NODE_FOLDER.toString(),
                "--legacy-peer-deps",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund"))) {
      throw new PeerFailure(
          "%s could not be fetched; see what npm ci --prefix %s --legacy-peer-deps says"
              .formatted(peer.label(), NODE_FOLDER));
    }
    return new ProcessPeer(
        peer.label(),
        List.of("node", NODE_FOLDER.resolve(script).toString()),
        "see " + script(script));
  }

  private static void copyScripts() throws IOException {
    Files.createDirectories(NODE_FOLDER);
    try (Stream<Path> scripts = Files.list(SCRIPTS)) {
      for (Path script : scripts.filter(Files::isRegularFile).toList()) {
        Files.copy(
            script, NODE_FOLDER.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /// The command that starts a main class of this benchmark in a JVM of its own.
  static List<String> java(List<String> flags, Class<?> main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return command;
  }

  private static boolean succeeds(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // no such program
    }
  }
}
