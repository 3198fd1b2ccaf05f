package dev.portolan.cli;

import picocli.CommandLine.Option;

/// Whether the answer is for a program.
final class JsonOption {
  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean wanted;

  boolean wanted() {
    return wanted;
  }
}
