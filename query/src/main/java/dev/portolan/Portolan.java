package dev.portolan;

import dev.portolan.storage.DataStore;
import dev.portolan.storage.Database;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Names;
import dev.portolan.storage.Schema;
import dev.portolan.storage.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A database: a directory of datasets and their maps, opened in this process.
///
/// One process writes, any number read; the right to write is taken at the first write and kept
/// until [#close()]. Safe for many threads.
public final class Portolan implements AutoCloseable {
  private final Path directory;
  private final Map<String, Dataset> open = new LinkedHashMap<>();
  private Database database;

  private Portolan(Path directory, Database database) {
    this.directory = directory;
    this.database = database;
  }

  /// Opens the database in a directory; where there is nothing yet, the first [#create] makes one.
  ///
  /// @throws StorageException.NoDatabase when the directory holds something else
  public static Portolan open(Path directory) {
    boolean nothing = !Files.exists(directory);
    return new Portolan(directory, nothing ? null : Database.openOrCreate(directory));
  }

  /// Opens a database that must be there.
  ///
  /// @throws StorageException.NoDatabase when it is not
  public static Portolan openExisting(Path directory) {
    return new Portolan(directory, Database.open(directory));
  }

  public Path directory() {
    return directory;
  }

  /// Names of the datasets, sorted.
  public synchronized List<String> datasets() {
    return database == null ? List.of() : database.datasets();
  }

  /// A new dataset without data.
  ///
  /// @throws IllegalArgumentException when there is one of that name
  public synchronized Dataset create(String name, Schema schema) {
    DataStore store = newStore(name, schema, Optional.empty());
    return finish(name, store, store::commitEmpty);
  }

  /// A new dataset with data, in one commit: if anything fails, or the process dies, there is no
  /// dataset.
  ///
  /// @param embedder name of the model that made the vectors, when one did
  public synchronized Dataset create(
      String name,
      Schema schema,
      Optional<String> embedder,
      Iterable<Datum> data,
      DataStore.LoadProgress progress) {
    DataStore store = newStore(name, schema, embedder);
    return finish(name, store, () -> store.load(data, progress));
  }

  private DataStore newStore(String name, Schema schema, Optional<String> embedder) {
    Names.check("dataset", name);
    if (database == null) {
      database = Database.openOrCreate(directory);
    }
    if (database.hasDataset(name)) {
      throw new IllegalArgumentException(
          "dataset '%s' exists in %s; add to it, delete it first, or choose another name"
              .formatted(name, directory));
    }
    database.lockForWriting();
    database.deleteDataset(name);
    return DataStore.create(database.data(name), schema, embedder);
  }

  private Dataset finish(String name, DataStore store, Runnable firstCommit) {
    boolean done = false;
    try {
      firstCommit.run();
      done = true;
    } finally {
      if (!done) {
        store.close();
        database.deleteDataset(name);
      }
    }
    Dataset dataset = new Dataset(name, database, store);
    open.put(name, dataset);
    return dataset;
  }

  /// A dataset by name.
  ///
  /// @throws IllegalArgumentException when there is none; the message lists those there are
  public synchronized Dataset dataset(String name) {
    Dataset known = open.get(name);
    if (known != null) {
      return known;
    }
    if (database == null || !database.hasDataset(name)) {
      throw new IllegalArgumentException(
          "there is no dataset '%s' in %s; %s"
              .formatted(
                  name,
                  directory,
                  datasets().isEmpty() ? "it has none yet: import one" : "it has " + datasets()));
    }
    Dataset dataset = new Dataset(name, database, DataStore.open(database.data(name)));
    open.put(name, dataset);
    return dataset;
  }

  /// Removes a dataset with its maps.
  public synchronized void delete(String name) {
    dataset(name).close();
    open.remove(name);
    database.deleteDataset(name);
  }

  @Override
  public synchronized void close() {
    new ArrayList<>(open.values()).forEach(Dataset::close);
    open.clear();
    if (database != null) {
      database.close();
    }
  }
}
