package dev.portolan.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// Words of a command line that the user can paste into a shell as they stand.
final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

  private ShellWord() {}

  static String of(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  static String of(Path path) {
    return of(path.toString());
  }

  /// How the user called this command.
  static String portolan() {
    return of(System.getProperty("portolan.command", "portolan"));
  }
}
