package dev.portolan.benchmarks.scale;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a run over sizes is told.
@Command(name = "benchmarks/run scale")
final class ScaleOptions {
  private static final int LEAST = 1_000;

  @Parameters(arity = "0..*", paramLabel = "N", description = "Sizes.")
  private List<Integer> sizes = List.of(70_000, 250_000, 1_000_000);

  @Option(names = "--seed", paramLabel = "N", description = "Of the vectors drawn.")
  private long seed = 7;

  @Option(
      names = "--keep",
      description =
          "Use databases that are there from earlier, and leave them: a million take long.")
  private boolean keep;

  /// @throws CommandLine.ParameterException for what is no option
  static ScaleOptions parse(String... words) {
    ScaleOptions options = new ScaleOptions();
    CommandLine line = new CommandLine(options);
    line.parseArgs(words);
    if (options.sizes.stream().anyMatch(n -> n < LEAST)) {
      throw new CommandLine.ParameterException(
          line, "sizes %s; each is at least %,d".formatted(options.sizes, LEAST));
    }
    return options;
  }

  List<Integer> sizes() {
    return sizes.stream().sorted().toList();
  }

  long seed() {
    return seed;
  }

  boolean keep() {
    return keep;
  }
}
