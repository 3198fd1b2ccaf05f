package dev.portolan.jdbc.plan;

import dev.portolan.storage.Column;
import dev.portolan.storage.Datum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows of an INSERT as data.
final class Inserted {
  private Inserted() {}

  static int write(Execution run, DatasetTable table, List<Object[]> rows) {
    List<Datum> data = new ArrayList<>();
    for (Object[] row : rows) {
      data.add(datum(table, row));
    }
    return run.database().dataset(table.shape().dataset()).addNew(data);
  }

  private static Datum datum(DatasetTable table, Object[] row) {
    String id = "";
    float[] latent = null;
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < table.columns().size(); i++) {
      if (row[i] == null) {
        continue;
      }
      switch (table.columns().get(i)) {
        case DatasetColumn.Id _ -> id = (String) row[i];
        case DatasetColumn.Latent _ -> latent = VectorText.vector(row[i]);
        case DatasetColumn.Value(Column column) -> values.put(column.name(), value(column, row[i]));
        case DatasetColumn.OfMap _, DatasetColumn.TopicAt _ -> {}
      }
    }
    return new Datum(id, values, latent);
  }

  private static Object value(Column column, Object value) {
    return switch (column) {
      case Column.Timestamp _ -> Instant.ofEpochMilli((Long) value);
      case Column.Categories _ -> ((List<?>) value).stream().map(String.class::cast).toList();
      case Column.Integer64 _ -> ((Number) value).longValue();
      case Column.Real64 _ -> ((Number) value).doubleValue();
      case Column.Text _, Column.Category _, Column.Bool _ -> value;
    };
  }
}
