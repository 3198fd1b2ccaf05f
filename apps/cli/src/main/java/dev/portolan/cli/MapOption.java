package dev.portolan.cli;

import dev.portolan.Dataset;
import picocli.CommandLine.Option;

/// Which map of a dataset is meant.
final class MapOption {
  @Option(
      names = "--map",
      paramLabel = "NAME",
      defaultValue = Dataset.DEFAULT_MAP,
      description = "Which map; '${DEFAULT-VALUE}' unless said otherwise.")
  private String name;

  String name() {
    return name;
  }
}
