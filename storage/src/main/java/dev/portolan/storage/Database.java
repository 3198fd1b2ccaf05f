package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.util.IOUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The directory of a database: `portolan.json`, the lock, and one directory per dataset.
///
/// Opening takes no lock; the first write of a process does and keeps it until [#close()]. Safe for
/// many threads.
public final class Database implements AutoCloseable {
  private static final int FORMAT = 1;
  private static final String MARKER = "portolan.json";
  private static final String PENDING_MARKER = "pending_portolan.json";

  /// What a directory is called in which a dataset is being put together; no dataset is.
  private static final String UNFINISHED = ".unfinished-";

  private final Path directory;
  private final OpenOptions options;
  private final boolean unclean;
  private DatabaseLock lock;
  private boolean damaged;

  private Database(Path directory, OpenOptions options) {
    this.directory = directory;
    this.options = options;
    this.unclean = DatabaseLock.endedUncleanly(directory);
  }

  public static Database open(Path directory) {
    return open(directory, OpenOptions.defaults());
  }

  /// @throws StorageException.NoDatabase when the directory holds none
  public static Database open(Path directory, OpenOptions options) {
    checkMarker(directory);
    return new Database(directory, options);
  }

  /// Opens the database, or makes one where there is nothing yet or an empty directory.
  ///
  /// @throws StorageException.NoDatabase when the directory holds something else
  public static Database openOrCreate(Path directory) {
    return openOrCreate(directory, OpenOptions.defaults());
  }

  public static Database openOrCreate(Path directory, OpenOptions options) {
    if (Files.exists(directory.resolve(MARKER))) {
      return open(directory, options);
    }
    try {
      if (Files.exists(directory) && !Files.isDirectory(directory)) {
        throw new StorageException.NoDatabase(directory, "it is a file; name a directory");
      }
      Files.createDirectories(directory);
      try (Stream<Path> inside = Files.list(directory)) {
        if (inside.anyMatch(path -> !path.endsWith(PENDING_MARKER))) {
          throw new StorageException.NoDatabase(
              directory,
              "it holds other files and no " + MARKER + "; name an empty or new directory");
        }
      }
      writeMarker(directory);
      return new Database(directory, options);
    } catch (IOException e) {
      throw DataStore.failed(directory, "created", e);
    }
  }

  /// Makes a directory a database, durably: before, it is none.
  static void writeMarker(Path directory) throws IOException {
    Path pending = directory.resolve(PENDING_MARKER);
    Files.writeString(pending, "{\"format\":%d}\n".formatted(FORMAT));
    IOUtils.fsync(pending, false);
    Files.move(pending, directory.resolve(MARKER), StandardCopyOption.ATOMIC_MOVE);
    IOUtils.fsync(directory, true);
  }

  private static void checkMarker(Path directory) {
    Path marker = directory.resolve(MARKER);
    String content;
    try {
      content = Files.readString(marker);
    } catch (NoSuchFileException e) {
      throw new StorageException.NoDatabase(
          directory,
          Files.exists(directory)
              ? "it has no " + MARKER + "; check the path, or import into it"
              : "there is no such directory; check the path, or create it by an import");
    } catch (IOException e) {
      throw new StorageException.NoDatabase(
          directory,
          e instanceof NotDirectoryException || Files.isRegularFile(directory)
              ? "it is a file; name a directory"
              : MARKER + " cannot be read: " + DataStore.reason(e));
    }
    JsonNode format;
    try {
      format = new JsonMapper().readTree(content).path("format");
    } catch (JacksonException e) {
      throw new StorageException.Damaged(marker, new IOException("no JSON", e));
    }
    if (!format.isInt() || format.asInt() > FORMAT) {
      throw new StorageException.TooNew(
          marker.toString(),
          format.isMissingNode() ? "none" : format.toString(),
          Integer.toString(FORMAT));
    }
  }

  public Path directory() {
    return directory;
  }

  /// Takes the right to write, when this database does not have it yet.
  ///
  /// @throws StorageException.Locked when somebody else writes
  public synchronized void lockForWriting() {
    if (lock == null) {
      lock = DatabaseLock.acquire(directory);
      if (lock.afterUncleanEnd()) {
        checkNewFiles();
        removeUnfinishedMaps();
      }
    }
  }

  /// Reads what the last writer may not have finished, in all datasets, so that this one may end
  /// cleanly. Damage is told by the dataset that has it, when it is opened.
  private void checkNewFiles() {
    for (String name : datasets()) {
      try {
        DataStore.open(data(name), options, true).close();
      } catch (StorageException e) {
        damaged = true;
      }
    }
  }

  /// Removes what builds left that did not come to their end.
  private void removeUnfinishedMaps() {
    for (String name : datasets()) {
      try {
        MapStore.removeUnfinished(dataset(name));
      } catch (StorageException e) {
        damaged = true;
      }
    }
  }

  /// A new dataset's data, without a commit yet.
  public DataStore createData(String name, Schema schema, Optional<String> embedder) {
    return DataStore.create(data(name), schema, embedder, options);
  }

  /// A dataset's data; after an unclean end its last files are verified first, as the options say.
  ///
  /// @throws StorageException.Damaged when a file is not what was written
  public DataStore openData(String name) {
    return DataStore.open(data(name), options, unclean);
  }

  public OpenOptions options() {
    return options;
  }

  /// Names of the datasets, sorted.
  public List<String> datasets() {
    try (Stream<Path> inside = Files.list(directory)) {
      List<String> names = new ArrayList<>();
      inside
          .filter(path -> Names.valid(path.getFileName().toString()))
          .filter(path -> Directories.hasCommit(path.resolve("data")))
          .map(path -> path.getFileName().toString())
          .sorted(Comparator.naturalOrder())
          .forEach(names::add);
      return names;
    } catch (IOException e) {
      throw DataStore.failed(directory, "listed", e);
    }
  }

  public boolean hasDataset(String name) {
    return Directories.hasCommit(data(name));
  }

  /// Where a dataset lies.
  public Path dataset(String name) {
    return directory.resolve(Names.check("dataset", name));
  }

  /// Where a dataset's data lie.
  public Path data(String name) {
    return dataset(name).resolve("data");
  }

  /// Where a dataset is put together before it appears; what an earlier attempt of anybody left is
  /// removed.
  Path unfinished(String name) {
    lockForWriting();
    for (String left : Directories.files(directory)) {
      if (left.startsWith(UNFINISHED)) {
        Directories.delete(directory.resolve(left));
      }
    }
    return directory.resolve(UNFINISHED + Names.check("dataset", name));
  }

  /// Removes a dataset, its maps included; also what an unfinished creation left.
  public void deleteDataset(String name) {
    lockForWriting();
    Directories.retire(dataset(name), directory.resolve(UNFINISHED + "~" + name));
  }

  @Override
  public synchronized void close() {
    if (lock != null) {
      lock.close(!damaged);
      lock = null;
    }
  }
}
