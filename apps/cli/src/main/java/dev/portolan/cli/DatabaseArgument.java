package dev.portolan.cli;

import dev.portolan.Portolan;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/// The database a verb works on.
final class DatabaseArgument {
  @Parameters(index = "0", paramLabel = "DB", description = "The database, a directory.")
  private Path directory;

  Path directory() {
    return directory;
  }

  /// The database, which must be there.
  Portolan open() {
    return Portolan.openExisting(directory);
  }
}
