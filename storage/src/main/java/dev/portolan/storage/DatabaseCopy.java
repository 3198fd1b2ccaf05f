package dev.portolan.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/// Copies of datasets that others may be writing: a database as a new one, or a dataset into one.
///
/// The source is only read, without a lock. All files of a state are opened before one is copied
/// ([PinnedDataset]), each is checked against its checksum on the way, and made durable; what
/// appears appears whole, last and at once.
///
/// A new database is the same datasets, at that moment: they keep their keys, and datum sets of the
/// one name data of the other. A dataset that gets a name in an existing database goes its own way
/// from there: it gets a key of its own, and sets of the two cannot be mixed.
public final class DatabaseCopy {
  private DatabaseCopy() {}

  /// Copies datasets into a directory, which becomes a database with the last file written.
  ///
  /// @param names which; null for all
  /// @param target new or empty
  /// @throws IllegalArgumentException when a dataset does not exist or the target holds something
  /// @throws StorageException when a file is damaged or missing, or the disk has no room
  /// @throws java.util.concurrent.CancellationException when `progress` says so; nothing is left
  public static BackupReport toNewDatabase(
      Database source, List<String> names, Path target, BackupProgress progress) {
    refuseInside(source.directory(), target);
    try (Pins pins = Pins.open(source, names);
        NewDirectory directory = NewDirectory.create(target)) {
      DiskSpace.require(target, pins.bytes(), "the copy");
      CopyCount count = new CopyCount(pins.bytes(), progress);
      for (PinnedDataset dataset : pins.datasets()) {
        dataset.copy(target.resolve(dataset.name()), count);
      }
      directory.sync();
      Database.writeMarker(target);
      directory.keep();
      return new BackupReport(pins.names(), count.files(), count.bytes());
    } catch (IOException e) {
      throw DataStore.failed(target, "written", e);
    }
  }

  private static void refuseInside(Path source, Path target) {
    if (target.toAbsolutePath().normalize().startsWith(source.toAbsolutePath().normalize())) {
      throw new IllegalArgumentException(
          "%s lies in the database %s itself; name a directory outside it"
              .formatted(target, source));
    }
  }

  /// Copies a dataset for a database, under a name that is free there and with a key of its own.
  ///
  /// The caller holds the target's lock, lets one such copy run at a time, and lets the result
  /// appear.
  ///
  /// @throws IllegalArgumentException when the dataset does not exist
  /// @throws StorageException when a file is damaged or missing, or the disk has no room
  /// @throws java.util.concurrent.CancellationException when `progress` says so; nothing is left
  public static UnfinishedDataset forDatabase(
      Database source, String name, Database target, String newName, BackupProgress progress) {
    UnfinishedDataset made = UnfinishedDataset.create(target, newName);
    boolean done = false;
    try (Pins pins = Pins.open(source, List.of(name))) {
      DiskSpace.require(target.directory(), pins.bytes(), "the copy");
      CopyCount count = new CopyCount(pins.bytes(), progress);
      PinnedDataset dataset = pins.datasets().getFirst();
      dataset.copy(made.directory().path(), UUID.randomUUID().toString(), count);
      made.directory().sync();
      done = true;
      return made;
    } catch (IOException e) {
      throw DataStore.failed(made.directory().path(), "written", e);
    } finally {
      if (!done) {
        made.close();
      }
    }
  }

  /// Datasets with all their files open.
  private record Pins(List<PinnedDataset> datasets) implements AutoCloseable {
    /// @param wanted names; null for all there are
    static Pins open(Database source, List<String> wanted) {
      Pins pins = new Pins(new ArrayList<>());
      boolean done = false;
      try {
        for (String name : wanted == null ? source.datasets() : new TreeSet<>(wanted)) {
          pins.pin(source, name, wanted == null);
        }
        done = true;
        return pins;
      } finally {
        if (!done) {
          pins.close();
        }
      }
    }

    private void pin(Database source, String name, boolean mayGo) {
      try {
        datasets.add(PinnedDataset.of(source.dataset(name)));
      } catch (FileNotFoundException | NoSuchFileException e) {
        if (source.hasDataset(name)) {
          throw new StorageException(
              "%s is missing though the newest state of dataset '%s' names it; restore the dataset from a backup"
                  .formatted(e.getMessage(), name),
              e);
        }
        if (!mayGo) {
          throw new IllegalArgumentException(
              "there is no dataset '%s' in %s; it has %s"
                  .formatted(name, source.directory(), source.datasets()),
              e);
        }
      } catch (IOException e) {
        throw DataStore.failed(source.dataset(name), "read", e);
      }
    }

    List<String> names() {
      return datasets.stream().map(PinnedDataset::name).toList();
    }

    long bytes() {
      return datasets.stream().mapToLong(PinnedDataset::bytes).sum();
    }

    @Override
    public void close() {
      for (PinnedDataset dataset : datasets) {
        try {
          dataset.close();
        } catch (IOException e) {
          throw DataStore.failed(Path.of(dataset.name()), "closed", e);
        }
      }
    }
  }
}
