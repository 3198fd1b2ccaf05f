package dev.portolan.cli;

import dev.portolan.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;

/// What went wrong, as one sentence for the user.
final class Failure {
  private Failure() {}

  static String sentence(Throwable failure) {
    return switch (failure) {
      case UncheckedIOException e when plain(e.getMessage(), e.getCause()) -> e.getMessage();
      case UncheckedIOException e -> ofFile(e.getCause());
      case IOException e -> ofFile(e);
      case IllegalArgumentException e when e.getMessage() != null -> e.getMessage();
      case IllegalStateException e when e.getMessage() != null -> e.getMessage();
      case StorageException e -> e.getMessage();
      case SQLException e when plain(e) -> e.getMessage();
      case OutOfMemoryError e ->
          "there is not enough memory (%s); allow more with PORTOLAN_JAVA_OPTS=-Xmx8g"
              .formatted(e.getMessage());
      default -> ofPortolan(failure);
    };
  }

  /// Whether a statement failed by what it asks, and not by a mistake within Portolan.
  private static boolean plain(SQLException failure) {
    return !(failure.getCause() instanceof NullPointerException
        || failure.getCause() instanceof ClassCastException
        || failure.getCause() instanceof IndexOutOfBoundsException);
  }

  private static boolean plain(String message, IOException cause) {
    return message != null && !message.equals(cause.toString());
  }

  private static String ofFile(IOException failure) {
    return switch (failure) {
      case NoSuchFileException e -> e.getFile() + ": there is no such file; check the path";
      case AccessDeniedException e -> e.getFile() + ": access is denied; grant the right to it";
      case FileSystemException e when e.getReason() != null ->
          "%s: %s; check path and disk".formatted(e.getFile(), e.getReason());
      default ->
          failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    };
  }

  private static String ofPortolan(Throwable failure) {
    StackTraceElement[] stack = failure.getStackTrace();
    return "this is a mistake in Portolan: %s at %s; run it again with --stacktrace and report it"
        .formatted(failure, stack.length == 0 ? "an unknown place" : stack[0]);
  }
}
