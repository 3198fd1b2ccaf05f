package dev.portolan.cli;

import java.util.ArrayList;
import java.util.List;

/// Rows of cells in columns as wide as their widest cell; the last takes what is left of the line.
final class TextTable {
  private static final String GAP = "  ";
  private static final int MIN_LAST = 10;

  private final int width;
  private final List<String[]> rows = new ArrayList<>();
  private int[] widths = new int[0];

  TextTable(int width) {
    this.width = width;
  }

  /// @param cells as many in every row; a leading blank of the first indents
  void row(String... cells) {
    String[] clean = new String[cells.length];
    if (widths.length == 0) {
      widths = new int[cells.length];
    }
    for (int i = 0; i < cells.length; i++) {
      clean[i] = (i < cells.length - 1 ? indent(cells[i]) : "") + FittedText.line(cells[i]);
      widths[i] = Math.max(widths[i], FittedText.width(clean[i]));
    }
    rows.add(clean);
  }

  /// A line between rows, over all columns.
  void line(String text) {
    rows.add(new String[] {indent(text) + FittedText.line(text)});
  }

  private static String indent(String cell) {
    return " ".repeat(cell.length() - cell.stripLeading().length());
  }

  /// Prints a line per row, its last cell cut at the terminal's width.
  void print(Terminal terminal) {
    rows.forEach(cells -> printCut(cells, terminal));
  }

  private void printCut(String[] cells, Terminal terminal) {
    String before = before(cells);
    terminal.say((before + FittedText.cut(cells[cells.length - 1], left(before))).stripTrailing());
  }

  /// Prints the rows with their last cell in as many lines as it takes.
  void printWrapped(Terminal terminal) {
    for (String[] cells : rows) {
      if (cells.length == 1) {
        printCut(cells, terminal);
        continue;
      }
      String before = before(cells);
      for (String line : FittedText.wrap(cells[cells.length - 1], left(before))) {
        terminal.say((before + line).stripTrailing());
        before = " ".repeat(FittedText.width(before));
      }
    }
  }

  private String before(String[] cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length - 1; i++) {
      line.append(FittedText.pad(cells[i], widths[i])).append(GAP);
    }
    return line.toString();
  }

  private int left(String before) {
    return Math.max(MIN_LAST, width - FittedText.width(before));
  }
}
