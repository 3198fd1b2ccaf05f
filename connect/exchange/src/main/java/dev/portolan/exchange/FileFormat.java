package dev.portolan.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;

/// What a file holds, told by its name (without `.gz`), or by its first byte where the name is
/// silent.
enum FileFormat {
  CSV,
  JSONL,
  NPY;

  static FileFormat of(Path file) {
    FileFormat named = named(file);
    return named != null ? named : sniffed(file);
  }

  /// The format a name stands for; null when its extension says nothing.
  static FileFormat named(Path file) {
    String name = plainName(file);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "csv", "tsv" -> CSV;
      case "jsonl", "ndjson", "json" -> JSONL;
      case "npy" -> NPY;
      default -> null;
    };
  }

  static boolean tabbed(Path file) {
    return plainName(file).endsWith(".tsv");
  }

  static boolean gzipped(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  private static String plainName(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return gzipped(file) ? name.substring(0, name.length() - ".gz".length()) : name;
  }

  private static FileFormat sniffed(Path file) {
    try (InputStream in = InputFile.open(file, ReadProgress.silent())) {
      int first;
      do {
        first = in.read();
      } while (first == ' ' || first == '\n' || first == '\r' || first == '\t');
      return switch (first) {
        case '{', '[' -> JSONL;
        case 0x93 -> NPY;
        default -> CSV;
      };
    } catch (IOException e) {
      throw Place.whole(file).unreadable(e);
    }
  }
}
