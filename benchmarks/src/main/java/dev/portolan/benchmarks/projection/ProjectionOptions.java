package dev.portolan.benchmarks.projection;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What a side-by-side run of projections is told.
@Command(name = "benchmarks/run projection")
final class ProjectionOptions {
  /// Fewer would leave nothing to place on.
  private static final int LEAST = 1_000;

  @Option(names = "--n", split = ",", paramLabel = "N", description = "Sizes.")
  private List<Integer> sizes = List.of(10_000, 70_000);

  @Option(names = "--runs", paramLabel = "N", description = "Turns of every contender.")
  private int runs = 3;

  @Option(names = "--warm-ups", paramLabel = "N", description = "Tasks before the warm ones count.")
  private int warmUps = 2;

  @Option(names = "--methods", split = ",", paramLabel = "umap,tsne,placing")
  private List<Method> methods = List.of(Method.values());

  @Option(names = "--peers", split = ",", paramLabel = "PEER", description = "Which peers run too.")
  private List<String> peers = List.of(Peer.labels().split(","));

  /// @throws CommandLine.ParameterException for what is no option
  static ProjectionOptions parse(String... words) {
    ProjectionOptions options = new ProjectionOptions();
    CommandLine line = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
    line.parseArgs(words);
    if (options.runs < 1
        || options.warmUps < 0
        || options.sizes.stream().anyMatch(n -> n < LEAST)) {
      throw new CommandLine.ParameterException(
          line,
          "--n takes sizes of at least %,d, --runs at least 1, --warm-ups at least 0"
              .formatted(LEAST));
    }
    return options;
  }

  List<Integer> sizes() {
    return sizes.stream().sorted().toList();
  }

  int runs() {
    return runs;
  }

  int warmUps() {
    return warmUps;
  }

  List<Peer> peers() {
    return Peer.named(peers);
  }

  boolean wants(Method method) {
    return methods.contains(method);
  }
}
