package dev.portolan.cli;

import dev.portolan.query.TopicChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What grew and what shrank, largest growth first; of many topics those at both ends.
record ComparisonTable(List<TopicChange> changes) {
  private static final int LABEL_CELLS = 40;
  private static final int MOST_ROWS = 20;

  /// From so many standard errors on a change is marked.
  private static final double SURE = 2;

  void print(Terminal terminal) {
    String marks = terminal.unicode() ? "▲▼" : "^v";
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"topic", "before", "", "after", "", "points", "z", ""});
    changes.forEach(change -> rows.add(cells(change, marks)));
    padNumbers(rows);
    TextTable table = new TextTable(terminal.width());
    int ends = changes.size() <= MOST_ROWS + 1 ? changes.size() : MOST_ROWS / 2;
    for (int i = 0; i < rows.size(); i++) {
      if (i <= ends || i > changes.size() - ends) {
        table.row(rows.get(i));
      } else if (i == ends + 1) {
        table.line("… %d more".formatted(changes.size() - 2 * ends));
      }
    }
    table.print(terminal);
    String caption =
        "shares are of %s and %s data; points: their difference in percentage points; z: the same in standard errors, %s from 2 on"
            .formatted(
                Figures.count(changes.stream().mapToInt(TopicChange::before).sum()),
                Figures.count(changes.stream().mapToInt(TopicChange::after).sum()),
                marks);
    for (String line : FittedText.wrap(caption, terminal.width())) {
      terminal.say(terminal.faint(line));
    }
  }

  private static String[] cells(TopicChange change, String marks) {
    boolean sure = Math.abs(change.z()) >= SURE;
    return new String[] {
      FittedText.fit(change.label(), LABEL_CELLS),
      Figures.count(change.before()),
      Figures.percent(change.shareBefore()),
      Figures.count(change.after()),
      Figures.percent(change.shareAfter()),
      signed(100 * change.change()),
      signed(change.z()),
      sure ? marks.substring(change.z() > 0 ? 0 : 1).substring(0, 1) : ""
    };
  }

  private static String signed(double value) {
    String number = String.format(Locale.ROOT, "%+.1f", value);
    return number.matches("[+-]0\\.0") ? "0.0" : number;
  }

  /// Numbers stand under each other; label and mark are left as they are.
  private static void padNumbers(List<String[]> rows) {
    for (int column = 1; column < rows.getFirst().length - 1; column++) {
      int at = column;
      int width = rows.stream().mapToInt(row -> row[at].length()).max().orElse(0);
      rows.forEach(row -> row[at] = FittedText.padLeft(row[at], width));
    }
  }
}
