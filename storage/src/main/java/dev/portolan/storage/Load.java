package dev.portolan.storage;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.IndexWriter;

/// The data of one load on their way into the writer: an id that comes again replaces the one
/// before.
///
/// Remembers every id: about 100 bytes each.
final class Load {
  private final IndexWriter writer;
  private final WriteBuffer buffer;
  private final Map<String, Integer> loaded = new HashMap<>();
  private int count;
  private int added;
  private int replaced;
  private int repeated;

  Load(IndexWriter writer, WriteBuffer buffer) {
    this.writer = writer;
    this.buffer = buffer;
  }

  void add(Datum datum) throws IOException {
    long size = buffer.check(datum);
    Integer before = loaded.get(datum.id());
    if (before != null) {
      buffer.load(writer, datum, before, false);
      repeated++;
    } else {
      StoredDatum stored = buffer.stored(datum.id());
      if (stored == null) {
        int ordinal = buffer.newOrdinal();
        buffer.load(writer, datum, ordinal, true);
        loaded.put(datum.id(), ordinal);
        added++;
      } else {
        buffer.put(writer, datum, stored, size);
        loaded.put(datum.id(), stored.ordinal());
        replaced++;
      }
    }
    count++;
  }

  int count() {
    return count;
  }

  DataStore.UpsertReport report() {
    return new DataStore.UpsertReport(added, replaced, repeated);
  }
}
