package dev.portolan.storage;

import java.io.IOException;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/// Removes commits that a newer one has replaced.
///
/// After a power loss an old `segments_N` may have come back without the files it names; Lucene's
/// reader opens the newest, its writer stumbles over the old one. Only the newest counts, so the
/// holder of the lock removes the others before it writes.
final class StaleCommits {
  private StaleCommits() {}

  /// @return how many were removed
  static int remove(Directory directory) throws IOException {
    String[] files = directory.listAll();
    String newest = SegmentInfos.getLastCommitSegmentsFileName(files);
    if (newest == null) {
      return 0;
    }
    SegmentInfos.readCommit(directory, newest);
    int removed = 0;
    for (String file : files) {
      if (file.startsWith(IndexFileNames.SEGMENTS) && !file.equals(newest)) {
        directory.deleteFile(file);
        removed++;
      }
    }
    if (removed > 0) {
      directory.syncMetaData();
    }
    return removed;
  }
}
