package dev.portolan.storage;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.index.IndexWriter;

/// The data of one call: all are checked, then all are written.
///
/// @param data by id, each id once
/// @param replace whether data that are there are replaced, or stay
/// @param repeated data of the call for which another one of the same id stands
record Upsert(Map<String, Datum> data, boolean replace, int repeated) {

  /// Of data with the same id the last counts where they replace, the first where they don't.
  static Upsert of(Iterable<Datum> given, boolean replace) {
    Map<String, Datum> data = new LinkedHashMap<>();
    int count = 0;
    for (Datum datum : given) {
      if (replace) {
        data.put(datum.id(), datum);
      } else {
        data.putIfAbsent(datum.id(), datum);
      }
      count++;
    }
    return new Upsert(data, replace, count - data.size());
  }

  /// @throws IllegalArgumentException when a datum breaks a rule; then none was written
  DataStore.UpsertReport into(IndexWriter writer, WriteBuffer buffer) throws IOException {
    Map<String, Long> sizes = new HashMap<>();
    data.forEach((id, datum) -> sizes.put(id, buffer.check(datum)));
    int added = 0;
    int replaced = 0;
    int present = 0;
    for (Datum datum : data.values()) {
      StoredDatum stored = buffer.stored(datum.id());
      if (stored != null && !replace) {
        present++;
        continue;
      }
      buffer.put(writer, datum, stored, sizes.get(datum.id()));
      if (stored == null) {
        added++;
      } else {
        replaced++;
      }
    }
    return new DataStore.UpsertReport(added, replaced, repeated, present);
  }
}
