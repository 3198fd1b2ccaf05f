package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;

/// The one writer of `tags/`: edits a draft in memory, and commits it for all who edited it.
///
/// As in [DataWriter] whoever wants durability edits, then asks for a commit, which carries the
/// edits of those who waited; a commit writes the entries that changed. Whatever fails takes the
/// draft with it, and each of its editors is told; the last commit stands.
///
/// Safe for many threads; never interrupt one inside.
final class TagWriter {
  /// Edits that share a commit.
  private static final class Group {
    boolean durable;
    StorageException failure;
  }

  private final CommittedTags committed;
  private final ReentrantLock turn = new ReentrantLock(true);
  private volatile IndexWriter writer;
  private TagDraft draft;
  private Group group = new Group();
  private boolean left;
  private StorageException lost;

  TagWriter(CommittedTags committed) {
    this.committed = committed;
  }

  /// Whether this process writes; then its own commits are the newest there are.
  boolean isOpen() {
    return writer != null;
  }

  /// Edits the draft; with [Durability#NOW] returns after the commit that has the edit.
  <T> T edit(Durability durability, Function<TagDraft, T> work) {
    if (turn.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "tags are being edited by this thread; an edit cannot begin another: put both into one");
    }
    Edited<T> edited =
        taken(() -> {
          open();
          T result = draft.edit(work);
          left |= durability == Durability.LATER;
          return new Edited<>(group, result);
        });
    if (durability == Durability.NOW) {
      await(edited.group());
    }
    return edited.result();
  }

  /// An edit that was made, and whom it shares a commit with.
  private record Edited<T>(Group group, T result) {}

  private void await(Group mine) {
    taken(() -> {
      if (mine.failure != null) {
        throw mine.failure;
      }
      if (!mine.durable) {
        commit();
      }
      return null;
    });
  }

  /// Makes everything durable that was edited with [Durability#LATER].
  ///
  /// @throws StorageException when some of it was lost before, or is now
  void flush() {
    taken(() -> {
      tellLost();
      left = false; // Whoever flushes is told now; nobody needs to be told later.
      if (writer != null) {
        commit();
      }
      return null;
    });
  }

  /// Takes the deleted data out of all sets, and what was replaced out of the files.
  void optimize(Supplier<DatumSet> live) {
    taken(() -> {
      open();
      draft.edit(tags -> {
        tags.retain(live.get());
        return null;
      });
      commit();
      writer.forceMerge(1);
      writer.commit();
      published(committed.newest());
      return null;
    });
  }

  private interface Work<T> {
    T done() throws IOException;
  }

  /// Does something while the others wait; a disk that fails ends the draft.
  private <T> T taken(Work<T> work) {
    turn.lock();
    try {
      return work.done();
    } catch (IOException | AlreadyClosedException | Error e) {
      throw abandon(e);
    } catch (RuntimeException e) {
      throw unlessBroken(e);
    } finally {
      turn.unlock();
    }
  }

  /// The failure as it is, unless the writer broke before, in a merge nobody waited for: then that.
  private RuntimeException unlessBroken(RuntimeException failure) {
    Throwable broken = writer == null ? null : writer.getTragicException();
    return broken == null ? failure : abandon(broken);
  }

  private void open() throws IOException {
    tellLost();
    if (writer != null) {
      return;
    }
    Directory files = committed.directory();
    StaleCommits.remove(files);
    TagSnapshot last = committed.refresh();
    IndexWriterConfig config = new IndexWriterConfig();
    config.setMergeScheduler(new QuietMerges());
    config.setCommitOnClose(false);
    writer = new IndexWriter(files, config);
    if (last.commit() == 0) {
      begin(last);
    }
    draft = new TagDraft(committed.newest());
  }

  /// The first commit, of no entries; the directory has to survive a power loss too.
  private void begin(TagSnapshot none) throws IOException {
    writer.setLiveCommitData(TagDocument.userData(none).entrySet());
    writer.commit();
    published(none);
    Path dataset = committed.path().toAbsolutePath().getParent();
    if (dataset != null && dataset.toFile().isDirectory()) {
      IOUtils.fsync(dataset, true);
    }
  }

  private void commit() throws IOException {
    if (!draft.changed().isEmpty()) {
      TagSnapshot next = draft.state();
      for (long id : draft.changed()) {
        var entry = next.find(id);
        if (entry.isPresent()) {
          writer.updateDocument(TagDocument.term(id), TagDocument.document(entry.get()));
        } else {
          writer.deleteDocuments(TagDocument.term(id));
        }
      }
      writer.setLiveCommitData(TagDocument.userData(next).entrySet());
      writer.commit();
      published(next);
      draft = new TagDraft(next);
    }
    group.durable = true;
    group = new Group();
    left = false;
  }

  private void published(TagSnapshot state) throws IOException {
    committed.published(state, SegmentInfos.getLastCommitGeneration(committed.directory()));
  }

  /// Says once what was acknowledged with [Durability#LATER] and is gone.
  private void tellLost() {
    if (lost != null) {
      StorageException told = lost;
      lost = null;
      throw told;
    }
  }

  /// Gives up the draft; returns what to throw.
  private StorageException abandon(Throwable cause) {
    StorageException failure =
        DataStore.failed(committed.path(), "written", DataWriter.asIo(cause));
    if (!group.durable) {
      group.failure = failure;
    }
    if (left) {
      lost = failure;
    }
    rollback();
    return failure;
  }

  private void rollback() {
    IndexWriter failed = writer;
    writer = null;
    draft = null;
    group = new Group();
    left = false;
    if (failed != null) {
      try {
        failed.rollback();
      } catch (IOException | AlreadyClosedException e) {
        // The failure that led here is the one to report; the last commit stands whatever the
        // rollback does.
      }
    }
  }

  /// Makes durable what was left for later, then closes.
  void close() {
    try {
      flush();
    } finally {
      turn.lock();
      try {
        rollback();
      } finally {
        turn.unlock();
      }
    }
  }
}
