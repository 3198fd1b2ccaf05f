package dev.portolan.storage;

import org.apache.lucene.index.ConcurrentMergeScheduler;

/// Merges in the background without a word on standard error when one fails.
///
/// Who waits for the merge is told by the writer; a merge nobody waits for is tried again later.
final class QuietMerges extends ConcurrentMergeScheduler {
  @Override
  protected void handleMergeException(Throwable failure) {}
}
