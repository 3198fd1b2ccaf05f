package dev.portolan.exchange;

import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import dev.portolan.storage.TextAnalysis;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What to import and how its columns are to be read.
///
/// Columns are named as in the file; only [Builder#rename] brings the name they get. Immutable.
public final class ImportOptions {
  private final Path file;
  private final String id;
  private final Map<String, ValueType> types;
  private final String analyzer;
  private final Map<String, String> analyzers;
  private final Set<String> skipped;
  private final Map<String, String> renamed;
  private final Path vectors;
  private final Map<String, Path> columns;
  private final Metric metric;
  private final OnDuplicate onDuplicate;
  private final OnError onError;
  private final String textColumn;
  private final String expiry;
  private final int embeddingDimensions;
  private final long firstGeneratedId;
  private final Character delimiter;
  private final Schema into;

  private ImportOptions(Builder from) {
    file = from.file;
    id = from.id;
    types = new LinkedHashMap<>(from.types);
    analyzer = from.analyzer;
    analyzers = new LinkedHashMap<>(from.analyzers);
    skipped = new LinkedHashSet<>(from.skipped);
    renamed = new LinkedHashMap<>(from.renamed);
    vectors = from.vectors;
    columns = new LinkedHashMap<>(from.columns);
    metric = from.into == null ? from.metric : from.into.latent().metric();
    onDuplicate = from.onDuplicate;
    onError = from.onError;
    textColumn = from.textColumn;
    expiry = from.expiry;
    embeddingDimensions = from.embeddingDimensions;
    firstGeneratedId = from.firstGeneratedId;
    delimiter = from.delimiter;
    into = from.into;
  }

  /// @param file CSV, TSV, JSONL or `.npy`, plain or gzipped
  public static Builder of(Path file) {
    return new Builder(file);
  }

  Path file() {
    return file;
  }

  /// All files to be read.
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    files.add(file);
    if (vectors != null) {
      files.add(vectors);
    }
    files.addAll(columns.values());
    return files;
  }

  /// The column of the ids, null when ids are generated.
  String id() {
    return id;
  }

  Map<String, ValueType> types() {
    return types;
  }

  /// The analyzer of the texts without one of their own, null when none was asked for.
  String analyzer() {
    return analyzer;
  }

  /// Analyzers asked for by column.
  Map<String, String> analyzers() {
    return analyzers;
  }

  Set<String> skipped() {
    return skipped;
  }

  Map<String, String> renamed() {
    return renamed;
  }

  /// The name a column of the file gets.
  String named(String column) {
    return renamed.getOrDefault(column, column);
  }

  /// The array of vectors beside the file, null when there is none.
  Path vectors() {
    return vectors;
  }

  Map<String, Path> columns() {
    return columns;
  }

  Metric metric() {
    return metric;
  }

  OnDuplicate onDuplicate() {
    return onDuplicate;
  }

  OnError onError() {
    return onError;
  }

  String textColumn() {
    return textColumn;
  }

  /// The column of the moments data expire at, null when they do not.
  String expiry() {
    return expiry;
  }

  int embeddingDimensions() {
    return embeddingDimensions;
  }

  long firstGeneratedId() {
    return firstGeneratedId;
  }

  char delimiter() {
    return delimiter != null ? delimiter : FileFormat.tabbed(file) ? '\t' : ',';
  }

  /// The schema of the dataset the data go into, null when a new one is made.
  Schema into() {
    return into;
  }

  /// Gathers the options; everything but the file may be left out.
  public static final class Builder {
    private final Path file;
    private final Map<String, ValueType> types = new LinkedHashMap<>();
    private final Map<String, String> analyzers = new LinkedHashMap<>();
    private final Set<String> skipped = new LinkedHashSet<>();
    private final Map<String, String> renamed = new LinkedHashMap<>();
    private final Map<String, Path> columns = new LinkedHashMap<>();
    private String analyzer;
    private String id;
    private Path vectors;
    private Metric metric = Metric.COSINE;
    private OnDuplicate onDuplicate = OnDuplicate.ERROR;
    private OnError onError = OnError.STRICT;
    private String textColumn;
    private String expiry;
    private int embeddingDimensions;
    private long firstGeneratedId;
    private Character delimiter;
    private Schema into;

    private Builder(Path file) {
      this.file = Objects.requireNonNull(file, "file");
    }

    /// The column of the ids, strings or integers; without it ids are generated.
    public Builder id(String column) {
      id = column;
      return this;
    }

    public Builder text(String... names) {
      return typed(ValueType.TEXT, names);
    }

    public Builder category(String... names) {
      return typed(ValueType.CATEGORY, names);
    }

    public Builder timestamp(String... names) {
      return typed(ValueType.TIMESTAMP, names);
    }

    public Builder integer(String... names) {
      return typed(ValueType.INTEGER, names);
    }

    public Builder real(String... names) {
      return typed(ValueType.REAL, names);
    }

    public Builder bool(String... names) {
      return typed(ValueType.BOOL, names);
    }

    public Builder categories(String... names) {
      return typed(ValueType.CATEGORIES, names);
    }

    private Builder typed(ValueType type, String... names) {
      for (String name : names) {
        ValueType before = types.put(name, type);
        if (before != null && before != type) {
          throw new IllegalArgumentException(
              "column '%s' is asked for as %s and as %s; a column has one type, drop one"
                  .formatted(name, before.option, type.option));
        }
      }
      return this;
    }

    /// How words are found in text columns, one of [TextAnalysis#names()]; `standard` when nothing
    /// is said.
    public Builder analyzer(String name) {
      TextAnalysis.named(name);
      if (analyzer != null && !analyzer.equals(name)) {
        throw new IllegalArgumentException(
            "texts are given the analyzers %s and %s; keep one, or name the column of the other"
                .formatted(analyzer, name));
      }
      analyzer = name;
      return this;
    }

    /// How words are found in one text column.
    public Builder analyzer(String column, String name) {
      TextAnalysis.named(name);
      String before = analyzers.put(column, name);
      if (before != null && !before.equals(name)) {
        throw new IllegalArgumentException(
            "column '%s' is given the analyzers %s and %s; keep one"
                .formatted(column, before, name));
      }
      return this;
    }

    /// Leaves columns out.
    public Builder skip(String... names) {
      skipped.addAll(List.of(names));
      return this;
    }

    /// Gives a column of the file another name in the dataset.
    public Builder rename(String from, String to) {
      String before = renamed.put(from, to);
      if (before != null && !before.equals(to)) {
        throw new IllegalArgumentException(
            "column '%s' is renamed to '%s' and to '%s'; keep one".formatted(from, before, to));
      }
      return this;
    }

    /// An `.npy` array of vectors, row by row beside the file.
    public Builder vectors(Path array) {
      vectors = array;
      return this;
    }

    /// One more column out of an `.npy` array of one axis, row by row beside the file.
    public Builder column(String name, Path array) {
      if (columns.put(name, array) != null) {
        throw new IllegalArgumentException(
            "column '%s' is given two arrays; give each column one".formatted(name));
      }
      return this;
    }

    /// How vectors are compared; cosine when nothing is said.
    public Builder metric(Metric value) {
      metric = Objects.requireNonNull(value, "metric");
      return this;
    }

    public Builder onDuplicate(OnDuplicate value) {
      onDuplicate = Objects.requireNonNull(value, "onDuplicate");
      return this;
    }

    /// What is done with bad rows; the file is refused when nothing is said.
    public Builder onError(OnError value) {
      onError = Objects.requireNonNull(value, "onError");
      return this;
    }

    /// The column to embed when there are no vectors; without it the only text column.
    public Builder textColumn(String name) {
      textColumn = name;
      return this;
    }

    /// The column of timestamps that say when a datum expires; unset is never.
    public Builder expiry(String name) {
      expiry = name;
      return this;
    }

    /// The dimensions of the embedder that will give the vectors.
    public Builder embeddingDimensions(int dimensions) {
      embeddingDimensions = dimensions;
      return this;
    }

    /// The counter of the first generated id: 0, or where the dataset's counter stands.
    public Builder firstGeneratedId(long counter) {
      firstGeneratedId = counter;
      return this;
    }

    /// What stands between the cells of a CSV file; comma, and tab in `.tsv`, when nothing is said.
    public Builder delimiter(char value) {
      delimiter = value;
      return this;
    }

    /// The schema of the dataset the data go into: it settles types, metric and dimensions.
    public Builder into(Schema schema) {
      into = schema;
      return this;
    }

    public ImportOptions build() {
      return new ImportOptions(this);
    }
  }
}
