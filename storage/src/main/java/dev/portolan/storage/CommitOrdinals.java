package dev.portolan.storage;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;

/// What is worked out from a commit's ordinals and kept for all its snapshots: where each datum
/// lies, and the set of all that are live.
///
/// Made when first asked, from the commit alone, so it cannot be stale. Safe for many threads; who
/// asks holds the reader.
final class CommitOrdinals {
  private final DirectoryReader reader;
  private final CommitData commit;
  private volatile SegmentOrdinals tables;
  private volatile DatumSet live;

  CommitOrdinals(DirectoryReader reader, CommitData commit) {
    this.reader = reader;
    this.commit = commit;
  }

  /// Whether somebody asked before.
  boolean made() {
    return tables != null;
  }

  SegmentOrdinals tables() throws IOException {
    SegmentOrdinals made = tables;
    if (made == null) {
      synchronized (this) {
        made = tables;
        if (made == null) {
          made = SegmentOrdinals.of(reader, commit.nextOrdinal());
          tables = made;
        }
      }
    }
    return made;
  }

  /// All live data.
  DatumSet all() throws IOException {
    DatumSet all = live;
    if (all == null) {
      int[] documents = tables().documents();
      all =
          DatumSet.collect(
              commit.dataset(),
              sink -> {
                for (int ordinal = 0; ordinal < documents.length; ordinal++) {
                  if (documents[ordinal] >= 0) {
                    sink.accept(ordinal);
                  }
                }
              });
      live = all;
    }
    return all;
  }
}
