package dev.portolan.storage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The typed columns of a dataset and its latent vectors, fixed when the dataset is created.
///
/// Immutable; safe for many threads.
public final class Schema {
  private final Map<String, Column> columns;
  private final Latent latent;

  private Schema(Map<String, Column> columns, Latent latent) {
    this.columns = columns;
    this.latent = latent;
  }

  public static Builder builder() {
    return new Builder();
  }

  /// The columns in the order they were declared.
  public List<Column> columns() {
    return List.copyOf(columns.values());
  }

  public Latent latent() {
    return latent;
  }

  public Optional<Column> find(String name) {
    return Optional.ofNullable(columns.get(name));
  }

  /// @throws IllegalArgumentException when there is no such column; the message lists those there
  ///   are
  public Column column(String name) {
    Column column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException(
          "there is no column '%s'; this dataset has %s".formatted(name, columns.keySet()));
    }
    return column;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schema that
        && columns().equals(that.columns())
        && latent.equals(that.latent);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  @Override
  public String toString() {
    return "Schema" + columns.values() + " " + latent;
  }

  /// Declares columns one by one; the order is kept.
  public static final class Builder {
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private Latent latent;

    private Builder() {}

    public Builder text(String name) {
      return text(name, TextAnalysis.DEFAULT);
    }

    /// @param analyzer one of [TextAnalysis#names()]
    public Builder text(String name, String analyzer) {
      TextAnalysis.named(analyzer);
      return add(new Column.Text(name, analyzer));
    }

    public Builder category(String name) {
      return add(new Column.Category(name));
    }

    public Builder integer(String name) {
      return add(new Column.Integer64(name));
    }

    public Builder real(String name) {
      return add(new Column.Real64(name));
    }

    public Builder bool(String name) {
      return add(new Column.Bool(name));
    }

    public Builder timestamp(String name) {
      return add(new Column.Timestamp(name));
    }

    public Builder categories(String name) {
      return add(new Column.Categories(name));
    }

    public Builder latent(int dimensions, Metric metric) {
      latent = new Latent(dimensions, metric);
      return this;
    }

    public Builder add(Column column) {
      Names.checkColumn(column.name());
      if (columns.putIfAbsent(column.name(), column) != null) {
        throw new IllegalArgumentException(
            "column '%s' is declared twice; give each column one name".formatted(column.name()));
      }
      return this;
    }

    public Schema build() {
      if (latent == null) {
        throw new IllegalStateException(
            "a schema needs latent vectors: call latent(dimensions, metric) before build()");
      }
      return new Schema(new LinkedHashMap<>(columns), latent);
    }
  }
}
