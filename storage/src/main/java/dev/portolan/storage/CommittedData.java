package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;

/// The newest commit of `data/` that was seen, and the reader all snapshots of it share.
///
/// Only commits are read, never a writer's buffers: a reader of those would see half a batch. Safe
/// for many threads; a write in progress is not waited for.
final class CommittedData implements AutoCloseable {
  private final Path path;
  private final Directory directory;
  private final OpenOptions options;
  private final boolean unclean;
  private VerifiedFiles verified;
  private DirectoryReader reader;
  private CommitData commit;
  private CommitOrdinals ordinals;
  private long snapshots;
  private long tablesReused;
  private StorageException damage;

  /// @param unclean whether the last writer ended without closing
  CommittedData(Path path, Directory directory, OpenOptions options, boolean unclean) {
    this.path = path;
    this.directory = directory;
    this.options = options;
    this.unclean = unclean;
  }

  /// For a dataset that has no commit yet.
  synchronized void begin(CommitData first) {
    commit = first;
    verified = new VerifiedFiles(Set.of(), checking());
  }

  private boolean checking() {
    return switch (options.verification()) {
      case ALWAYS -> true;
      case NEW_FILES -> unclean;
      case NEVER -> false;
    };
  }

  /// Looks for a newer commit, checks its files as far as the policy asks, and makes it current.
  ///
  /// @throws org.apache.lucene.index.CorruptIndexException when a file is not what was written; the
  ///   commit seen before stays current
  synchronized void refresh() throws IOException {
    DirectoryReader newer =
        reader == null ? DirectoryReader.open(directory) : DirectoryReader.openIfChanged(reader);
    if (newer == null) {
      return;
    }
    boolean good = false;
    try {
      CommitData read = CommitData.of(newer.getIndexCommit().getUserData());
      if (verified == null) {
        verified =
            new VerifiedFiles(
                options.verification() == VerificationPolicy.ALWAYS ? Set.of() : read.verified(),
                checking());
      }
      verified.check(newer);
      commit = read;
      good = true;
    } finally {
      if (!good) {
        newer.decRef();
      }
    }
    if (reader != null) {
      reader.decRef();
    }
    reader = newer;
    ordinals = options.cache() ? new CommitOrdinals(newer, commit) : null;
  }

  /// The state that is current; the caller closes it.
  ///
  /// @throws StorageException.Damaged once damage was found
  synchronized DataSnapshot snapshot() throws IOException {
    if (damage != null) {
      throw damage;
    }
    if (reader == null) {
      throw new IllegalStateException(
          "%s has no commit yet; load data or commit it empty first".formatted(path));
    }
    snapshots++;
    tablesReused += ordinals != null && ordinals.made() ? 1 : 0;
    return DataSnapshot.of(reader, commit, ordinals, options.clock().instant());
  }

  /// How many snapshots there were.
  synchronized long snapshotsMade() {
    return snapshots;
  }

  /// How many of them found worked out where their data lie.
  synchronized long tablesReused() {
    return tablesReused;
  }

  /// The current reader, or null before the first commit; not counted for the caller.
  synchronized DirectoryReader reader() {
    return reader;
  }

  synchronized CommitData commit() {
    return commit;
  }

  /// The files the next commit shall call verified.
  synchronized Set<String> verifiedFiles() throws IOException {
    return reader == null || verified == null ? Set.of() : verified.of(reader);
  }

  /// The files of the newest commit that was seen, its own among them.
  synchronized Set<String> files() throws IOException {
    return reader == null ? Set.of() : Set.copyOf(reader.getIndexCommit().getFileNames());
  }

  /// A file was read whole and is what was written.
  synchronized void verified(String file) {
    verified.add(file);
  }

  /// From now on nothing is answered from here.
  synchronized void damaged(StorageException found) {
    if (damage == null) {
      damage = found;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (reader != null) {
      reader.decRef();
      reader = null;
    }
  }
}
