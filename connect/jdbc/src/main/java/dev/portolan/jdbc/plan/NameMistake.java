package dev.portolan.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Calcite's words for names that are not there, with those that are.
final class NameMistake {
  private static final Pattern NO_COLUMN =
      Pattern.compile("Column '(.*)' not found in (?:any table|table '.*').*");
  private static final Pattern NO_TABLE = Pattern.compile("Object '(.*)' not found.*");
  private static final Pattern NO_FUNCTION =
      Pattern.compile("No match found for function signature ([^(]*)(\\(.*\\))");
  private static final Pattern GENERATED =
      Pattern.compile("Cannot INSERT into generated column '(.*)'");

  private NameMistake() {}

  static String sentence(String what, Catalog catalog) {
    Matcher column = NO_COLUMN.matcher(what);
    if (column.matches()) {
      return noColumn(column.group(1), catalog);
    }
    Matcher table = NO_TABLE.matcher(what);
    if (table.matches()) {
      return "there is no table '%s'; there are %s"
          .formatted(table.group(1), String.join(", ", tables(catalog)));
    }
    Matcher function = NO_FUNCTION.matcher(what);
    if (function.matches()) {
      return "there is no function %s%s; check its name and what it takes"
          .formatted(
              function.group(1),
              function.group(2).replaceAll("[<>]", "").toLowerCase(java.util.Locale.ROOT));
    }
    Matcher generated = GENERATED.matcher(what);
    if (generated.matches()) {
      return "column '%s' is what a map says and cannot be inserted; build or update the map"
          .formatted(generated.group(1));
    }
    return what.equals("Illegal use of dynamic parameter")
        ? "nothing tells the type of a parameter; write CAST(? AS VARCHAR), or the type that is"
            + " meant"
        : what;
  }

  private static List<String> tables(Catalog catalog) {
    List<String> names = new ArrayList<>(catalog.names());
    for (InfoTable.Kind kind : InfoTable.Kind.values()) {
      names.add(kind.table());
    }
    return names;
  }

  private static String noColumn(String name, Catalog catalog) {
    boolean ofMap = name.matches("(?i)x|y|topic_id|topic_depth_\\d+|duplicate_.*|cluster_id");
    List<DatasetShape> unmapped = catalog.used().stream().filter(shape -> !shape.mapped()).toList();
    if (ofMap && !unmapped.isEmpty()) {
      DatasetShape shape = unmapped.getFirst();
      return "there is no column '%s': dataset '%s' has no map '%s'; build one first"
          .formatted(name, shape.dataset(), shape.map());
    }
    List<String> columns =
        catalog.used().stream()
            .flatMap(shape -> DatasetColumn.of(shape).stream())
            .map(DatasetColumn::name)
            .distinct()
            .toList();
    return "there is no column '%s'%s; a text stands in single quotes"
        .formatted(
            name,
            columns.isEmpty()
                ? ""
                : columns.stream().collect(Collectors.joining(", ", "; there are ", "")));
  }
}
