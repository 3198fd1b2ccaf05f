package dev.portolan.index;

import java.util.Arrays;

/// How much of a map an update laid anew, least first.
public enum UpdateLevel {
  /// Nobody moved.
  PLACE("place", "placed, nobody moved"),
  /// New data and those who have them among their nearest moved.
  RELAX("relax", "placed and relaxed"),
  /// Everybody could move, from where they were.
  WARM("warm", "gone on from where it lay"),
  /// The map was built anew and turned onto the old one.
  REFIT("refit", "built anew");

  private final String text;
  private final String words;

  UpdateLevel(String text, String words) {
    this.text = text;
    this.words = words;
  }

  /// As reports name it.
  public String text() {
    return text;
  }

  /// What was done, as people are told.
  public String words() {
    return words;
  }

  /// The level that reports name so.
  public static UpdateLevel named(String text) {
    return Arrays.stream(values())
        .filter(level -> level.text.equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'%s' is no level of an update; there are place, relax, warm and refit"
                    .formatted(text)));
  }
}
