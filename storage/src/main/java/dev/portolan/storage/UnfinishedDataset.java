package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.lucene.util.IOUtils;

/// A whole dataset in a database that does not know it yet: it appears under its name, or goes.
///
/// It lies in a directory beside the datasets whose name no dataset may have. One rename makes it
/// one; what a killed process left is removed by the next one that begins another.
public final class UnfinishedDataset implements AutoCloseable {
  private final Database database;
  private final String name;
  private final NewDirectory directory;

  private UnfinishedDataset(Database database, String name, NewDirectory directory) {
    this.database = database;
    this.name = name;
    this.directory = directory;
  }

  static UnfinishedDataset create(Database database, String name) {
    Path path = database.unfinished(name);
    try {
      return new UnfinishedDataset(database, name, NewDirectory.create(path));
    } catch (IOException e) {
      throw DataStore.failed(path, "created", e);
    }
  }

  NewDirectory directory() {
    return directory;
  }

  /// Makes it a dataset of the database, durably and at once.
  ///
  /// @throws IllegalStateException when the name was taken meanwhile
  public void appear() {
    if (database.hasDataset(name)) {
      throw new IllegalStateException(
          "dataset '%s' was created in %s while a copy was to get that name; choose another"
              .formatted(name, database.directory()));
    }
    database.deleteDataset(name);
    try {
      Files.move(directory.path(), database.dataset(name), StandardCopyOption.ATOMIC_MOVE);
      directory.keep();
      IOUtils.fsync(database.directory(), true);
    } catch (IOException e) {
      throw DataStore.failed(database.dataset(name), "written", e);
    }
  }

  @Override
  public void close() {
    directory.close();
  }
}
