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

  /// The numbers of the data that have one, in no order; of a timestamp, microseconds since 1970.
  ///
  /// 8 bytes per datum.
  ///
  /// @throws IllegalArgumentException when the column has no numbers
  public NumberCounts numbers() {
    checkNumbers();
    List<double[]> parts = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      parts.addAll(runs(leaf, run -> numbers(leaf, run)));
    }
    return new NumberCounts(parts);
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

  private double[] numbers(LeafReaderContext leaf, int run) throws IOException {
    SortedNumericDocValues several = DocValues.getSortedNumeric(leaf.reader(), field);
    NumericDocValues values = DocValues.unwrapSingleton(several);
    if (values == null) {
      return new double[0];
    }
    boolean real = column instanceof Column.Real64;
    double[] found = new double[Math.min(RUN, leaf.reader().maxDoc() - run * RUN)];
    int[] size = {0};
    forEach(
        leaf,
        run,
        document -> {
          if (values.advanceExact(document)) {
            long stored = values.longValue();
            found[size[0]++] = real ? NumericUtils.sortableLongToDouble(stored) : stored;
          }
        });
    return Arrays.copyOf(found, size[0]);
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
