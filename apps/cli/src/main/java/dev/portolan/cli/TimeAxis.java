package dev.portolan.cli;

import dev.portolan.query.TimeStep;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// The dates below a drawing over time: of the first, the middle and the last step, as far as they
/// fit.
///
/// @param starts when the steps begin
/// @param perCell steps that share a cell
/// @param cells of a step, where it has some of its own
record TimeAxis(TimeStep step, List<Instant> starts, int perCell, int cells) {
  private static final int GAP = 2;

  /// How a step is named, in UTC: `2026`, `2026-Q1`, `2026-01`, `2026-01-31`, `2026-01-31 23:00`.
  static String label(TimeStep step, Instant start) {
    String pattern =
        switch (step) {
          case HOUR -> "uuuu-MM-dd HH:mm";
          case DAY, WEEK, AUTO -> "uuuu-MM-dd";
          case MONTH -> "uuuu-MM";
          case QUARTER -> "uuuu-'Q'Q";
          case YEAR -> "uuuu";
        };
    ZonedDateTime at = start.atZone(ZoneOffset.UTC);
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(at);
  }

  String line() {
    int width = (starts.size() + perCell - 1) / perCell * cells;
    int last = starts.size() - 1;
    int middle = starts.size() / 2;
    String first = label(step, starts.getFirst());
    String end = label(step, starts.get(last));
    String mid = label(step, starts.get(middle));
    int endAt = width - end.length();
    int midAt = middle / perCell * cells + (cells - mid.length()) / 2;
    boolean ends = last > 0 && endAt >= first.length() + GAP;
    boolean mids = ends && midAt >= first.length() + GAP && midAt + mid.length() + GAP <= endAt;
    StringBuilder line = new StringBuilder(first);
    if (mids) {
      line.repeat(' ', midAt - line.length()).append(mid);
    }
    if (ends) {
      line.repeat(' ', endAt - line.length()).append(end);
    }
    return line.toString();
  }
}
