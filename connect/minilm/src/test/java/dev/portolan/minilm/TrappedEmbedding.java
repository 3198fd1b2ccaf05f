package dev.portolan.minilm;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A child process of [NoSocketTest]: arms the trap, then does what it is told.
final class TrappedEmbedding {
  static final int NO_TRAP = 77;

  private TrappedEmbedding() {}

  public static void main(String[] arguments) throws Throwable {
    letTheJvmProbeTheNetwork();
    if (!SocketTrap.arm()) {
      System.exit(NO_TRAP);
    }
    switch (arguments[0]) {
      case "embed" -> embed();
      case "socket" -> new ServerSocket(0).close();
      case "tokenizer left alone" -> tokenize();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /// The JVM asks the kernel whether there is IPv4 and IPv6, with a socket each, when a program
  /// first reads a file through a channel: any file.
  private static void letTheJvmProbeTheNetwork() throws IOException {
    Files.newInputStream(Path.of(System.getProperty("java.home"), "release")).close();
  }

  private static void embed() {
    try (MiniLm embedder = MiniLm.open()) {
      System.out.println(embedder.embed("a quiet harbour").length);
    }
  }

  private static void tokenize() throws Exception {
    HuggingFaceTokenizer.newInstance(
            TrappedEmbedding.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json"),
            Map.of())
        .close();
  }
}
