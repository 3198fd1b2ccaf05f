package dev.portolan.storage;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReaderContext;

/// Reads the stored values of many data one after another.
///
/// Values lie in compressed blocks of some dozens of data. A block is unpacked once while the data
/// come in the order they were added; in any other order [DataSnapshot#values] is cheaper. Valid
/// while its snapshot is open; for one thread.
public final class ValueReader {
  private final DataSnapshot data;
  private final Set<String> columns;
  private final StoredFieldsReader[] segments;

  ValueReader(DataSnapshot data, Set<String> columns) {
    this.data = data;
    this.columns = columns;
    this.segments = new StoredFieldsReader[data.segments()];
  }

  /// The set values of the wanted columns of one datum, in the schema's order.
  public Map<String, Object> values(int ordinal) {
    int document = data.document(ordinal);
    LeafReaderContext leaf = data.leaf(document);
    return values(leaf, document - leaf.docBase);
  }

  /// @param document number within its segment
  Map<String, Object> values(LeafReaderContext leaf, int document) {
    StoredValues values = new StoredValues(data.schema(), columns);
    try {
      segment(leaf).document(document, values);
    } catch (IOException e) {
      throw DataStore.failed(data.reader().directory(), "read", e);
    }
    return values.values();
  }

  private StoredFieldsReader segment(LeafReaderContext leaf) throws IOException {
    if (segments[leaf.ord] == null) {
      segments[leaf.ord] =
          ((CodecReader) FilterLeafReader.unwrap(leaf.reader()))
              .getFieldsReader()
              .getMergeInstance();
    }
    return segments[leaf.ord];
  }
}
