package dev.portolan.storage;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentReader;

/// The files of `data/` that are known to be what was written; kept in every commit.
///
/// Lucene writes a file once, so one check is for good until the disk rots. Safe for many threads.
final class VerifiedFiles {
  private final Set<String> names;
  private final boolean checking;

  /// @param listed the files the commit calls verified
  /// @param checking whether files that are not listed have to be read before they are answered
  ///   from
  VerifiedFiles(Set<String> listed, boolean checking) {
    this.names = new HashSet<>(listed);
    this.checking = checking;
  }

  /// Reads every segment with a file that is not on the list, when it has to be.
  ///
  /// @throws org.apache.lucene.index.CorruptIndexException naming the first file that differs
  synchronized void check(DirectoryReader reader) throws IOException {
    if (!checking) {
      return;
    }
    for (LeafReaderContext leaf : reader.leaves()) {
      List<String> files = files(leaf);
      if (!names.containsAll(files)) {
        leaf.reader().checkIntegrity();
        names.addAll(files);
      }
    }
  }

  /// Puts a file on the list that was found sound.
  synchronized void add(String file) {
    names.add(file);
  }

  synchronized boolean contains(String file) {
    return names.contains(file);
  }

  /// What the next commit shall list: the verified files that are still there.
  synchronized Set<String> of(DirectoryReader reader) throws IOException {
    Set<String> there = new HashSet<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      there.addAll(files(leaf));
    }
    names.retainAll(there);
    return Set.copyOf(names);
  }

  private static List<String> files(LeafReaderContext leaf) throws IOException {
    SegmentReader segment = (SegmentReader) FilterLeafReader.unwrap(leaf.reader());
    return List.copyOf(segment.getSegmentInfo().files());
  }
}
