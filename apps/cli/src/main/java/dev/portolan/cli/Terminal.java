package dev.portolan.cli;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Where answers and progress go, and how they may look there.
///
/// @param out answers; UTF-8 whatever the locale says, as data are
/// @param err progress, notes and errors
/// @param outShown whether `out` is a terminal: only then is anything bold
/// @param errShown whether `err` is a terminal: only then progress is a bar
/// @param width cells of a line
record Terminal(PrintStream out, PrintStream err, boolean outShown, boolean errShown, int width) {
  /// Which of standard output (1) and error (2) are terminals, as the launcher saw it.
  private static final String SHOWN = "portolan.terminals";

  private static final int DEFAULT_WIDTH = 100;
  private static final int MIN_WIDTH = 40;
  private static final int BUFFER = 1 << 13;

  /// The terminal this process was started in.
  static Terminal ofProcess() {
    boolean console = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    String shown = System.getProperty(SHOWN, console ? "12" : "");
    return new Terminal(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        shown.contains("1"),
        shown.contains("2"),
        shown.isEmpty() ? DEFAULT_WIDTH : width(System.getenv("COLUMNS")));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    OutputStream bytes = new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER);
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }

  private static int width(String columns) {
    try {
      return Math.max(MIN_WIDTH, columns == null ? askedWidth() : Integer.parseInt(columns));
    } catch (IOException | NumberFormatException e) {
      return DEFAULT_WIDTH;
    }
  }

  /// What `stty size` says: lines, then columns.
  private static int askedWidth() throws IOException {
    Process stty =
        new ProcessBuilder("stty", "size")
            .redirectInput(new File("/dev/tty"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    int columns = Integer.parseInt(size.strip().replaceFirst("^.* ", ""));
    return columns == 0 ? DEFAULT_WIDTH : columns;
  }

  /// Prints a line of an answer; what stems from data must have gone through [FittedText].
  void say(String line) {
    out.println(line);
  }

  void say() {
    out.println();
  }

  /// Prints a note beside the answer.
  void note(String sentence) {
    out.flush();
    err.println(FittedText.line(sentence));
    err.flush();
  }

  String bold(String text) {
    return styled("\u001b[1m", text);
  }

  String faint(String text) {
    return styled("\u001b[2m", text);
  }

  private String styled(String style, String text) {
    return colored() ? style + text + "\u001b[0m" : text;
  }

  boolean colored() {
    return outShown && System.getenv("NO_COLOR") == null;
  }

  /// Whether it shows blocks and arrows: a terminal of another charset does not. Files are UTF-8.
  boolean unicode() {
    String locale =
        Stream.of("LC_ALL", "LC_CTYPE", "LANG")
            .map(System::getenv)
            .filter(value -> value != null && !value.isEmpty())
            .findFirst()
            .orElse("UTF-8");
    return !outShown || locale.toUpperCase(Locale.ROOT).matches(".*UTF-?8.*");
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
