package dev.portolan.cli;

import dev.portolan.Portolan;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/// The dataset a verb works on, in its database.
final class DatasetArgument {
  @Parameters(index = "0", paramLabel = "DB", description = "The database, a directory.")
  private Path directory;

  @Parameters(index = "1", paramLabel = "DATASET", description = "A dataset in it.")
  private String name;

  Path directory() {
    return directory;
  }

  String name() {
    return name;
  }

  /// The database, which must be there.
  Portolan open() {
    return Portolan.openExisting(directory);
  }
}
