package dev.portolan.storage;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A change of some values of a datum that is there; its vector and other values stay.
///
/// @param id which datum
/// @param values column name to its new value; null unsets the column
public record DatumEdit(String id, Map<String, Object> values) {

  /// This edit, then another one of the same datum.
  DatumEdit then(DatumEdit next) {
    Map<String, Object> both = new LinkedHashMap<>(values);
    both.putAll(next.values);
    return new DatumEdit(id, both);
  }

  /// The datum as it will be, without its vector.
  Datum applied(StoredDatum before, Schema schema) throws IOException {
    Map<String, Object> edited =
        new LinkedHashMap<>(
            before.values(
                schema, schema.columns().stream().map(Column::name).collect(Collectors.toSet())));
    values.forEach((column, value) -> {
      schema.column(column);
      if (value == null) {
        edited.remove(column);
      } else {
        edited.put(column, value);
      }
    });
    return new Datum(id, edited, null);
  }
}
