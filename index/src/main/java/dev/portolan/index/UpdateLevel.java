package dev.portolan.index;

/// How much of a map an update laid anew, least first.
public enum UpdateLevel {
  /// Nobody moved.
  PLACE("place"),
  /// New data and those who have them among their nearest moved.
  RELAX("relax"),
  /// Everybody could move, from where they were.
  WARM("warm"),
  /// The map was built anew and turned onto the old one.
  REFIT("refit");

  private final String text;

  UpdateLevel(String text) {
    this.text = text;
  }

  /// As reports name it.
  public String text() {
    return text;
  }
}
