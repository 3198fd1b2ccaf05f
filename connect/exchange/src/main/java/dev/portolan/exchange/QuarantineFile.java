package dev.portolan.exchange;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import tools.jackson.core.JacksonException;

/// The rows left out of an import, beside the file they stand in: JSONL of `line`, `row`, `reason`
/// and `raw`.
///
/// `posts.csv.rejected.jsonl`, or with the first number that is free: never a file that was there.
/// Without [#keep()] it is deleted at the end.
final class QuarantineFile implements Closeable {
  private static final List<String> COLUMNS = List.of("line", "row", "reason", "raw");

  private final Path file;
  private final FileChannel channel;
  private final BufferedOutputStream out;
  private final TableWriter table;
  private boolean kept;

  private QuarantineFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    this.table = TableWriter.jsonl(out, COLUMNS);
  }

  static QuarantineFile beside(Path input) {
    for (int number = 1; ; number++) {
      String name = "%s.rejected%s.jsonl".formatted(input.getFileName(), suffix(number));
      Path file = input.resolveSibling(name);
      try {
        return new QuarantineFile(
            file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      } catch (FileAlreadyExistsException e) {
        continue;
      } catch (IOException e) {
        throw unwritable(file, e);
      }
    }
  }

  private static String suffix(int number) {
    return number == 1 ? "" : "-" + number;
  }

  Path file() {
    return file;
  }

  /// @param row its number from 0, as an array beside the file counts
  /// @param raw the row as the file has it, null out of an array
  void add(Place place, long row, String reason, String raw) {
    Long line = place.unit().equals(Place.LINE) ? place.number() : null;
    try {
      table.write(line, row, whole(reason), raw == null ? null : whole(raw));
    } catch (IOException | JacksonException e) {
      throw unwritable(file, e);
    }
  }

  /// The text with a question mark for each half of a character, which no file holds.
  private static String whole(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /// Ends the file; it stays.
  void keep() {
    try {
      table.finish();
      out.flush();
      channel.force(true);
      kept = true;
    } catch (IOException | JacksonException e) {
      throw unwritable(file, e);
    }
  }

  private static ImportException unwritable(Path file, Exception thrown) {
    String sentence =
        "cannot be written (%s), where rows that are left out would stand; "
            + "copy the input to a directory with room, or take --on-error skip";
    return new ImportException(Place.whole(file), sentence.formatted(thrown.getMessage()), thrown);
  }

  @Override
  public void close() {
    try {
      channel.close();
      if (!kept) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + file, e);
    }
  }
}
