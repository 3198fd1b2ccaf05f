package dev.portolan.cli;

import dev.portolan.query.MapDuplicates;
import dev.portolan.query.MapSnapshot;
import java.util.List;

/// How many data would go at each cutoff, as a table with bars.
record DuplicateCurve(MapSnapshot snapshot, List<MapDuplicates.AtCutoff> points) {
  private static final int LONGEST_BAR = 40;

  void print(Terminal terminal) {
    double own = snapshot.report().duplicates().cutoff();
    int data = snapshot.mapped().count();
    int most = points.stream().mapToInt(MapDuplicates.AtCutoff::candidates).max().orElse(0);
    TextTable table = new TextTable(terminal.width());
    table.row("  cutoff", "could go", "", "clusters", "");
    for (MapDuplicates.AtCutoff point : points) {
      String mark = point.cutoff() == own ? " *" : "";
      table.row(
          "  " + Figures.cutoff(point.cutoff()) + mark,
          Figures.count(point.candidates()),
          data == 0 ? "" : Figures.percent((double) point.candidates() / data),
          Figures.count(point.clusters()),
          bar(point.candidates(), most));
    }
    table.print(terminal);
    terminal.say("  * the map's own; 0 is exact copies. Beyond the last, --cutoff searches again.");
  }

  /// Eighths of a cell, so that small shares can be seen.
  private static String bar(int count, int most) {
    int eighths = most == 0 ? 0 : (int) Math.ceil(8.0 * LONGEST_BAR * count / most);
    String last = eighths % 8 == 0 ? "" : String.valueOf((char) ('█' + 8 - eighths % 8));
    return "█".repeat(eighths / 8) + last;
  }
}
