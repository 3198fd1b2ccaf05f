package dev.portolan.exchange;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/// Lines of a text as slices of one buffer; a line ends with `\n` or the file.
final class LineReader {
  private static final int START_CHARS = 1 << 16;

  private final Reader in;
  private char[] buffer = new char[START_CHARS];
  private int start;
  private int end;
  private int limit;
  private boolean ended;

  LineReader(Reader in) {
    this.in = in;
  }

  /// Goes to the next line; false at the end.
  ///
  /// @param place where the line is, for a line that is too long
  boolean next(Place place) throws IOException {
    start = end < limit && buffer[end] == '\n' ? end + 1 : end;
    end = start;
    while (true) {
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      if (end < limit) {
        return true;
      }
      if (ended) {
        return end > start;
      }
      fill(place);
    }
  }

  char[] chars() {
    return buffer;
  }

  int start() {
    return start;
  }

  int length() {
    return end - start;
  }

  boolean blank() {
    for (int i = start; i < end; i++) {
      if (buffer[i] > ' ') {
        return false;
      }
    }
    return true;
  }

  private void fill(Place place) throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, limit - start);
      limit -= start;
      end -= start;
      start = 0;
    }
    if (limit == buffer.length) {
      if (limit > RowSource.MAX_ROW_BYTES) {
        throw place.error(
            "is longer than %d MiB, the most one datum may have; put each object on a line",
            RowSource.MAX_ROW_BYTES >> 20);
      }
      buffer = Arrays.copyOf(buffer, 2 * limit);
    }
    int read = in.read(buffer, limit, buffer.length - limit);
    ended = read < 0;
    limit += Math.max(0, read);
  }
}
