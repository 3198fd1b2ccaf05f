package dev.portolan.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `portolan` command.
@Command(
    name = "portolan",
    mixinStandardHelpOptions = true,
    version = "portolan 0.1.0",
    description = "An embedded vector database that draws its own map.")
public final class Main implements Runnable {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
