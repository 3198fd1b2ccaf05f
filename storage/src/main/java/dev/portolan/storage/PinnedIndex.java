package dev.portolan.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;

/// One commit of a Lucene index with all its files open.
///
/// A writer deletes files as soon as a newer commit does without them. So all files are opened
/// before one is read; when one is gone by then, there is a newer commit to begin again with. Used
/// by the thread that opened it.
final class PinnedIndex implements AutoCloseable {
  private final Path path;
  private final SegmentInfos commit;
  private final PinnedFile segments;
  private final List<PinnedFile> files;

  private PinnedIndex(Path path, SegmentInfos commit, PinnedFile segments, List<PinnedFile> files) {
    this.path = path;
    this.commit = commit;
    this.segments = segments;
    this.files = files;
  }

  /// Opens the newest commit.
  ///
  /// @throws NoSuchFileException when there is none, or a file it names is missing
  static PinnedIndex newest(Path path) throws IOException {
    try (FSDirectory directory = Directories.open(path)) {
      return newest(path, directory);
    }
  }

  static PinnedIndex newest(Path path, Directory directory) throws IOException {
    for (long failed = -1; ; ) {
      SegmentInfos commit = SegmentInfos.readLatestCommit(directory);
      try {
        return pin(path, directory, commit);
      } catch (FileNotFoundException | NoSuchFileException e) {
        if (commit.getGeneration() == failed) {
          throw e;
        }
        failed = commit.getGeneration();
      }
    }
  }

  private static PinnedIndex pin(Path path, Directory directory, SegmentInfos commit)
      throws IOException {
    List<PinnedFile> opened = new ArrayList<>();
    boolean done = false;
    try {
      opened.add(PinnedFile.open(path, directory, commit.getSegmentsFileName()));
      for (String name : commit.files(false).stream().sorted().toList()) {
        opened.add(PinnedFile.open(path, directory, name));
      }
      done = true;
      return new PinnedIndex(
          path, commit, opened.getFirst(), List.copyOf(opened.subList(1, opened.size())));
    } finally {
      if (!done) {
        IOUtils.closeWhileHandlingException(opened.stream().map(PinnedFile::content).toList());
      }
    }
  }

  Path path() {
    return path;
  }

  Map<String, String> userData() {
    return commit.getUserData();
  }

  long bytes() {
    return segments.bytes() + files.stream().mapToLong(PinnedFile::bytes).sum();
  }

  /// Writes the same files into a directory, that of the commit last.
  void copy(Path directory, CopyCount count) throws IOException {
    copyFiles(directory, count);
    segments.copy(directory, count);
  }

  /// Writes the files into a directory under a commit of their own, last, with other user data.
  void copy(Path directory, Map<String, String> userData, CopyCount count) throws IOException {
    copyFiles(directory, count);
    SegmentInfos own = commit.clone();
    own.setUserData(userData, false);
    try (FSDirectory target = Directories.open(directory)) {
      own.commit(target);
    }
    count.addBytes(segments.bytes());
    count.addFile();
  }

  private void copyFiles(Path directory, CopyCount count) throws IOException {
    for (PinnedFile file : files) {
      file.copy(directory, count);
    }
  }

  @Override
  public void close() throws IOException {
    segments.close();
    for (PinnedFile file : files) {
      file.close();
    }
  }
}
