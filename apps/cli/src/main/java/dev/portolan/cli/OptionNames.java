package dev.portolan.cli;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/// Options of the command line in sentences that name those of the library.
final class OptionNames {
  private static final Pattern VALUE = Pattern.compile("\\b(\\w+)(?= is )");
  private static final Map<String, String> SHORTER = Map.of("keepGenerations", "--keep");
  private static final Pattern HUMP = Pattern.compile("(?=[A-Z])");

  private OptionNames() {}

  /// The sentence with `nNeighbors is 1` as `--n-neighbors is 1`, where the verb has that option.
  static String in(String sentence, CommandSpec verb) {
    return VALUE
        .matcher(sentence)
        .replaceAll(named -> {
          String option =
              "--" + HUMP.matcher(named.group(1)).replaceAll("-").toLowerCase(Locale.ROOT);
          return verb.optionsMap().containsKey(option)
              ? option
              : SHORTER.getOrDefault(named.group(1), named.group(1));
        });
  }
}
