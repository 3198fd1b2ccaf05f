package dev.portolan;

import dev.portolan.storage.BackupProgress;
import dev.portolan.storage.BackupReport;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Database;
import dev.portolan.storage.DatabaseCopy;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Names;
import dev.portolan.storage.OpenOptions;
import dev.portolan.storage.Schema;
import dev.portolan.storage.Scrub;
import dev.portolan.storage.StorageException;
import dev.portolan.storage.UnfinishedDataset;
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
  private final OpenOptions options;
  private final Map<String, Dataset> open = new LinkedHashMap<>();
  private final Object copying = new Object();
  private final Scrub scrub;
  private Database database;

  private Portolan(Path directory, OpenOptions options, Database database) {
    this.directory = directory;
    this.options = options;
    this.database = database;
    this.scrub =
        options.scrubMegabytesPerSecond() == 0
            ? null
            : new Scrub(this::stores, options.scrubMegabytesPerSecond());
  }

  private synchronized List<DataStore> stores() {
    return open.values().stream().map(Dataset::store).toList();
  }

  /// Opens the database in a directory; where there is nothing yet, the first [#create] makes one.
  ///
  /// @throws StorageException.NoDatabase when the directory holds something else
  public static Portolan open(Path directory) {
    return open(directory, OpenOptions.defaults());
  }

  public static Portolan open(Path directory, OpenOptions options) {
    boolean nothing = !Files.exists(directory);
    return new Portolan(
        directory, options, nothing ? null : Database.openOrCreate(directory, options));
  }

  /// Opens a database that must be there.
  ///
  /// @throws StorageException.NoDatabase when it is not
  public static Portolan openExisting(Path directory) {
    return openExisting(directory, OpenOptions.defaults());
  }

  public static Portolan openExisting(Path directory, OpenOptions options) {
    return new Portolan(directory, options, Database.open(directory, options));
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
    lockForNew(name);
    database.deleteDataset(name);
    return database.createData(name, schema, embedder);
  }

  private void lockForNew(String name) {
    Names.check("dataset", name);
    if (database == null) {
      database = Database.openOrCreate(directory, options);
    }
    if (database.hasDataset(name)) {
      throw new IllegalArgumentException(
          "dataset '%s' exists in %s; add to it, delete it first, or choose another name"
              .formatted(name, directory));
    }
    database.lockForWriting();
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
    Dataset dataset = new Dataset(name, this, database, store, options.slowSearch());
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
    Dataset dataset =
        new Dataset(name, this, database, database.openData(name), options.slowSearch());
    open.put(name, dataset);
    return dataset;
  }

  /// Copies the whole database, each dataset as it is at one moment, into a directory that becomes
  /// a database itself.
  ///
  /// This and other processes may write meanwhile. Every file is checked on its way; the copy is
  /// durable when this returns.
  ///
  /// @param target new or empty
  /// @throws IllegalArgumentException when the target holds something
  /// @throws StorageException when a file is damaged, or the disk is too small
  /// @throws java.util.concurrent.CancellationException when `progress` says so; nothing is left
  public BackupReport backup(Path target, BackupProgress progress) {
    return DatabaseCopy.toNewDatabase(existing(), null, target, progress);
  }

  /// Like [#backup], for some datasets.
  public BackupReport backup(List<String> datasets, Path target, BackupProgress progress) {
    return DatabaseCopy.toNewDatabase(existing(), List.copyOf(datasets), target, progress);
  }

  /// Copies a backup, or any database, to a new place, with the checks of [#backup].
  public static BackupReport restore(Path backup, Path target, BackupProgress progress) {
    try (Database source = Database.open(backup)) {
      return DatabaseCopy.toNewDatabase(source, null, target, progress);
    }
  }

  /// Takes one dataset with its maps out of a backup into this database.
  ///
  /// It appears whole or not at all, and goes its own way from there: datum sets of the dataset it
  /// was copied from do not fit it.
  ///
  /// @param newName its name here, which must be free
  public Dataset restore(Path backup, String dataset, String newName, BackupProgress progress) {
    try (Database source = Database.open(backup)) {
      return insert(source, dataset, newName, progress);
    }
  }

  /// Copies a dataset with its maps within this database; see [Dataset#copy].
  Dataset copy(String dataset, String newName, BackupProgress progress) {
    return insert(existing(), dataset, newName, progress);
  }

  /// Copies take turns, as each begins by removing what killed ones left; all else goes on.
  private Dataset insert(Database source, String name, String newName, BackupProgress progress) {
    synchronized (copying) {
      Database target = lockedForNew(newName);
      try (UnfinishedDataset made =
          DatabaseCopy.forDatabase(source, name, target, newName, progress)) {
        return appear(made, newName);
      }
    }
  }

  private synchronized Database lockedForNew(String name) {
    lockForNew(name);
    return database;
  }

  private synchronized Dataset appear(UnfinishedDataset made, String name) {
    made.appear();
    return dataset(name);
  }

  private synchronized Database existing() {
    if (database == null) {
      throw new IllegalStateException(
          "there is no database in %s yet; create a dataset first".formatted(directory));
    }
    return database;
  }

  /// Removes a dataset with its maps.
  public synchronized void delete(String name) {
    dataset(name).close();
    open.remove(name);
    database.deleteDataset(name);
  }

  @Override
  public void close() {
    if (scrub != null) {
      scrub.close();
    }
    closeAll();
  }

  private synchronized void closeAll() {
    try {
      new ArrayList<>(open.values()).forEach(Dataset::close);
    } finally {
      open.clear();
      if (database != null) {
        database.close();
      }
    }
  }
}
