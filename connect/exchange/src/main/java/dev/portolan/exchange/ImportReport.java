package dev.portolan.exchange;

import java.nio.file.Path;
import java.util.List;

/// What a first pass found: how much there is, what its columns are and why.
///
/// @param rows rows of the file
/// @param dropped rows dropped because their id came again
/// @param rejected rows left out because something is wrong with them
/// @param vectors where the vectors come from, in words
/// @param notes what was read otherwise than it stands, a sentence each
public record ImportReport(
    long rows,
    long dropped,
    Rejected rejected,
    List<ReportedColumn> columns,
    String vectors,
    List<String> notes) {

  /// The rows left out, as [OnError] says.
  ///
  /// @param first of the first ten of them: place, value, rule and remedy in a sentence
  /// @param file where they were written, null when they were only skipped or there are none
  public record Rejected(long count, List<String> first, Path file) {}

  /// A column and how it came by its type.
  ///
  /// @param name its name in the dataset
  /// @param type `text`, `category`, `categories`, `integer`, `real`, `bool` or `timestamp`
  /// @param why what settled the type, in words
  /// @param unset rows without a value
  public record ReportedColumn(String name, String type, String why, long unset) {}
}
