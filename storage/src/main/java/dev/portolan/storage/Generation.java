package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;

/// One published state of a map: columns over a set of data.
///
/// On disk a Lucene index of one segment: document i is row i; each column is numeric doc values
/// (floats as their bits); the set of ordinals is a portable Roaring bitmap in a stored field of
/// document 0, and row = rank(ordinal). `about` is its commit's user data. It is published by its
/// own commit: before, it does not exist.
///
/// In memory 4 bytes per value. Immutable; safe for many threads.
///
/// @param number counts the generations of the map, from 1
/// @param rows the data it covers
/// @param columns by name
/// @param about what the build says about itself
public record Generation(
    long number, DatumSet rows, Map<String, StoredColumn> columns, Map<String, String> about) {
  static final String DATASET = "portolan.dataset";
  private static final String COLUMNS = "portolan.columns";
  private static final String ROWS = "rows";
  private static final double BUFFER_MB = 1024;

  public float[] floats(String column) {
    return switch (columns.get(column)) {
      case StoredColumn.Floats(String _, float[] values) -> values;
      case null, default -> throw noColumn(column);
    };
  }

  public int[] ints(String column) {
    return switch (columns.get(column)) {
      case StoredColumn.Ints(String _, int[] values) -> values;
      case null, default -> throw noColumn(column);
    };
  }

  private IllegalArgumentException noColumn(String column) {
    return new IllegalArgumentException(
        "generation %d has no such column '%s'; it has %s"
            .formatted(number, column, columns.keySet()));
  }

  /// The row of a datum, or −1 where the generation does not cover it.
  public int row(int ordinal) {
    return rows.contains(ordinal) ? rows.rank(ordinal) - 1 : -1;
  }

  static void write(
      Path path, DatumSet rows, List<StoredColumn> columns, Map<String, String> about) {
    for (StoredColumn column : columns) {
      if (column.size() != rows.count()) {
        throw new IllegalArgumentException(
            "column '%s' has %d values for %d data; give each datum one"
                .formatted(column.name(), column.size(), rows.count()));
      }
    }
    Map<String, String> userData = new java.util.LinkedHashMap<>(about);
    userData.put(DATASET, rows.dataset());
    userData.put(COLUMNS, columns.stream().map(Generation::typed).collect(Collectors.joining(",")));
    IndexWriterConfig config = new IndexWriterConfig();
    config.setMergePolicy(NoMergePolicy.INSTANCE);
    config.setRAMBufferSizeMB(BUFFER_MB);
    config.setUseCompoundFile(false);
    config.setCommitOnClose(false);
    try (Directory directory = FSDirectory.open(path);
        IndexWriter writer = new IndexWriter(directory, config)) {
      addRows(writer, rows, columns);
      writer.setLiveCommitData(userData.entrySet());
      writer.commit();
      IOUtils.fsync(path.getParent(), true);
    } catch (IOException e) {
      throw DataStore.failed(path, "written", e);
    }
  }

  private static void addRows(IndexWriter writer, DatumSet rows, List<StoredColumn> columns)
      throws IOException {
    Document document = new Document();
    NumericDocValuesField[] fields = new NumericDocValuesField[columns.size()];
    for (int c = 0; c < fields.length; c++) {
      fields[c] = new NumericDocValuesField(columns.get(c).name(), 0);
      document.add(fields[c]);
    }
    StoredField set = new StoredField(ROWS, rows.toBytes());
    document.add(set);
    int n = rows.count();
    for (int row = 0; row < n; row++) {
      for (int c = 0; c < fields.length; c++) {
        fields[c].setLongValue(bits(columns.get(c), row));
      }
      writer.addDocument(document);
      if (row == 0) {
        document.removeField(ROWS);
      }
    }
  }

  private static int bits(StoredColumn column, int row) {
    return switch (column) {
      case StoredColumn.Floats(String _, float[] values) -> Float.floatToRawIntBits(values[row]);
      case StoredColumn.Ints(String _, int[] values) -> values[row];
    };
  }

  private static String typed(StoredColumn column) {
    return switch (column) {
      case StoredColumn.Floats floats -> "f:" + floats.name();
      case StoredColumn.Ints ints -> "i:" + ints.name();
    };
  }

  static Generation read(Path path, long number) {
    try (Directory directory = Directories.open(path);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      Map<String, String> about = reader.getIndexCommit().getUserData();
      if (reader.leaves().size() > 1) {
        throw new StorageException(
            "%s has %d segments, a generation has one; roll back to another generation"
                .formatted(path, reader.leaves().size()));
      }
      LeafReader leaf = reader.leaves().isEmpty() ? null : reader.leaves().getFirst().reader();
      if (leaf != null) {
        leaf.checkIntegrity();
      }
      DatumSet rows =
          leaf == null
              ? DatumSet.of(about.get(DATASET))
              : DatumSet.fromBytes(
                  about.get(DATASET),
                  org.apache.lucene.util.BytesRef.deepCopyOf(
                          leaf.storedFields().document(0).getBinaryValue(ROWS))
                      .bytes);
      Map<String, StoredColumn> columns = new java.util.LinkedHashMap<>();
      for (String typed : about.get(COLUMNS).split(",")) {
        StoredColumn column = column(leaf, typed, rows.count());
        columns.put(column.name(), column);
      }
      return new Generation(number, rows, columns, about);
    } catch (IOException e) {
      throw DataStore.failed(path, "read", e);
    }
  }

  private static StoredColumn column(LeafReader leaf, String typed, int n) throws IOException {
    String name = typed.substring(2);
    int[] values = new int[n];
    if (leaf != null) {
      NumericDocValues stored = leaf.getNumericDocValues(name);
      for (int row = 0; row < n; row++) {
        stored.advanceExact(row);
        values[row] = (int) stored.longValue();
      }
    }
    if (typed.startsWith("i:")) {
      return new StoredColumn.Ints(name, values);
    }
    float[] floats = new float[n];
    for (int row = 0; row < n; row++) {
      floats[row] = Float.intBitsToFloat(values[row]);
    }
    return new StoredColumn.Floats(name, floats);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
