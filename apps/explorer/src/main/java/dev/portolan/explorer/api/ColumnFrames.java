package dev.portolan.explorer.api;

import dev.portolan.explorer.http.Frame;
import dev.portolan.explorer.http.Refusal;
import dev.portolan.explorer.http.Refusal.Kind;
import dev.portolan.storage.Column;
import dev.portolan.storage.ColumnValues;
import java.util.Arrays;
import tools.jackson.databind.node.ArrayNode;

/// A column of the dataset as numbers, a value per row.
public final class ColumnFrames {
  private static final int MOST_CATEGORIES = 1_000_000;

  private ColumnFrames() {}

  /// @throws Refusal when the column is a text, or has too many different categories
  public static Frame of(MapState state, String name) {
    Column column = state.data().schema().column(name);
    ColumnValues values = new ColumnValues(state.data(), name);
    return switch (column) {
      case Column.Text _ ->
          throw new Refusal(
              Kind.REQUEST,
              "column '%s' is a text and has no numbers; ask for rows instead".formatted(name));
      case Column.Category _, Column.Bool _ -> single(state, values);
      case Column.Categories _ -> several(state, values);
      case Column.Integer64 _, Column.Real64 _, Column.Timestamp _ -> numbers(state, values);
    };
  }

  private static Frame numbers(MapState state, ColumnValues values) {
    double[] live = values.numbers(state.liveOrdinals());
    double[] all = new double[state.rows()];
    Arrays.fill(all, Double.NaN);
    Extent extent = Extent.of(live);
    for (int i = 0; i < live.length; i++) {
      all[state.liveRows()[i]] = live[i];
    }
    Frame frame = new Frame().f64("value", all.length, row -> all[row]);
    extent.into(frame.header());
    return frame;
  }

  private static Frame single(MapState state, ColumnValues values) {
    ColumnValues.Categories found = checked(values, state);
    int[] codes = new int[state.rows()];
    for (int i = 0; i < state.liveRows().length; i++) {
      if (found.start()[i] < found.start()[i + 1]) {
        codes[state.liveRows()[i]] = 1 + found.codes()[found.start()[i]];
      }
    }
    Frame frame =
        new Frame().codes("code", codes.length, found.dictionary().size(), row -> codes[row]);
    return explained(frame, found);
  }

  private static Frame several(MapState state, ColumnValues values) {
    ColumnValues.Categories found = checked(values, state);
    int[] start = new int[state.rows() + 1];
    int live = 0;
    for (int row = 0; row < state.rows(); row++) {
      boolean there = live < state.liveRows().length && state.liveRows()[live] == row;
      start[row] = found.start()[live];
      live += there ? 1 : 0;
    }
    start[state.rows()] = found.codes().length;
    Frame frame =
        new Frame()
            .u32("start", start.length, row -> start[row])
            .codes(
                "code",
                found.codes().length,
                Math.max(0, found.dictionary().size() - 1),
                i -> found.codes()[i]);
    return explained(frame, found);
  }

  private static ColumnValues.Categories checked(ColumnValues values, MapState state) {
    ColumnValues.Categories found = values.categories(state.liveOrdinals());
    if (found.dictionary().size() > MOST_CATEGORIES) {
      throw new Refusal(
          Kind.SIZE,
          "the column has %,d different categories; at most %,d are sent"
              .formatted(found.dictionary().size(), MOST_CATEGORIES));
    }
    return found;
  }

  private static Frame explained(Frame frame, ColumnValues.Categories found) {
    ArrayNode dictionary = frame.header().putArray("dictionary");
    found.dictionary().forEach(dictionary::add);
    ArrayNode counts = frame.header().putArray("counts");
    Arrays.stream(found.counts()).forEach(counts::add);
    return frame;
  }
}
