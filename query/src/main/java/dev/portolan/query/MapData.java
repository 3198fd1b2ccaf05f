package dev.portolan.query;

import dev.portolan.storage.Column;
import dev.portolan.storage.DataSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The user's columns of the data a map is over.
public final class MapData {
  private final MapView view;

  public MapData(MapView view) {
    this.view = view;
  }

  /// One datum as the user gave it.
  ///
  /// @param values set columns only, in the schema's order
  public record Row(String id, Map<String, Object> values) {}

  /// All live data, oldest first.
  public List<Row> rows() {
    return view.read(map -> rows(map.dataSnapshot(), map.dataSnapshot().all().ordinals()));
  }

  /// Data by id, in the order asked; none for no ids.
  ///
  /// @throws IllegalArgumentException naming the ids that are unknown
  public List<Row> rows(List<String> ids) {
    return view.read(map -> rows(map.dataSnapshot(), map.dataSnapshot().ordinals(ids)));
  }

  private static List<Row> rows(DataSnapshot data, int[] ordinals) {
    Set<String> columns = new LinkedHashSet<>();
    data.schema().columns().stream().map(Column::name).forEach(columns::add);
    String[] ids = data.ids(ordinals);
    List<Row> rows = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      rows.add(new Row(ids[i], data.values(ordinals[i], columns)));
    }
    return rows;
  }
}
