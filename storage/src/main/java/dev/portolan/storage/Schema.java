package dev.portolan.storage;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The typed columns of a dataset and its latent vectors.
///
/// The latent vectors are fixed when the dataset is created; columns can be added, dropped and
/// renamed later. Each column has a key under which its values are stored: a renamed column keeps
/// its key, and a dropped one's is never used again, so that old values do not come back.
///
/// Immutable; safe for many threads.
public final class Schema {
  private final Map<String, Column> columns;
  private final Map<String, String> keys;
  private final Set<String> retired;
  private final String expiry;
  private final Latent latent;

  private Schema(
      Map<String, Column> columns,
      Map<String, String> keys,
      Set<String> retired,
      String expiry,
      Latent latent) {
    this.columns = columns;
    this.keys = keys;
    this.retired = retired;
    this.expiry = expiry;
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

  /// The timestamp column that says when a datum expires, when there is one.
  public Optional<String> expiry() {
    return Optional.ofNullable(expiry);
  }

  /// What a column's values are stored under: the same when it is renamed, never used again when it
  /// is dropped.
  public String key(String column) {
    return keys.getOrDefault(column, column);
  }

  /// Keys of dropped columns.
  Set<String> retired() {
    return retired;
  }

  /// The field of a column in the index.
  String field(String column) {
    return DatumDocument.field(key(column));
  }

  /// This schema with one more column; the data that are there have it unset.
  ///
  /// @throws IllegalArgumentException when there is a column of that name
  public Schema plus(Column column) {
    Builder more = builder(this);
    String key = column.name();
    for (int i = 2; retired.contains(key) || more.keys.containsValue(key); i++) {
      key = column.name() + "~" + i;
    }
    return more.add(column, key).build();
  }

  /// This schema without a column; its values are not read any more, and go with the next
  /// optimization.
  ///
  /// @throws IllegalArgumentException when there is no such column, or data expire by it
  public Schema minus(String name) {
    column(name);
    if (name.equals(expiry)) {
      throw new IllegalArgumentException(
          "data expire by column '%s'; let them expire by another one or never before you drop it"
              .formatted(name));
    }
    Builder less = builder(this);
    less.columns.remove(name);
    less.keys.remove(name);
    less.retired.add(key(name));
    return less.build();
  }

  /// This schema with a column under another name, in the same place.
  ///
  /// @throws IllegalArgumentException when there is no such column, or the new name is taken
  public Schema renamed(String from, String to) {
    column(from);
    if (columns.containsKey(to)) {
      throw new IllegalArgumentException(
          "there is a column '%s' already; choose another name for '%s'".formatted(to, from));
    }
    Builder other = builder().retired(retired);
    for (Column column : columns.values()) {
      boolean it = column.name().equals(from);
      other.add(it ? column.named(to) : column, key(column.name()));
    }
    return other.latent(latent).expiry(from.equals(expiry) ? to : expiry).build();
  }

  /// This schema with its data expiring at the moment a timestamp column holds; null for never.
  public Schema expiring(String column) {
    return builder(this).expiry(column).build();
  }

  private static Builder builder(Schema schema) {
    Builder same = builder().retired(schema.retired);
    schema.columns.values().forEach(column -> same.add(column, schema.key(column.name())));
    return same.latent(schema.latent).expiry(schema.expiry);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schema that
        && columns().equals(that.columns())
        && Objects.equals(expiry, that.expiry)
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
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Set<String> retired = new TreeSet<>();
    private String expiry;
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
      return latent(new Latent(dimensions, metric));
    }

    private Builder latent(Latent vectors) {
      latent = vectors;
      return this;
    }

    /// Data expire: from the moment their value in this timestamp column on they are gone. Unset is
    /// never.
    public Builder expiry(String column) {
      expiry = column;
      return this;
    }

    Builder retired(Collection<String> dropped) {
      retired.addAll(dropped);
      return this;
    }

    public Builder add(Column column) {
      return add(column, column.name());
    }

    Builder add(Column column, String key) {
      Names.checkColumn(column.name());
      if (columns.putIfAbsent(column.name(), column) != null) {
        throw new IllegalArgumentException(
            "column '%s' is declared twice; give each column one name".formatted(column.name()));
      }
      keys.put(column.name(), key);
      return this;
    }

    public Schema build() {
      if (latent == null) {
        throw new IllegalStateException(
            "a schema needs latent vectors: call latent(dimensions, metric) before build()");
      }
      if (expiry != null && !(columns.get(expiry) instanceof Column.Timestamp)) {
        throw new IllegalArgumentException(
            "data cannot expire by '%s': it is no timestamp column; the columns are %s"
                .formatted(expiry, columns.values()));
      }
      return new Schema(
          new LinkedHashMap<>(columns),
          new LinkedHashMap<>(keys),
          Set.copyOf(retired),
          expiry,
          latent);
    }
  }
}
