package dev.portolan.exchange;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/// A place in a file that a message can point at: a line of a text, a row of an array, or all of
/// it.
///
/// @param unit [#LINE] (from 1), [#ROW] (from 0, as numpy counts) or empty for the whole file
/// @param number the line or row, −1 for the whole file
record Place(Path file, String unit, long number) {
  static final String LINE = "line";
  static final String ROW = "row";
  private static final int SHOWN = 60;

  static Place whole(Path file) {
    return new Place(file, "", -1);
  }

  static Place line(Path file, long number) {
    return new Place(file, LINE, number);
  }

  static Place row(Path file, long number) {
    return new Place(file, ROW, number);
  }

  ImportException error(String sentence, Object... values) {
    return new ImportException(this, sentence.formatted(values), null);
  }

  /// What reading the file threw, as one sentence about the file.
  ImportException unreadable(IOException thrown) {
    String sentence =
        switch (thrown) {
          case EOFException end -> "the gzip stream ends too early; fetch or pack the file again";
          case ZipException zip ->
              "the gzip stream is damaged (%s); fetch or pack the file again"
                  .formatted(zip.getMessage());
          default ->
              "cannot be read (%s); check that the disk is sound and the file may be read"
                  .formatted(thrown.getMessage());
        };
    return new ImportException(this, sentence, thrown);
  }

  /// The place without its file, for a second mention: `line 7`.
  String within() {
    return unit + " " + number;
  }

  /// A value as a message shows it: one line, cut when long.
  static String shown(String value) {
    String line = value.replaceAll("\\p{Cntrl}", " ");
    return "'" + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line) + "'";
  }

  @Override
  public String toString() {
    return number < 0 ? file.toString() : file + " " + within();
  }
}
