package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same data and seed give the same bits in any JVM and for any number of threads.
class SameBitsInvariantTest {
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /// By two threads of this JVM.
  private static final String HERE = MapChecksum.compute(2);

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void compute_otherThreads_sameBits(int threads) {
    assertEquals(HERE, MapChecksum.compute(threads));
  }

  @Test
  void compute_withoutTheVectorModule_sameBits() throws Exception {
    assertEquals(HERE, child("-Xmx1g"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:UseAVX=0", "-XX:UseAVX=2", "-XX:UseAVX=3"})
  void compute_otherInstructions_sameBits(String flag) throws Exception {
    assertEquals(HERE, child(VECTORS, "-XX:+IgnoreUnrecognizedVMOptions", flag));
  }

  private static String child(String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(flags));
    command.add("-Dportolan.seed=" + TestSeeds.SEED);
    command.add("-cp");
    command.add(classPath());
    command.addAll(List.of(MapChecksum.class.getName(), "2"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor(), String.join(" ", command));
    return output;
  }

  private static String classPath() {
    List<String> paths = new ArrayList<>();
    for (Class<?> type : List.of(MapChecksum.class, Projector.class)) {
      paths.add(
          Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
              .toString());
    }
    return String.join(File.pathSeparator, paths);
  }
}
