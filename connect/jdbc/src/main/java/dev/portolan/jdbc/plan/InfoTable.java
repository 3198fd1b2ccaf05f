package dev.portolan.jdbc.plan;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.index.BuildReport;
import dev.portolan.index.topics.TopicCore;
import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.MapSnapshot;
import dev.portolan.query.MapTopics;
import dev.portolan.query.Tag;
import dev.portolan.query.filter.FilterJson;
import dev.portolan.storage.DatumSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;

/// A table about the datasets: their topics, their tags, which datum has which tag, their maps.
///
/// The last column names the dataset.
final class InfoTable extends AbstractTable implements TranslatableTable {
  /// Which table.
  enum Kind {
    TOPICS,
    TAGS,
    DATUM_TAGS,
    MAPS;

    String table() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Field(String name, SqlTypeName type, boolean nullable) {}

  private final Kind kind;

  InfoTable(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory types) {
    RelDataTypeFactory.Builder row = types.builder();
    for (Field field : fields()) {
      row.add(field.name(), field.type()).nullable(field.nullable());
    }
    return row.build();
  }

  private List<Field> fields() {
    return switch (kind) {
      case TOPICS ->
          List.of(
              whole("topic_id"),
              whole("depth"),
              text("label"),
              new Field("parent_id", SqlTypeName.BIGINT, true),
              text("description"),
              whole("data_count"),
              new Field("x", SqlTypeName.REAL, true),
              new Field("y", SqlTypeName.REAL, true),
              new Field("density", SqlTypeName.DOUBLE, true),
              text("map"),
              text("dataset"));
      case TAGS ->
          List.of(
              text("tag"),
              whole("tag_id"),
              whole("data_count"),
              new Field("live", SqlTypeName.BOOLEAN, false),
              new Field("rule", SqlTypeName.VARCHAR, true),
              new Field("problem", SqlTypeName.VARCHAR, true),
              text("dataset"));
      case DATUM_TAGS ->
          List.of(text("tag"), text("id"), new Field("dataset", SqlTypeName.VARCHAR, true));
      case MAPS ->
          List.of(
              text("map"),
              whole("generation"),
              new Field("built_at", SqlTypeName.TIMESTAMP, false),
              whole("data_count"),
              text("metric"),
              text("projection"),
              whole("seed"),
              whole("depths"),
              text("dataset"));
    };
  }

  private static Field text(String name) {
    return new Field(name, SqlTypeName.VARCHAR, false);
  }

  private static Field whole(String name) {
    return new Field(name, SqlTypeName.BIGINT, false);
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
    return new InfoScan(context.getCluster(), table, this);
  }

  /// The rows as a run sees them.
  List<Object[]> rows(Execution run) {
    Portolan db = run.database();
    List<Object[]> rows = new ArrayList<>();
    for (String dataset : db.datasets()) {
      DatasetSnapshot now = run.snapshot(dataset);
      switch (kind) {
        case TOPICS -> maps(db, dataset).forEach(map -> addTopics(rows, now.map(map), dataset));
        case TAGS -> now.tags().tags().forEach(tag -> rows.add(row(tag, dataset)));
        case DATUM_TAGS -> addMembers(rows, now, dataset);
        case MAPS ->
            maps(db, dataset)
                .forEach(map -> rows.add(row(db.dataset(dataset), now.map(map), dataset)));
      }
    }
    return rows;
  }

  private static List<String> maps(Portolan db, String dataset) {
    return db.dataset(dataset).maps();
  }

  private static void addTopics(List<Object[]> rows, MapSnapshot map, String dataset) {
    for (MapTopics.Metadata topic : map.topics().metadata()) {
      TopicCore core = topic.core();
      int parent = map.tree().topic(topic.topicId()).parent();
      rows.add(
          new Object[] {
            (long) topic.topicId(),
            (long) topic.depth(),
            topic.label(),
            parent < 1 ? null : (Object) (long) parent,
            topic.description(),
            (long) topic.count(),
            core == null ? null : (Object) core.x(),
            core == null ? null : (Object) core.y(),
            core == null ? null : (Object) core.density(),
            map.name(),
            dataset
          });
    }
  }

  private static Object[] row(Tag tag, String dataset) {
    return new Object[] {
      tag.name(),
      tag.id(),
      (long) tag.count(),
      !tag.frozen(),
      tag.frozen() ? null : FilterJson.write(tag.rule()),
      tag.problem(),
      dataset
    };
  }

  private static void addMembers(List<Object[]> rows, DatasetSnapshot now, String dataset) {
    for (Map.Entry<String, DatumSet> tag : now.tags().sets().entrySet()) {
      for (String id : now.data().ids(tag.getValue().ordinals())) {
        rows.add(new Object[] {tag.getKey(), id, dataset});
      }
    }
  }

  private static Object[] row(Dataset dataset, MapSnapshot map, String name) {
    BuildReport report = map.report();
    return new Object[] {
      map.name(),
      dataset.map(map.name()).generation(),
      report.built().toEpochMilli(),
      (long) map.mapped().count(),
      report.metric(),
      report.projection(),
      report.seed(),
      (long) map.tree().depths(),
      name
    };
  }
}
