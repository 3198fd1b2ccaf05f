package dev.portolan.jdbc;

import dev.portolan.jdbc.plan.SqlMistake;
import dev.portolan.storage.Deadline;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.CancellationException;
import org.apache.calcite.plan.RelOptPlanner;

/// Failures as `java.sql` has them: one sentence, and a state that tools know.
final class SqlFailure {
  private SqlFailure() {}

  static SQLException of(String sentence, String state) {
    return new SQLNonTransientException(sentence, state);
  }

  static SQLException unsupported(String sentence) {
    return new SQLFeatureNotSupportedException(sentence, "0A000");
  }

  static SQLException of(Throwable failure) {
    Throwable cause = failure;
    while (hides(cause)) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case SQLException sql -> sql;
      case SqlMistake mistake ->
          new SQLSyntaxErrorException(mistake.getMessage(), "42000", mistake);
      case Deadline.TimedOut late -> new SQLTimeoutException(late.getMessage(), "57014", late);
      case CancellationException cancelled ->
          new SQLException("the statement was cancelled", "57014", cancelled);
      case ArithmeticException arithmetic -> arithmetic(arithmetic);
      case OutOfMemoryError full ->
          new SQLException(
              "there is not enough memory for the answer; ask for fewer rows, or give the JVM more",
              "53200",
              full);
      default -> new SQLNonTransientException(sentence(cause), "22000", cause);
    };
  }

  /// Whether only the cause says what happened.
  private static boolean hides(Throwable failure) {
    return failure.getCause() != null
        && (failure instanceof ExceptionInInitializerError
            || failure.getClass() == RuntimeException.class
            || failure instanceof java.lang.reflect.InvocationTargetException);
  }

  private static SQLException arithmetic(ArithmeticException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("by zero") || message.contains("Division")
        ? new SQLException(
            "a number is divided by zero; ask for NULLIF(divisor, 0) to have null there",
            "22012",
            failure)
        : new SQLException(
            "a number is out of range (%s); cast to DECIMAL or DOUBLE first".formatted(message),
            "22003",
            failure);
  }

  private static String sentence(Throwable cause) {
    if (cause.getMessage() == null || cause.getMessage().isBlank()) {
      return "the statement failed: " + cause;
    }
    return cause instanceof RelOptPlanner.CannotPlanException
            || cause.getMessage().startsWith("Unable to implement")
        ? "the statement combines what cannot be run together; ask for parts of it in sub-queries,"
            + " and report it"
        : cause.getMessage().strip().lines().findFirst().orElseThrow();
  }
}
