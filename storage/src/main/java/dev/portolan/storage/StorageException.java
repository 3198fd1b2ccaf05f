package dev.portolan.storage;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.CorruptIndexException;

/// Something is wrong with bytes or disks; the message names the file.
public class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StorageException(String message) {
    super(message);
  }

  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }

  /// The directory holds no Portolan database.
  public static final class NoDatabase extends StorageException {
    private static final long serialVersionUID = 1;

    NoDatabase(Path directory, String reason) {
      super("%s is no Portolan database: %s".formatted(directory, reason));
    }
  }

  /// Another process writes to this database.
  public static final class Locked extends StorageException {
    private static final long serialVersionUID = 1;

    Locked(Path directory, String holder) {
      super(
          "%s is being written by %s; wait for it to finish, or open another database"
              .formatted(directory, holder));
    }
  }

  /// The disk has no room for what was to be written; what was durable before still is.
  public static final class NoSpace extends StorageException {
    private static final long serialVersionUID = 1;

    NoSpace(String message) {
      super(message);
    }

    NoSpace(Path path, Throwable cause) {
      super(
          "%s: the disk is full (%s); free some space and repeat the write, all that was durable before still is"
              .formatted(path, cause.getMessage()),
          cause);
    }
  }

  /// The database was written by a newer version.
  public static final class TooNew extends StorageException {
    private static final long serialVersionUID = 1;

    TooNew(String what, String format, String known) {
      super(
          "%s is of format %s, this version reads up to %s; open it with a newer Portolan"
              .formatted(what, format, known));
    }
  }

  /// A file does not hold what was written to it.
  public static final class Damaged extends StorageException {
    private static final long serialVersionUID = 1;
    private static final Pattern NAMED = Pattern.compile("path=\"([^\"]+)\"");

    Damaged(Path path, Throwable cause) {
      super(
          "%s is damaged: %s; 'portolan verify' shows the extent and with --repair mends what is derived, data come back from a backup"
              .formatted(file(path, cause), reason(cause)),
          cause);
    }

    /// The file Lucene names, where it names one.
    private static String file(Path path, Throwable cause) {
      if (cause instanceof CorruptIndexException corrupt) {
        Matcher named = NAMED.matcher(String.valueOf(corrupt.getResourceDescription()));
        if (named.find()) {
          return named.group(1);
        }
      }
      return path.toString();
    }

    private static String reason(Throwable cause) {
      return cause instanceof CorruptIndexException corrupt
          ? corrupt.getOriginalMessage()
          : String.valueOf(cause.getMessage());
    }
  }
}
