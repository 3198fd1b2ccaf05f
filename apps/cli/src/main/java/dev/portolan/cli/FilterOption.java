package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.jdbc.SqlCondition;
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

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description =
          "Only data that a condition of SQL selects: \"priority > 2 AND has_tag(id, 'refund')\";"
              + " docs/sql.md. With --filter, both must select them.")
  private String condition;

  boolean given() {
    return json != null || condition != null;
  }

  /// The filter; every datum where none is given.
  Filter filter(Dataset dataset) {
    Filter byJson = json == null ? Filter.all() : read(json);
    if (condition == null) {
      return byJson;
    }
    Filter byCondition = SqlCondition.filter(dataset, condition);
    return json == null ? byCondition : byJson.and(byCondition);
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
