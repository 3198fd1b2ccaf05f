package dev.portolan.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `help`: the verbs, or one verb with examples.
@Command(
    name = "help",
    description = "Shows the verbs, or one verb with examples.",
    footer = {"  portolan help", "  portolan help import"})
final class HelpVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "VERB", description = "A verb.")
  private String verb;

  @Override
  public Integer call() {
    CommandLine portolan = spec.parent().commandLine();
    CommandLine wanted = verb == null ? portolan : portolan.getSubcommands().get(verb);
    if (wanted == null) {
      throw new ParameterException(
          portolan,
          "there is no verb '%s'; there are %s"
              .formatted(verb, portolan.getSubcommands().keySet()));
    }
    wanted.usage(portolan.getOut());
    return 0;
  }
}
