package dev.portolan.cli;

import dev.portolan.index.MainText;
import dev.portolan.storage.Column;
import dev.portolan.storage.DataSnapshot;
import java.util.Map;
import java.util.Set;

/// What shows a person which datum it is: its main text, else its first column.
///
/// @param column null where a dataset has no columns
record DatumLine(String column) {
  static DatumLine of(DataSnapshot data) {
    return new DatumLine(
        MainText.of(data)
            .or(() -> data.schema().columns().stream().map(Column::name).findFirst())
            .orElse(null));
  }

  String of(DataSnapshot data, int ordinal) {
    return column == null ? "" : of(data.values(ordinal, Set.of(column)));
  }

  /// @param values of a datum, with this column among them where it is set
  String of(Map<String, Object> values) {
    Object value = values.get(column);
    return value == null ? "" : FittedText.line(value.toString());
  }
}
