package dev.portolan.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.NumericUtils;

/// Counts the values of one column over some data of a snapshot.
///
/// Reads the column once, runs of documents side by side on all cores; about 10 ns per datum. Safe
/// for many threads; valid while the snapshot is open.
public final class ColumnCounts {
  private static final int RUN = 1 << 16;

  private final DirectoryReader reader;
  private final Column column;
  private final String field;
  private final Selected within;

  /// @param within only these data, or null for all
  ColumnCounts(DataSnapshot data, String column, Selected within) {
    this.reader = data.reader();
    this.column = data.schema().column(column);
    this.field = data.schema().field(column);
    this.within = within;
  }

  /// How many data have each category; of a list, each of its categories counts once.
  ///
  /// @throws IllegalArgumentException when the column has no categories
  public Map<String, Integer> categories() {
    if (!(column instanceof Column.Category) && !(column instanceof Column.Categories)) {
      throw new IllegalArgumentException(
          "column '%s' is %s; categories are counted in category and list columns"
              .formatted(column.name(), ColumnTypes.withArticle(column)));
    }
    Map<String, Integer> counts = new HashMap<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      try {
        SortedSetDocValues terms = terms(leaf.reader());
        int[] byOrd = new int[(int) terms.getValueCount()];
        runs(leaf, run -> countTerms(leaf, run, byOrd.length))
            .forEach(counted -> {
              for (int ord = 0; ord < byOrd.length; ord++) {
                byOrd[ord] += counted[ord];
              }
            });
        for (int ord = 0; ord < byOrd.length; ord++) {
          if (byOrd[ord] > 0) {
            counts.merge(terms.lookupOrd(ord).utf8ToString(), byOrd[ord], Integer::sum);
          }
        }
      } catch (IOException e) {
        throw DataStore.failed(reader.directory(), "read", e);
      }
    }
    return counts;
  }

  private SortedSetDocValues terms(LeafReader segment) throws IOException {
    return DocValues.getSortedSet(segment, field);
  }

  private int[] countTerms(LeafReaderContext leaf, int run, int ords) throws IOException {
    int[] counts = new int[ords];
    SortedSetDocValues terms = terms(leaf.reader());
    SortedDocValues single = DocValues.unwrapSingleton(terms);
    forEach(
        leaf,
        run,
        single == null
            ? document -> {
              if (terms.advanceExact(document)) {
                for (int i = terms.docValueCount(); i > 0; i--) {
                  counts[(int) terms.nextOrd()]++;
                }
              }
            }
            : document -> {
              if (single.advanceExact(document)) {
                counts[single.ordValue()]++;
              }
            });
    return counts;
  }

  /// The least and the greatest value, and how many data have one.
  ///
  /// @param count 0 where no datum has a value; then the ends mean nothing
  /// @param least of a timestamp, microseconds since 1970
  public record Extent(int count, double least, double greatest) {
    private Extent and(Extent other) {
      return new Extent(
          count + other.count, Math.min(least, other.least), Math.max(greatest, other.greatest));
    }
  }

  /// @throws IllegalArgumentException when the column has no numbers
  public Extent extent() {
    checkNumbers();
    Extent all = new Extent(0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    for (LeafReaderContext leaf : reader.leaves()) {
      for (Extent run : runs(leaf, run -> extent(leaf, run))) {
        all = all.and(run);
      }
    }
    return all;
  }

  private Extent extent(LeafReaderContext leaf, int run) throws IOException {
    double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    int[] count = {0};
    numbers(
        leaf,
        run,
        value -> {
          ends[0] = Math.min(ends[0], value);
          ends[1] = Math.max(ends[1], value);
          count[0]++;
        });
    return new Extent(count[0], ends[0], ends[1]);
  }

  /// How many data lie between each edge and the next; the last edge itself belongs to the last
  /// bin.
  ///
  /// @param edges `[bins + 1]`, ascending; of a timestamp, microseconds since 1970
  /// @return `[bins]`
  /// @throws IllegalArgumentException when the column has no numbers
  public int[] histogram(double[] edges) {
    checkNumbers();
    int[] all = new int[edges.length - 1];
    for (LeafReaderContext leaf : reader.leaves()) {
      for (int[] counted : runs(leaf, run -> histogram(leaf, run, edges))) {
        for (int bin = 0; bin < all.length; bin++) {
          all[bin] += counted[bin];
        }
      }
    }
    return all;
  }

  private int[] histogram(LeafReaderContext leaf, int run, double[] edges) throws IOException {
    int[] counts = new int[edges.length - 1];
    double last = edges[edges.length - 1];
    numbers(
        leaf,
        run,
        value -> {
          if (value >= edges[0] && value <= last) {
            int at = Arrays.binarySearch(edges, value);
            counts[Math.min(counts.length - 1, at >= 0 ? at : -at - 2)]++;
          }
        });
    return counts;
  }

  private void checkNumbers() {
    switch (column) {
      case Column.Integer64 _, Column.Real64 _, Column.Timestamp _ -> {}
      case Column.Text _, Column.Category _, Column.Categories _, Column.Bool _ ->
          throw new IllegalArgumentException(
              "column '%s' is %s; a histogram needs an integer, a real or a timestamp column"
                  .formatted(column.name(), ColumnTypes.withArticle(column)));
    }
  }

  private interface OfDocument {
    void accept(int document) throws IOException;
  }

  private interface OfValue {
    void accept(double value);
  }

  private void numbers(LeafReaderContext leaf, int run, OfValue action) throws IOException {
    SortedNumericDocValues several = DocValues.getSortedNumeric(leaf.reader(), field);
    NumericDocValues values = DocValues.unwrapSingleton(several);
    if (values == null) {
      return;
    }
    boolean real = column instanceof Column.Real64;
    forEach(
        leaf,
        run,
        document -> {
          if (values.advanceExact(document)) {
            long stored = values.longValue();
            // The two zeros are one number.
            action.accept(real ? NumericUtils.sortableLongToDouble(stored) + 0.0 : stored);
          }
        });
  }

  private void forEach(LeafReaderContext leaf, int run, OfDocument action) throws IOException {
    Bits accepted = within == null ? leaf.reader().getLiveDocs() : within.bits(leaf.ord);
    int end = Math.min(leaf.reader().maxDoc(), (run + 1) * RUN);
    for (int document = run * RUN; document < end; document++) {
      if (accepted == null || accepted.get(document)) {
        action.accept(document);
      }
    }
  }

  private interface OfRun<T> {
    T count(int run) throws IOException;
  }

  private <T> List<T> runs(LeafReaderContext leaf, OfRun<T> counting) {
    if (within != null && within.count(leaf.ord) == 0) {
      return new ArrayList<>();
    }
    return IntStream.range(0, (leaf.reader().maxDoc() + RUN - 1) / RUN)
        .parallel()
        .mapToObj(run -> {
          try {
            return counting.count(run);
          } catch (IOException e) {
            throw DataStore.failed(reader.directory(), "read", e);
          }
        })
        .toList();
  }
}
