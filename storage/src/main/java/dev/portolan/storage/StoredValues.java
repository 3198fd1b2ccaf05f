package dev.portolan.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.StoredFieldVisitor;

/// Gathers the wanted columns of one stored document, in the schema's order.
final class StoredValues extends StoredFieldVisitor {
  private final Map<String, Column> wanted = new LinkedHashMap<>();
  private final Map<String, Object> found = new LinkedHashMap<>();

  StoredValues(Schema schema, Set<String> columns) {
    for (Column column : schema.columns()) {
      if (columns.contains(column.name())) {
        wanted.put(schema.field(column.name()), column);
      }
    }
  }

  /// The values found, by column name; unset columns are left out.
  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Column column : wanted.values()) {
      Object value = found.get(column.name());
      if (value != null) {
        values.put(column.name(), value);
      }
    }
    return values;
  }

  @Override
  public Status needsField(FieldInfo field) {
    return wanted.containsKey(field.name) || field.name.equals(DatumDocument.EMPTY)
        ? Status.YES
        : Status.NO;
  }

  @Override
  public void stringField(FieldInfo field, String value) {
    if (field.name.equals(DatumDocument.EMPTY)) {
      Column empty = wanted.get(DatumDocument.field(value));
      if (empty != null) {
        found.put(empty.name(), List.of());
      }
      return;
    }
    Column column = wanted.get(field.name);
    if (column instanceof Column.Categories) {
      list(column.name()).add(value);
    } else {
      found.put(column.name(), value);
    }
  }

  @SuppressWarnings("unchecked")
  private List<String> list(String column) {
    return (List<String>) found.computeIfAbsent(column, _ -> new ArrayList<String>());
  }

  @Override
  public void longField(FieldInfo field, long value) {
    number(field, value);
  }

  @Override
  public void doubleField(FieldInfo field, double value) {
    number(field, value);
  }

  private void number(FieldInfo field, Number value) {
    Column column = wanted.get(field.name);
    found.put(column.name(), DatumDocument.value(column, value));
  }
}
