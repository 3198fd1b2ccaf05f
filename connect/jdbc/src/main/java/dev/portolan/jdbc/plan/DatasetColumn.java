package dev.portolan.jdbc.plan;

import dev.portolan.storage.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A column of a dataset as SQL shows it: the user's, the latent vector, or what a map says.
public sealed interface DatasetColumn {
  String name();

  record Id() implements DatasetColumn {
    @Override
    public String name() {
      return "id";
    }
  }

  /// One of the user's.
  record Value(Column column) implements DatasetColumn {
    @Override
    public String name() {
      return column.name();
    }
  }

  record Latent(int dimensions) implements DatasetColumn {
    @Override
    public String name() {
      return "latent";
    }
  }

  record OfMap(MapValue value) implements DatasetColumn {
    @Override
    public String name() {
      return value.column();
    }
  }

  /// The label of the topic at a depth.
  record TopicAt(int depth) implements DatasetColumn {
    @Override
    public String name() {
      return "topic_depth_" + depth;
    }
  }

  /// What a map says about a datum, but for its topics' labels.
  enum MapValue {
    X,
    Y,
    TOPIC_ID,
    DUPLICATE_CLASS,
    CLUSTER_ID,
    DUPLICATE_DISTANCE;

    boolean number() {
      return this != DUPLICATE_CLASS && this != CLUSTER_ID;
    }

    String column() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether a map says it.
  default boolean ofMap() {
    return this instanceof OfMap || this instanceof TopicAt;
  }

  /// The columns of a dataset, in the order of an export, with the vector before the map's.
  static List<DatasetColumn> of(DatasetShape shape) {
    List<DatasetColumn> columns = new ArrayList<>();
    columns.add(new Id());
    shape.schema().columns().forEach(column -> columns.add(new Value(column)));
    columns.add(new Latent(shape.schema().latent().dimensions()));
    if (shape.mapped()) {
      columns.add(new OfMap(MapValue.X));
      columns.add(new OfMap(MapValue.Y));
      columns.add(new OfMap(MapValue.TOPIC_ID));
      for (int depth = 1; depth <= shape.depths(); depth++) {
        columns.add(new TopicAt(depth));
      }
      columns.add(new OfMap(MapValue.DUPLICATE_CLASS));
      columns.add(new OfMap(MapValue.CLUSTER_ID));
      columns.add(new OfMap(MapValue.DUPLICATE_DISTANCE));
    }
    return columns;
  }
}
