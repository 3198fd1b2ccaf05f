package dev.portolan.explorer.api;

import dev.portolan.explorer.http.Body;
import dev.portolan.explorer.http.Frame;
import dev.portolan.explorer.http.Refusal;
import dev.portolan.explorer.http.Refusal.Kind;
import dev.portolan.storage.Column;
import dev.portolan.storage.ColumnValues;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.ValueReader;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.IntStream;

/// The rows of a selection in the order of a column; unset values come last, ties in row order.
///
/// About 30 bytes per selected datum.
final class RowOrder {
  /// Texts to be ordered are held in memory, the beginning of each.
  private static final int MOST_TEXTS = 200_000;

  private static final int BEGINNING = 100;

  private final MapState state;
  private final int[] ordinals;
  private final int[] rows;

  private RowOrder(MapState state, int[] ordinals) {
    this.state = state;
    this.ordinals = ordinals;
    this.rows = state.rows(ordinals);
  }

  static Frame of(MapState state, Body body) {
    DatumSet selected = Selection.of(state, body);
    RowOrder order = new RowOrder(state, selected.ordinals());
    int[] ranks = order.ranks(body.text("sort", null));
    int[] rows = order.sorted(ranks, body.flag("descending"));
    return new Frame().u32("row", rows.length, i -> rows[i]);
  }

  /// A number per datum that sorts as its value does; −1 where it is unset.
  private int[] ranks(String sort) {
    if (sort == null) {
      return new int[ordinals.length];
    }
    return switch (sort) {
      case "id" -> ranks(checked(ordinals.length, () -> state.data().ids(ordinals)));
      case "topic" -> {
        int[] topic = state.map().columns().topic();
        yield IntStream.of(rows).map(row -> topic[row]).map(id -> id == 0 ? -1 : id).toArray();
      }
      default -> ofColumn(sort);
    };
  }

  private int[] ofColumn(String name) {
    ColumnValues values = new ColumnValues(state.data(), name);
    return switch (state.data().schema().column(name)) {
      case Column.Integer64 _, Column.Real64 _, Column.Timestamp _ ->
          ranks(values.numbers(ordinals));
      case Column.Category _, Column.Categories _, Column.Bool _ ->
          ranks(values.categories(ordinals));
      case Column.Text _ -> ranks(checked(ordinals.length, () -> texts(name)));
    };
  }

  private interface Texts {
    String[] read();
  }

  private static String[] checked(int count, Texts texts) {
    if (count > MOST_TEXTS) {
      throw new Refusal(
          Kind.SIZE,
          "%,d texts are too many to order; select at most %,d data, or order by another column"
              .formatted(count, MOST_TEXTS));
    }
    return texts.read();
  }

  private String[] texts(String column) {
    ValueReader reader = state.data().valueReader(Set.of(column));
    String[] texts = new String[ordinals.length];
    for (int i = 0; i < texts.length; i++) {
      Object value = reader.values(ordinals[i]).get(column);
      texts[i] = value == null ? null : Json.cut(value.toString(), BEGINNING);
    }
    return texts;
  }

  private static int[] ranks(String[] texts) {
    Integer[] order = IntStream.range(0, texts.length).boxed().toArray(Integer[]::new);
    Arrays.sort(
        order,
        Comparator.comparing(
            (Integer i) -> texts[i],
            Comparator.nullsFirst(
                String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()))));
    int[] ranks = new int[texts.length];
    int rank = -1;
    for (int i = 0; i < order.length; i++) {
      String text = texts[order[i]];
      if (text != null && (i == 0 || !text.equals(texts[order[i - 1]]))) {
        rank++;
      }
      ranks[order[i]] = text == null ? -1 : rank;
    }
    return ranks;
  }

  private static int[] ranks(double[] numbers) {
    double[] sorted = Arrays.stream(numbers).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int[] ranks = new int[numbers.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = Double.isNaN(numbers[i]) ? -1 : first(sorted, numbers[i]);
    }
    return ranks;
  }

  private static int first(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int[] ranks(ColumnValues.Categories found) {
    int[] rankOfCode = ranks(found.dictionary().toArray(String[]::new));
    int[] ranks = new int[found.start().length - 1];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] =
          found.start()[i] < found.start()[i + 1]
              ? rankOfCode[found.codes()[found.start()[i]]]
              : -1;
    }
    return ranks;
  }

  private int[] sorted(int[] ranks, boolean descending) {
    long[] keys = new long[ranks.length];
    for (int i = 0; i < keys.length; i++) {
      long rank = ranks[i] < 0 ? Integer.MAX_VALUE : descending ? -ranks[i] : ranks[i];
      keys[i] = rank << 32 | i;
    }
    Arrays.sort(keys);
    int[] sorted = new int[keys.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = rows[(int) keys[i]];
    }
    return sorted;
  }
}
