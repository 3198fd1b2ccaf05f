package dev.portolan.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `portolan` command: a verb per file, answers on standard output, progress on standard error.
///
/// Exit codes: 0, 1 when the verb failed (one sentence on standard error), 2 when it was called
/// wrongly, 130 when it was cancelled.
@Command(
    name = "portolan",
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "VERB",
    description = "An embedded vector database that draws its own map.",
    subcommands = {
      DemoVerb.class,
      ImportVerb.class,
      MapVerb.class,
      UpdateVerb.class,
      InfoVerb.class,
      SearchVerb.class,
      SqlVerb.class,
      TopicsVerb.class,
      DuplicatesVerb.class,
      TagVerb.class,
      ExportVerb.class,
      OverlayVerb.class,
      ServeVerb.class,
      RenderVerb.class,
      GenerationsVerb.class,
      QualityVerb.class,
      RollbackVerb.class,
      BackupVerb.class,
      RestoreVerb.class,
      CopyVerb.class,
      VerifyVerb.class,
      OptimizeVerb.class,
      ColumnsVerb.class,
      DeleteVerb.class,
      HelpVerb.class
    })
public final class Main implements Callable<Integer> {
  static final int FAILED = 1;
  static final int CANCELLED = 130;

  private static final int MAX_HELP_WIDTH = 100;
  private static final int MIN_HELP_WIDTH = 70;

  private final Terminal terminal;
  private final Cancellation cancellation;

  @SuppressWarnings("unused")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  private boolean help;

  @SuppressWarnings("unused")
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  private boolean version;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Where something fails, show where in the program.")
  private boolean stacktrace;

  private Main(Terminal terminal, Cancellation cancellation) {
    this.terminal = terminal;
    this.cancellation = cancellation;
  }

  public static void main(String[] arguments) {
    Cancellation cancellation = Cancellation.bySignal();
    int exitCode = run(Terminal.ofProcess(), cancellation, arguments);
    cancellation.finish();
    System.exit(exitCode);
  }

  /// Runs one command line in this process.
  ///
  /// @return the exit code
  static int run(Terminal terminal, Cancellation cancellation, String... arguments) {
    Main main = new Main(terminal, cancellation);
    try {
      return main.commandLine().execute(arguments);
    } catch (OutOfMemoryError e) {
      return main.failed(e);
    } finally {
      terminal.flush();
    }
  }

  boolean stacktrace() {
    return stacktrace;
  }

  Terminal terminal() {
    return terminal;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public Integer call() {
    Overview.print(terminal);
    return 0;
  }

  private CommandLine commandLine() {
    CommandLine line = new CommandLine(this);
    layOut(line);
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(Help.defaultColorScheme(terminal.colored() ? Help.Ansi.ON : Help.Ansi.OFF));
    line.setUsageHelpWidth(Math.clamp(terminal.width(), MIN_HELP_WIDTH, MAX_HELP_WIDTH));
    line.setExpandAtFiles(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((failure, _, _) -> failed(failure));
    line.setParameterExceptionHandler((mistake, _) -> misused(mistake));
    return line;
  }

  private static void layOut(CommandLine line) {
    line.getSubcommands().values().forEach(Main::layOut);
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    usage.sortOptions(false);
    usage.descriptionHeading("%n");
    usage.parameterListHeading("%nArguments:%n");
    usage.optionListHeading("%nOptions:%n");
    usage.commandListHeading("%nVerbs:%n");
    usage.footerHeading(usage.footer().length == 0 ? "" : "%nExamples:%n");
  }

  private int failed(Throwable failure) {
    if (failure instanceof CancellationException) {
      terminal.note("portolan: " + cancellation.sentence());
      return CANCELLED;
    }
    terminal.note("portolan: " + Failure.sentence(failure));
    if (stacktrace) {
      failure.printStackTrace(terminal.err());
    }
    return FAILED;
  }

  private int misused(ParameterException mistake) {
    CommandLine verb = mistake.getCommandLine();
    terminal.note(verb.getCommandSpec().qualifiedName() + ": " + mistake.getMessage());
    PrintWriter err = verb.getErr();
    if (!UnmatchedArgumentException.printSuggestions(mistake, err)) {
      Help help = verb.getHelp();
      String heading = help.synopsisHeading();
      err.print(heading + help.synopsis(heading.length()));
      err.println("More: " + verb.getCommandSpec().qualifiedName() + " --help");
    }
    return verb.getCommandSpec().exitCodeOnInvalidInput();
  }

  /// What the jar's manifest says.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"portolan " + (version == null ? "(not packaged)" : version)};
    }
  }
}
