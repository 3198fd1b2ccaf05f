package dev.portolan.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.NumericUtils;

/// The values of one column for many data, as flat arrays in the order asked.
///
/// Reads doc values once; about 20 ns per datum. Safe for many threads; valid while the snapshot is
/// open.
public final class ColumnValues {
  private final DataSnapshot data;
  private final Column column;
  private final String field;

  /// @throws IllegalArgumentException when there is no such column
  public ColumnValues(DataSnapshot data, String column) {
    this.data = data;
    this.column = data.schema().column(column);
    this.field = data.schema().field(column);
  }

  /// Categories as numbers.
  ///
  /// @param dictionary categories of these data, most frequent first, ties by name
  /// @param counts how many of these data have each
  /// @param start `[n + 1]`, where each datum's codes begin
  /// @param codes places in the dictionary; a datum has none where its value is unset or an empty
  ///   list, one of a category column, one for each different element of a list
  public record Categories(List<String> dictionary, int[] counts, int[] start, int[] codes) {}

  /// Numbers of an integer, real or timestamp column; of a timestamp, milliseconds since 1970.
  ///
  /// Integers beyond 2⁵³ are rounded.
  ///
  /// @return `[n]`, NaN where a datum has none
  /// @throws IllegalArgumentException when the column has no numbers
  public double[] numbers(int... ordinals) {
    double[] numbers = new double[ordinals.length];
    Arrays.fill(numbers, Double.NaN);
    switch (column) {
      case Column.Integer64 _ -> read(ordinals, (place, stored) -> numbers[place] = stored);
      case Column.Timestamp _ -> read(ordinals, (place, stored) -> numbers[place] = stored / 1e3);
      case Column.Real64 _ ->
          read(
              ordinals,
              (place, stored) -> numbers[place] = NumericUtils.sortableLongToDouble(stored));
      case Column.Text _, Column.Category _, Column.Categories _, Column.Bool _ ->
          throw unfit("an integer, a real or a timestamp column has numbers");
    }
    return numbers;
  }

  /// Categories of a category, list or bool column; truth values are `true` and `false`.
  ///
  /// @throws IllegalArgumentException when the column has no categories
  public Categories categories(int... ordinals) {
    return switch (column) {
      case Column.Category _, Column.Categories _ -> terms(ordinals);
      case Column.Bool _ -> truths(ordinals);
      case Column.Text _, Column.Integer64 _, Column.Real64 _, Column.Timestamp _ ->
          throw unfit("a category, list or bool column has categories");
    };
  }

  private IllegalArgumentException unfit(String rule) {
    return new IllegalArgumentException(
        "column '%s' is %s; %s".formatted(column.name(), ColumnTypes.withArticle(column), rule));
  }

  private interface NumberOf {
    void accept(int place, long stored);
  }

  private void read(int[] ordinals, NumberOf action) {
    data.byDocument(
        ordinals,
        (leaf, documents, places) -> {
          NumericDocValues values =
              DocValues.unwrapSingleton(DocValues.getSortedNumeric(leaf.reader(), field));
          for (int i = 0; values != null && i < documents.length; i++) {
            if (values.advanceExact(documents[i])) {
              action.accept(places[i], values.longValue());
            }
          }
        });
  }

  private Categories truths(int[] ordinals) {
    int[] codes = new int[ordinals.length];
    Arrays.fill(codes, -1);
    read(ordinals, (place, stored) -> codes[place] = (int) stored);
    return byFrequency(
        List.of("false", "true"),
        counted -> {
          for (int place = 0; place < codes.length; place++) {
            if (codes[place] >= 0) {
              counted.accept(place, codes[place]);
            }
          }
        },
        ordinals.length);
  }

  private interface CodeOf {
    void accept(int place, int code);
  }

  private interface Codes {
    void forEach(CodeOf action);
  }

  /// Global numbers of terms by first meeting; each code of a place follows the one before.
  private Categories terms(int[] ordinals) {
    Map<String, Integer> known = new HashMap<>();
    List<String> names = new ArrayList<>();
    int[] firstOf = new int[ordinals.length];
    Arrays.fill(firstOf, -1);
    Map<Integer, int[]> several = new HashMap<>();
    data.byDocument(
        ordinals,
        (leaf, documents, places) -> {
          SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), field);
          int[] global = new int[(int) values.getValueCount()];
          Arrays.fill(global, -1);
          for (int i = 0; i < documents.length; i++) {
            if (values.advanceExact(documents[i])) {
              int count = values.docValueCount();
              int[] codes = new int[count];
              for (int c = 0; c < count; c++) {
                codes[c] = global(values, (int) values.nextOrd(), global, known, names);
              }
              firstOf[places[i]] = codes[0];
              if (count > 1) {
                several.put(places[i], codes);
              }
            }
          }
        });
    return byFrequency(
        names,
        action -> {
          for (int place = 0; place < firstOf.length; place++) {
            int[] codes = several.get(place);
            if (codes != null) {
              for (int code : codes) {
                action.accept(place, code);
              }
            } else if (firstOf[place] >= 0) {
              action.accept(place, firstOf[place]);
            }
          }
        },
        ordinals.length);
  }

  private static int global(
      SortedSetDocValues values,
      int ord,
      int[] global,
      Map<String, Integer> known,
      List<String> names)
      throws IOException {
    if (global[ord] < 0) {
      String name = values.lookupOrd(ord).utf8ToString();
      global[ord] =
          known.computeIfAbsent(
              name,
              fresh -> {
                names.add(fresh);
                return names.size() - 1;
              });
    }
    return global[ord];
  }

  private static Categories byFrequency(List<String> names, Codes codes, int n) {
    int[] counts = new int[names.size()];
    int[] start = new int[n + 1];
    codes.forEach((place, code) -> {
      counts[code]++;
      start[place + 1]++;
    });
    for (int place = 0; place < n; place++) {
      start[place + 1] += start[place];
    }
    int[] order =
        IntStream.range(0, names.size())
            .boxed()
            .filter(code -> counts[code] > 0)
            .sorted(
                Comparator.<Integer>comparingInt(code -> -counts[code]).thenComparing(names::get))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] rank = new int[names.size()];
    for (int i = 0; i < order.length; i++) {
      rank[order[i]] = i;
    }
    int[] all = new int[start[n]];
    int[] at = {0};
    codes.forEach((_, code) -> all[at[0]++] = rank[code]);
    return new Categories(
        Arrays.stream(order).mapToObj(names::get).toList(),
        Arrays.stream(order).map(code -> counts[code]).toArray(),
        start,
        all);
  }
}
