package dev.portolan.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The rows of a JSONL file: an object a line; blank lines are skipped.
final class JsonRows implements RowSource {
  /// What Jackson says about itself and its source, of no use to the reader of a message.
  private static final Pattern LIBRARY_WORDS =
      Pattern.compile("\\s*\\(start marker.*|, from `[^`]*`|\\R.*", Pattern.DOTALL);

  private final Path file;
  private final Set<String> skipped;
  private final Utf8Reader reader;
  private final LineReader lines;
  private final List<String> columns = new ArrayList<>();
  private final Map<String, Integer> slots = new HashMap<>();
  private final RowSize size = new RowSize();
  private Cell[] cells = new Cell[16];
  private long line;
  private int before;
  private ImportException fault;

  JsonRows(Path file, InputStream in, Set<String> skipped) {
    this.file = file;
    this.skipped = skipped;
    this.reader = new Utf8Reader(in);
    this.lines = new LineReader(reader);
  }

  @Override
  public boolean next() {
    try {
      do {
        if (!lines.next(Place.line(file, line + 1))) {
          return false;
        }
        line++;
      } while (lines.blank());
    } catch (IOException e) {
      throw Place.whole(file).unreadable(e);
    }
    before = columns.size();
    fault = null;
    try {
      read();
    } catch (ImportException e) {
      forgetNewColumns();
      fault = e;
    }
    return true;
  }

  private void read() {
    reader.check(CharBuffer.wrap(lines.chars(), lines.start(), lines.length()), place());
    Arrays.fill(cells, null);
    size.clear();
    try (JsonParser parser = JsonCells.parser(lines.chars(), lines.start(), lines.length())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw place().error("holds no JSON object; write one object, {…}, on each line");
      }
      readObject(parser);
      if (parser.nextToken() != null) {
        throw place().error("goes on after its JSON object; write one object on each line");
      }
    } catch (JacksonException e) {
      throw broken(e);
    }
    size.check(place(), this);
  }

  private void readObject(JsonParser parser) {
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      int slot = slot(name);
      parser.nextToken();
      if (skipped.contains(name)) {
        parser.skipChildren();
        continue;
      }
      Cell cell = JsonCells.read(parser);
      if (cell != null) {
        size.add(place(), cell.text().length());
        checkUnicode(name, cell.text());
      }
      cells[slot] = cell;
    }
  }

  private int slot(String name) {
    Integer known = slots.get(name);
    if (known != null) {
      return known;
    }
    checkUnicode(name, name);
    int slot = columns.size();
    if (slot == MAX_COLUMNS) {
      throw place()
          .error(
              "brings column %s beyond the %d a file may have; use the same keys in all rows",
              Place.shown(name), MAX_COLUMNS);
    }
    columns.add(name);
    slots.put(name, slot);
    if (slot == cells.length) {
      cells = Arrays.copyOf(cells, 2 * slot);
    }
    return slot;
  }

  /// JSON's escapes can spell half a character, which no text holds.
  private void checkUnicode(String name, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      throw place()
          .error(
              "column %s holds the unpaired surrogate \\u%04x, half a character; mend the text",
              Place.shown(name), (int) c);
    }
  }

  private ImportException broken(JacksonException e) {
    String reason = LIBRARY_WORDS.matcher(e.getOriginalMessage()).replaceAll("");
    int column = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
    return new ImportException(
        place(),
        "broken JSON near character %d (%s); mend the line or take it out"
            .formatted(column, reason),
        e);
  }

  @Override
  public ImportException fault() {
    return fault;
  }

  @Override
  public String raw() {
    return new String(lines.chars(), lines.start(), lines.length()).strip();
  }

  @Override
  public void forgetNewColumns() {
    while (columns.size() > before) {
      slots.remove(columns.removeLast());
    }
  }

  @Override
  public Place place() {
    return Place.line(file, line);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Cell cell(int column) {
    return cells[column];
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw Place.whole(file).unreadable(e);
    }
  }
}
