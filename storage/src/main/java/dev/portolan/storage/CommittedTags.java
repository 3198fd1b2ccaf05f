package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;

/// The newest commit of `tags/` that was seen; the index may not be there yet.
///
/// Safe for many threads; a write in progress is not waited for.
final class CommittedTags implements AutoCloseable {
  private final Path path;
  private final String dataset;
  private Directory directory;
  private TagSnapshot newest;
  private long generation = -1;

  /// @param dataset key of the dataset whose data the sets name
  /// @param directory null for the one at `path`, when it is there
  CommittedTags(Path path, String dataset, Directory directory) {
    this.path = path;
    this.dataset = dataset;
    this.directory = directory;
    this.newest = TagSnapshot.none(dataset);
  }

  Path path() {
    return path;
  }

  /// The state that was seen last.
  synchronized TagSnapshot newest() {
    return newest;
  }

  /// Looks for a newer commit and reads it.
  ///
  /// @throws CorruptIndexException when a file is not what was written; the state seen before stays
  synchronized TagSnapshot refresh() throws IOException {
    if (directory == null && !Files.isDirectory(path)) {
      return newest;
    }
    Directory files = directory();
    String[] names = files.listAll();
    long found = SegmentInfos.getLastCommitGeneration(names);
    if (found < 0) {
      requireNew(names);
    } else if (found != generation) {
      TagDocument.Read read = TagDocument.newest(files);
      if (!read.state().dataset().equals(dataset)) {
        throw new StorageException(
            "%s holds tags of another dataset than its data; restore the dataset from a backup"
                .formatted(path));
      }
      published(read.state(), read.generation());
    }
    return newest;
  }

  /// Before the first commit there are no entries.
  private void requireNew(String[] names) throws IOException {
    for (String name : names) {
      if (generation >= 0 || name.startsWith("_")) {
        throw new CorruptIndexException("there is no commit beside " + name, path.toString());
      }
    }
  }

  /// A state was made durable.
  synchronized void published(TagSnapshot state, long number) {
    newest = state;
    generation = number;
  }

  /// The files, in a directory that is made where there is none.
  synchronized Directory directory() throws IOException {
    if (directory == null) {
      directory = new DataDirectory(path);
    }
    return directory;
  }

  /// Whether there is anything at a path that tags left there.
  static boolean there(Path path) {
    return Directories.files(path).stream()
        .anyMatch(name -> name.startsWith("_") || name.startsWith("segments"));
  }

  @Override
  public synchronized void close() throws IOException {
    IOUtils.close(directory);
  }
}
