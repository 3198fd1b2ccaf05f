package dev.portolan.cli;

/// Counts as a row of blocks of eight heights, the highest for the greatest count.
///
/// Nothing is blank, and anything at all is at least the lowest block.
///
/// @param heights eight characters, lowest first
record Sparkline(String heights) {
  private static final Sparkline BLOCKS = new Sparkline("▁▂▃▄▅▆▇█");
  private static final Sparkline ASCII = new Sparkline(".:-=+*#@");

  /// The one a terminal can show.
  static Sparkline in(Terminal terminal) {
    return terminal.unicode() ? BLOCKS : ASCII;
  }

  /// @param counts `[n]`
  /// @param cells how many of each block
  String of(int[] counts, int cells) {
    int most = 1;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    StringBuilder line = new StringBuilder(counts.length * cells);
    for (int count : counts) {
      int height = (int) Math.ceil((double) heights.length() * count / most);
      char block = height == 0 ? ' ' : heights.charAt(height - 1);
      line.repeat(block, cells);
    }
    return line.toString();
  }
}
