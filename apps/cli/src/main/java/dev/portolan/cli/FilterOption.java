package dev.portolan.cli;

import dev.portolan.query.filter.Filter;
import dev.portolan.query.filter.FilterJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Which data a verb is about.
final class FilterOption {
  @Option(
      names = "--filter",
      paramLabel = "JSON|@FILE",
      description =
          "Only data that a filter selects, as JSON or in a file: {\"range\": {\"column\":"
              + " \"priority\", \"from\": 1, \"to\": 2}}; docs/filters.md has every kind.")
  private String json;

  boolean given() {
    return json != null;
  }

  /// The filter; every datum where none is given.
  Filter filter() {
    return json == null ? Filter.all() : read(json);
  }

  /// A filter given as JSON, or as the file that holds it.
  static Filter read(String json) {
    return FilterJson.read(json.startsWith("@") ? content(Path.of(json.substring(1))) : json);
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s cannot be read as a filter (%s); name a file of JSON, or give the JSON itself"
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }
}
