package dev.portolan.explorer.render;

import java.util.ArrayList;
import java.util.List;

/// Breaks a label into short lines of about the same length, between words.
final class LabelLines {
  private static final int WIDE = 20;
  private static final int LONGEST = 44;

  private LabelLines() {}

  static List<String> of(String label) {
    String shown = plain(label);
    if (shown.codePointCount(0, shown.length()) > LONGEST) {
      shown = shown.substring(0, shown.offsetByCodePoints(0, LONGEST)).strip() + "…";
    }
    int lines = (int) Math.ceil(shown.length() / (double) WIDE);
    double wide = shown.length() / (double) Math.max(1, lines);
    List<String> broken = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : shown.split(" +")) {
      boolean full = line.length() + word.length() / 2.0 > wide;
      if (!line.isEmpty() && full && broken.size() < lines - 1) {
        broken.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    broken.add(line.toString());
    return broken;
  }

  /// Without what is no text: control characters and those that turn the writing round.
  static String plain(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", " ").strip();
  }
}
