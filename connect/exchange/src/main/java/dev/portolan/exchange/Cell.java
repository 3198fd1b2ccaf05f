package dev.portolan.exchange;

import java.util.List;

/// A value as it stands in a file, before its column has a type. An unset value is a null cell.
///
/// @param text the characters of a scalar; of anything else, what a message says of it
/// @param parts the parts of a list of scalars, else null
record Cell(Kind kind, String text, List<String> parts) {
  enum Kind {
    /// A cell of CSV: anything its characters look like.
    BARE("a value"),
    STRING("a string"),
    INTEGER("an integer"),
    REAL("a real number"),
    BOOL("a boolean"),
    STRINGS("a list of strings"),
    SCALARS("a list that holds other things than strings"),
    NESTED("a nested object or list");

    final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  static Cell of(Kind kind, String text) {
    return new Cell(kind, text, null);
  }

  /// Kind and value for a message: `a string 'abc'`.
  String shown() {
    return kind.title + " " + Place.shown(text);
  }
}
