package dev.portolan.exchange;

import dev.portolan.storage.Column;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Names;
import dev.portolan.storage.Schema;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the options say about columns, held against the columns there are.
final class ColumnRules {
  private final ImportOptions options;

  ColumnRules(ImportOptions options) {
    this.options = options;
  }

  /// Whether a column of the file becomes a column of the dataset.
  boolean kept(String column) {
    return !options.skipped().contains(column) && !column.equals(options.id());
  }

  /// The type a column must have, null when it is to be inferred.
  ///
  /// @throws ImportException when the column cannot be a column of the dataset
  ValueType asked(String column) {
    ValueType asked = options.types().get(column);
    if (asked == null && column.equals(options.textColumn())) {
      asked = ValueType.TEXT;
    }
    if (column.equals(options.expiry())) {
      checkExpiry(column, asked);
      asked = ValueType.TIMESTAMP;
    }
    checkName(column);
    return options.into() == null ? asked : existing(column, asked);
  }

  private void checkExpiry(String column, ValueType asked) {
    if (asked != null && asked != ValueType.TIMESTAMP) {
      throw file()
          .error(
              "column '%s' is asked for as %s, but data expire by timestamps; drop --%s %s, "
                  + "or --expire-by %s",
              column, asked.option, asked.option, column, column);
    }
    Schema into = options.into();
    if (into != null && !into.expiry().equals(Optional.of(options.named(column)))) {
      throw file()
          .error(
              "the dataset's data expire %s, not by '%s'; drop --expire-by %s, "
                  + "or change the dataset with 'portolan columns … --expire-by %s'",
              into.expiry().map(name -> "by '" + name + "'").orElse("never"),
              options.named(column),
              column,
              options.named(column));
    }
  }

  private ValueType existing(String column, ValueType asked) {
    String name = options.named(column);
    Schema into = options.into();
    ValueType type = into.find(name).map(ValueType::of).orElse(null);
    if (type == null) {
      throw file()
          .error(
              "the dataset has no column '%s', it has %s; leave it out with --skip %s, "
                  + "or rename it with --rename %s=…",
              name, into.columns().stream().map(Column::name).toList(), column, column);
    }
    if (asked != null && asked != type) {
      throw file()
          .error(
              "column '%s' is asked for as %s, the dataset has it as %s; drop --%s %s",
              column, asked.option, type.option, asked.option, column);
    }
    return type;
  }

  private void checkName(String column) {
    String name = options.named(column);
    if (Names.reserved(name)) {
      String otherwise = name.equals("id") ? "make it the id with --id id, or " : "";
      throw file()
          .error(
              "column '%s' has a name that data or maps use themselves; %srename it with "
                  + "--rename %s=…, or leave it out with --skip %s",
              name, otherwise, column, column);
    }
    try {
      Schema.builder().category(name).latent(1, Metric.COSINE).build();
    } catch (IllegalArgumentException e) {
      throw new ImportException(file(), e.getMessage() + " with --rename", e);
    }
  }

  /// Checks every name in the options against the columns there are, and that new names differ.
  void check(List<String> columns) {
    Set<String> there = new HashSet<>(columns);
    checkThere("--id", options.id(), there, columns);
    checkThere("embedding", options.textColumn(), there, columns);
    checkThere("--expire-by", options.expiry(), there, columns);
    options.types().forEach((name, type) -> checkThere("--" + type.option, name, there, columns));
    options.analyzers().keySet().forEach(name -> checkThere("--analyzer", name, there, columns));
    options.skipped().forEach(name -> checkThere("--skip", name, there, columns));
    options.renamed().forEach((name, to) -> checkThere("--rename", name, there, columns));
    checkNotSkipped("--id", options.id());
    checkNotSkipped("embedding", options.textColumn());
    checkNotSkipped("--expire-by", options.expiry());
    options.analyzers().keySet().forEach(name -> checkNotSkipped("--analyzer", name));
    options.types().forEach((name, type) -> checkNotSkipped("--" + type.option, name));
    checkDifferent(columns);
  }

  private void checkThere(String option, String name, Set<String> there, List<String> columns) {
    if (name != null && !there.contains(name)) {
      throw file().error("there is no column '%s' for %s; there are %s", name, option, columns);
    }
  }

  private void checkNotSkipped(String option, String name) {
    if (name != null && options.skipped().contains(name)) {
      throw file().error("column '%s' is named for %s and for --skip; drop one", name, option);
    }
  }

  private void checkDifferent(List<String> columns) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String column : columns) {
      if (!kept(column)) {
        continue;
      }
      String other = names.put(options.named(column), column);
      if (other != null) {
        throw file()
            .error(
                "columns '%s' and '%s' would both be called '%s'; rename one with --rename %s=…",
                other, column, options.named(column), column);
      }
    }
  }

  private Place file() {
    return Place.whole(options.file());
  }
}
