package dev.portolan.storage;

import java.nio.file.Path;

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

  /// A file does not hold what was written to it.
  public static final class Damaged extends StorageException {
    private static final long serialVersionUID = 1;

    Damaged(Path file, Throwable cause) {
      super(
          "%s is damaged (%s); run 'portolan verify' for the extent and restore the file from a backup"
              .formatted(file, cause.getMessage()),
          cause);
    }
  }
}
