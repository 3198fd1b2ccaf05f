package dev.portolan.explorer.render;

import dev.portolan.storage.Column;
import dev.portolan.storage.ColumnValues;
import dev.portolan.storage.DataSnapshot;
import java.awt.Color;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Colours of data by a column, and what they stand for.
///
/// @param colors `[n]`
/// @param legend what to explain, most frequent first, or from least to greatest
record ColumnColors(Color[] colors, List<Entry> legend) {
  private static final int MOST = 20;
  private static final int STEPS = 5;

  /// Eight that people of every colour vision tell apart (Okabe & Ito 2008), the black left out.
  private static final int[] DISTINCT = {
    0x0072B2, 0xE69F00, 0x009E73, 0xD55E00, 0xCC79A7, 0x56B4E9, 0xB8A800
  };

  /// A colour and the words beside it.
  record Entry(Color color, String words) {}

  /// @throws IllegalArgumentException when there is no such column, or it is a text
  static ColumnColors of(DataSnapshot data, String name, int[] ordinals, Theme theme) {
    Column column = data.schema().column(name);
    ColumnValues values = new ColumnValues(data, name);
    return switch (column) {
      case Column.Text _ ->
          throw new IllegalArgumentException(
              "column '%s' is a text; colour by a category, a number, a time or a truth value"
                  .formatted(name));
      case Column.Category _, Column.Categories _, Column.Bool _ ->
          byCategory(values.categories(ordinals), ordinals.length, theme);
      case Column.Integer64 _, Column.Real64 _ ->
          byNumber(values.numbers(ordinals), theme, ColumnColors::figure);
      case Column.Timestamp _ -> byNumber(values.numbers(ordinals), theme, ColumnColors::day);
    };
  }

  private static ColumnColors byCategory(ColumnValues.Categories categories, int n, Theme theme) {
    int shown = Math.min(MOST, categories.dictionary().size());
    Color[] palette = distinct(shown, theme);
    Color[] colors = new Color[n];
    for (int i = 0; i < n; i++) {
      int code =
          categories.start()[i] < categories.start()[i + 1]
              ? categories.codes()[categories.start()[i]]
              : Integer.MAX_VALUE;
      colors[i] = code < shown ? palette[code] : theme.plain();
    }
    List<Entry> legend = new ArrayList<>();
    for (int code = 0; code < shown; code++) {
      legend.add(new Entry(palette[code], categories.dictionary().get(code)));
    }
    if (shown < categories.dictionary().size()) {
      legend.add(
          new Entry(theme.plain(), "%d more".formatted(categories.dictionary().size() - shown)));
    }
    return new ColumnColors(colors, legend);
  }

  private static Color[] distinct(int count, Theme theme) {
    Color[] palette = new Color[count];
    for (int i = 0; i < count; i++) {
      palette[i] =
          count <= DISTINCT.length
              ? new Color(DISTINCT[i])
              : new Oklch(
                      theme.pointLightness() + new double[] {0, -0.12, 0.09}[i % 3],
                      0.145,
                      25 + 360.0 * (i * 7 % count) / count)
                  .color();
    }
    return palette;
  }

  private interface Words {
    String of(double value);
  }

  /// From the 1st to the 99th hundredth of the values, so that a few far ones do not flatten all.
  private static ColumnColors byNumber(double[] values, Theme theme, Words words) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double least = sorted.length == 0 ? 0 : sorted[sorted.length / 100];
    double greatest = sorted.length == 0 ? 1 : sorted[sorted.length - 1 - sorted.length / 100];
    double range = greatest > least ? greatest - least : 1;
    Color[] colors = new Color[values.length];
    for (int i = 0; i < colors.length; i++) {
      colors[i] =
          Double.isNaN(values[i]) ? theme.plain() : ramp((values[i] - least) / range, theme);
    }
    List<Entry> legend = new ArrayList<>();
    for (int step = 0; step < STEPS && sorted.length > 0; step++) {
      double share = step / (STEPS - 1.0);
      legend.add(new Entry(ramp(share, theme), words.of(least + share * range)));
    }
    return new ColumnColors(colors, legend);
  }

  /// From violet over green to yellow, lighter all the way, as viridis goes.
  private static Color ramp(double share, Theme theme) {
    double at = Math.clamp(share, 0, 1);
    double from = theme == Theme.LIGHT ? 0.32 : 0.45;
    double to = theme == Theme.LIGHT ? 0.80 : 0.92;
    return new Oklch(from + at * (to - from), 0.15, 295 - 195 * at).color();
  }

  private static String figure(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? "%,d".formatted((long) value)
        : "%.3g".formatted(value);
  }

  private static String day(double millis) {
    return Instant.ofEpochMilli((long) millis).atZone(ZoneOffset.UTC).toLocalDate().toString();
  }
}
