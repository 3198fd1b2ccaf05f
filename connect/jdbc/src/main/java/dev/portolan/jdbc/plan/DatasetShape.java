package dev.portolan.jdbc.plan;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.query.DatasetSnapshot;
import dev.portolan.storage.Schema;

/// What decides the columns of a dataset under one of its maps; plans hold while it stays.
///
/// @param mapped whether there is such a map
/// @param depths of the map's topics, 0 without
public record DatasetShape(String dataset, String map, Schema schema, boolean mapped, int depths) {

  static DatasetShape of(Portolan db, String dataset, String map) {
    Dataset data = db.dataset(dataset);
    boolean mapped = data.maps().contains(map);
    int depths = mapped ? data.map(map).topics().depths() : 0;
    return new DatasetShape(dataset, map, data.schema(), mapped, depths);
  }

  /// Whether a plan may go on that was made for it, as far as it asks.
  ///
  /// @param asksMap whether the plan reads the map
  boolean holds(Dataset data, DatasetSnapshot now, boolean asksMap) {
    if (!schema.equals(now.data().schema())) {
      return false;
    }
    return mapped ? !asksMap || now.map(map).tree().depths() == depths : !data.maps().contains(map);
  }

  /// The same as it is now; null where the dataset is gone.
  DatasetShape now(Portolan db) {
    return db.datasets().contains(dataset) ? of(db, dataset, map) : null;
  }
}
