package dev.portolan.exchange;

import java.nio.file.Path;

/// A file cannot be imported; the message names file, line, value, rule and remedy in one sentence.
public final class ImportException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient Path file;
  private final long line;

  ImportException(Place place, String sentence, Throwable cause) {
    super(place + ": " + sentence, cause);
    this.file = place.file();
    this.line = place.unit().equals(Place.LINE) ? place.number() : -1;
  }

  public Path file() {
    return file;
  }

  /// The line of a text file, from 1; −1 where the file as a whole or an array is meant.
  public long line() {
    return line;
  }
}
