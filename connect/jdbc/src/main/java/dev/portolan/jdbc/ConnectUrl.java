package dev.portolan.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/// What a connection is asked for: `jdbc:portolan:PATH[?readOnly=true&exact=true]`.
///
/// Nothing else is taken from the address or the properties: no model, no class name, no file to
/// load. A user and a password are allowed, as tools send them, and mean nothing.
///
/// @param readOnly whether changes are refused
/// @param exact whether searches by vector measure every vector
record ConnectUrl(Path directory, boolean readOnly, boolean exact) {
  static final String PREFIX = "jdbc:portolan:";
  private static final Set<String> OPTIONS = Set.of("readOnly", "exact");
  private static final Set<String> IGNORED = Set.of("user", "password");

  static ConnectUrl parse(String url, Properties properties) throws SQLException {
    String rest = url.substring(PREFIX.length());
    int mark = rest.indexOf('?');
    String path = mark < 0 ? rest : rest.substring(0, mark);
    if (path.isBlank()) {
      throw SqlFailure.of(
          "the address '%s' names no database; write jdbc:portolan:PATH".formatted(url), "08001");
    }
    Map<String, String> options = new LinkedHashMap<>();
    for (String name : properties.stringPropertyNames()) {
      options.put(name, properties.getProperty(name));
    }
    if (mark >= 0) {
      for (String option : rest.substring(mark + 1).split("&", -1)) {
        int equals = option.indexOf('=');
        if (equals < 0) {
          throw SqlFailure.of(
              "'%s' in the address is no option; write readOnly=true".formatted(option), "08001");
        }
        options.put(
            option.substring(0, equals),
            URLDecoder.decode(option.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    options.keySet().removeAll(IGNORED);
    for (String name : options.keySet()) {
      if (!OPTIONS.contains(name)) {
        throw SqlFailure.of(
            "a connection has no option '%s'; it has readOnly and exact, each true or false"
                .formatted(name),
            "08001");
      }
    }
    try {
      return new ConnectUrl(Path.of(path), truth(options, "readOnly"), truth(options, "exact"));
    } catch (InvalidPathException e) {
      throw SqlFailure.of("'%s' is no path: %s".formatted(path, e.getReason()), "08001");
    }
  }

  private static boolean truth(Map<String, String> options, String name) throws SQLException {
    return switch (options.getOrDefault(name, "false")) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw SqlFailure.of(
              "option %s is '%s'; it is true or false".formatted(name, options.get(name)), "08001");
    };
  }
}
