package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.lucene.store.Directory;

/// The tags and saved selections of one dataset on disk: the Lucene index `tags/`, its one writer
/// and its readers.
///
/// Made by the first edit; a dataset without one has no tags. All files are read and checked when a
/// state is first seen, and the state is kept in memory. An edit returns after its commit, unless
/// told [Durability#LATER]; one that fails leaves the last commit as it was. Safe for many threads;
/// their edits share commits.
///
/// The caller holds the database's lock before the first edit.
public final class TagStore implements AutoCloseable {
  private final CommittedTags committed;
  private final TagWriter writer;

  /// @param dataset where the dataset lies
  /// @param key of the dataset, [DataStore#dataset()]
  public TagStore(Path dataset, String key) {
    this(path(dataset), key, null);
  }

  TagStore(Path path, String key, Directory directory) {
    committed = new CommittedTags(path, key, directory);
    writer = new TagWriter(committed);
  }

  /// Where the tags of a dataset lie.
  static Path path(Path dataset) {
    return dataset.resolve("tags");
  }

  /// The newest durable state. Waits for no edit.
  ///
  /// @throws StorageException.Damaged when a file is not what was written
  public TagSnapshot snapshot() {
    try {
      return writer.isOpen() ? committed.newest() : committed.refresh();
    } catch (IOException e) {
      throw DataStore.failed(committed.path(), "read", e);
    }
  }

  /// Edits the tags, in one commit: all that `work` does or, when it throws, nothing of it.
  ///
  /// @param work sees all edits before it, also those that are not durable yet; others wait for it
  public <T> T edit(Durability durability, Function<TagDraft, T> work) {
    return writer.edit(durability, work);
  }

  /// Makes everything durable that was edited with [Durability#LATER].
  ///
  /// @throws StorageException when some of it was lost
  public void flush() {
    writer.flush();
  }

  /// Takes deleted data out of all sets, and what was deleted or replaced out of the files.
  ///
  /// @param live tells which data stay, of the newest state; edits wait for it
  public void optimize(Supplier<DatumSet> live) {
    if (snapshot().commit() > 0 || writer.isOpen()) {
      writer.optimize(live);
    }
  }

  @Override
  public void close() {
    try {
      writer.close();
    } finally {
      try {
        committed.close();
      } catch (IOException e) {
        throw DataStore.failed(committed.path(), "closed", e);
      }
    }
  }
}
