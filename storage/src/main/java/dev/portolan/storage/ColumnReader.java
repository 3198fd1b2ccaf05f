package dev.portolan.storage;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.NumericUtils;

/// Reads some columns of many data, a block of data at a time.
///
/// Numbers, times, truth values and categories are read from columns, some 10 ns a value; texts and
/// lists from the stored values, about 1 µs a datum for all of them together where the data lie
/// close to each other, 10 µs where they lie far apart. Valid while its snapshot is open; for one
/// thread.
public final class ColumnReader {
  /// Vocabularies up to this size are kept as strings while the reader lives.
  private static final int KEPT_TERMS = 1 << 16;

  /// Documents between two wanted ones from which on each is unpacked alone.
  private static final int FAR = 16;

  private final DataSnapshot data;
  private final List<Column> columns;
  private final ValueReader stored;
  private final Set<String> storedNames = new LinkedHashSet<>();
  private final String[][][] terms;

  ColumnReader(DataSnapshot data, List<String> columns) {
    this.data = data;
    this.columns = columns.stream().map(data.schema()::column).toList();
    for (Column column : this.columns) {
      if (column instanceof Column.Text || column instanceof Column.Categories) {
        storedNames.add(column.name());
      }
    }
    this.stored = data.valueReader(storedNames);
    this.terms = new String[columns.size()][data.segments()][];
  }

  /// @param ordinals of live data, in any order; ascending is fastest
  /// @return `[column][i]`, in the order asked; null where a value is unset, else of the column's
  ///   [Column#type()], except that times are microseconds since 1970 as `Long`
  public Object[][] read(int... ordinals) {
    Object[][] values = new Object[columns.size()][ordinals.length];
    data.byDocument(
        ordinals,
        (leaf, documents, places) -> {
          for (int c = 0; c < columns.size(); c++) {
            read(c, leaf, documents, places, values[c]);
          }
          if (!storedNames.isEmpty()) {
            readStored(leaf, documents, places, values);
          }
        });
    return values;
  }

  private void read(int c, LeafReaderContext leaf, int[] documents, int[] places, Object[] into)
      throws IOException {
    switch (columns.get(c)) {
      case Column.Category _ -> readTerms(c, leaf, documents, places, into);
      case Column.Integer64 _, Column.Timestamp _ ->
          readNumbers(c, leaf, documents, places, into, Long::valueOf);
      case Column.Bool _ -> readNumbers(c, leaf, documents, places, into, stored -> stored == 1);
      case Column.Real64 _ ->
          readNumbers(c, leaf, documents, places, into, NumericUtils::sortableLongToDouble);
      case Column.Text _, Column.Categories _ -> {}
    }
  }

  private void readNumbers(
      int c,
      LeafReaderContext leaf,
      int[] documents,
      int[] places,
      Object[] into,
      LongFunction<Object> value)
      throws IOException {
    NumericDocValues numbers =
        DocValues.unwrapSingleton(DocValues.getSortedNumeric(leaf.reader(), field(c)));
    for (int i = 0; numbers != null && i < documents.length; i++) {
      if (numbers.advanceExact(documents[i])) {
        into[places[i]] = value.apply(numbers.longValue());
      }
    }
  }

  private void readTerms(
      int c, LeafReaderContext leaf, int[] documents, int[] places, Object[] into)
      throws IOException {
    SortedDocValues categories = DocValues.getSorted(leaf.reader(), field(c));
    String[] known = terms[c][leaf.ord];
    if (known == null) {
      int count = categories.getValueCount();
      known = new String[count <= KEPT_TERMS ? count : 0];
      terms[c][leaf.ord] = known;
    }
    for (int i = 0; i < documents.length; i++) {
      if (categories.advanceExact(documents[i])) {
        int ord = categories.ordValue();
        String term = ord < known.length ? known[ord] : null;
        if (term == null) {
          term = categories.lookupOrd(ord).utf8ToString();
          if (ord < known.length) {
            known[ord] = term;
          }
        }
        into[places[i]] = term;
      }
    }
  }

  private void readStored(LeafReaderContext leaf, int[] documents, int[] places, Object[][] values)
      throws IOException {
    boolean far = farApart(documents);
    for (int i = 0; i < documents.length; i++) {
      Map<String, Object> found =
          far
              ? new StoredDatum(leaf.reader(), documents[i]).values(data.schema(), storedNames)
              : stored.values(leaf, documents[i]);
      for (int c = 0; c < values.length; c++) {
        if (storedNames.contains(columns.get(c).name())) {
          values[c][places[i]] = found.get(columns.get(c).name());
        }
      }
    }
  }

  /// Whether a block of stored values hardly holds two of them, so that unpacking it whole is a
  /// loss.
  private static boolean farApart(int[] documents) {
    int gaps = documents.length - 1;
    return documents[gaps] - documents[0] >= (long) gaps * FAR;
  }

  private String field(int c) {
    return data.schema().field(columns.get(c).name());
  }
}
