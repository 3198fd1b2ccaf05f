package dev.portolan.minilm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Embedding opens no socket and leaves nothing outside its cache directory.
@EnabledOnOs(OS.LINUX)
class NoSocketTest {
  @TempDir private Path directory;
  private Path home;
  private Path temporary;

  @BeforeEach
  void makeDirectories() throws IOException {
    home = Files.createDirectory(directory.resolve("home"));
    temporary = Files.createDirectory(directory.resolve("temporary"));
  }

  @Test
  void embed_withTrappedSockets_answers() throws Exception {
    assertEquals("384", run("embed", 0));
  }

  @Test
  void embed_firstAndSecondTime_writesIntoItsCacheOnly() throws Exception {
    run("embed", 0);
    run("embed", 0);
    assertEquals(List.of(), list(home));
    assertEquals(List.of(), list(temporary));
    assertEquals(3, list(directory.resolve("cache")).size());
  }

  /// The trap itself: it catches Java's sockets.
  @Test
  void socket_withTrappedSockets_isCaught() throws Exception {
    run("socket", SocketTrap.CAUGHT);
  }

  /// What the embedder holds back: DJL's call to its telemetry host.
  @Test
  void tokenizer_leftAlone_isCaught() throws Exception {
    run("tokenizer left alone", SocketTrap.CAUGHT);
  }

  /// A library that reports home does so when it likes, perhaps after the test; one that imports no
  /// socket from the system cannot.
  @Test
  void onnxruntime_nativeLibrary_importsNoSocket() throws IOException {
    UnpackedFiles files = new UnpackedFiles(directory);
    Path library = files.together(QuietLoading.onnxruntime()).resolve("libonnxruntime.so");
    String names = Files.readString(library, StandardCharsets.ISO_8859_1);
    assertTrue(names.contains("\0dlopen\0"), "the table of imported names was found");
    assertFalse(names.contains("\0socket\0"), library.toString());
  }

  private String run(String task, int status) throws Exception {
    Path output = directory.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.home=" + home,
                "-Djava.io.tmpdir=" + temporary,
                "-Dportolan.cache=" + directory.resolve("cache"),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                TrappedEmbedding.class.getName(),
                task)
            .redirectErrorStream(true)
            .redirectOutput(new File(output.toString()));
    builder.environment().put("HOME", home.toString());
    Stream.of(
            "OPT_OUT_TRACKING",
            "DJL_OFFLINE",
            "DJL_CACHE_DIR",
            "ENGINE_CACHE_DIR",
            "ORT_DISABLE_TELEMETRY",
            "XDG_CACHE_HOME")
        .forEach(builder.environment()::remove);
    int left = builder.start().waitFor();
    assumeTrue(left != TrappedEmbedding.NO_TRAP, "this kernel takes no seccomp filter");
    String said = Files.readString(output).strip();
    assertEquals(status, left, said);
    return said;
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
