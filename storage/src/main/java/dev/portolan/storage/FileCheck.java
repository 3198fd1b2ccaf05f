package dev.portolan.storage;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/// Reads whole files and compares them with the checksums in their footers.
final class FileCheck {
  private FileCheck() {}

  /// A file, and what is wrong with it.
  record Wrong(String file, String reason) {}

  /// The files of a commit that are not what was written; empty when all are.
  ///
  /// A commit that a newer one replaced while it was read is left, and the newer one read.
  static List<Wrong> commit(Directory directory) throws IOException {
    while (true) {
      String newest = SegmentInfos.getLastCommitSegmentsFileName(directory.listAll());
      if (newest == null) {
        return List.of(new Wrong("segments", "there is no commit"));
      }
      List<Wrong> wrong = files(directory, commitFiles(directory, newest));
      if (wrong.isEmpty()
          || newest.equals(SegmentInfos.getLastCommitSegmentsFileName(directory.listAll()))) {
        return wrong;
      }
    }
  }

  /// The commit's own file first: what it names counts only where it can be read.
  private static Collection<String> commitFiles(Directory directory, String newest) {
    try {
      return SegmentInfos.readCommit(directory, newest).files(true);
    } catch (IOException | RuntimeException e) {
      return List.of(newest);
    }
  }

  static List<Wrong> files(Directory directory, Collection<String> files) {
    List<Wrong> wrong = new ArrayList<>();
    for (String file : files) {
      String reason = file(directory, file);
      if (reason != null) {
        wrong.add(new Wrong(file, reason));
      }
    }
    return wrong;
  }

  /// What is wrong with a file, or null.
  static String file(Directory directory, String name) {
    try (IndexInput in = directory.openInput(name, IOContext.READONCE)) {
      CodecUtil.checksumEntireFile(in);
      return null;
    } catch (NoSuchFileException | FileNotFoundException e) {
      return "the file is missing";
    } catch (EOFException e) {
      return "the file ends too early";
    } catch (IOException | RuntimeException e) {
      return String.valueOf(e.getMessage()).replaceAll(" \\(resource=.*", "");
    }
  }
}
