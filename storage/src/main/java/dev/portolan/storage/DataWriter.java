package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;

/// The one writer of `data/`: buffers writes, and commits them in groups.
///
/// Whoever wants durability buffers, then asks for a commit. The lock is fair, so those who wait to
/// buffer come before him, and his commit carries theirs: eight threads of single adds share about
/// one commit in eight. Whatever fails takes the group with it, and each of its writers is told;
/// the last commit stands.
///
/// Safe for many threads; never interrupt one inside.
final class DataWriter {
  private static final long SWEEP_NANOS = 60_000_000_000L;

  /// Writes that share a commit.
  private static final class Group {
    boolean durable;
    StorageException failure;
  }

  /// Something done with the writer while the others wait.
  interface Work<T> {
    T with(IndexWriter writer, WriteBuffer buffer) throws IOException;
  }

  private final Path path;
  private final Directory directory;
  private final CommittedData committed;
  private final Latency commits = new Latency();
  private final OpenOptions options;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final AtomicBoolean mergesCancelled = new AtomicBoolean();
  private volatile IndexWriter writer;
  private ExecutorService workers;
  private WriteBuffer buffer;
  private Group group = new Group();
  private boolean loading;
  private boolean left;
  private StorageException lost;
  private long swept;

  DataWriter(Path path, Directory directory, CommittedData committed, OpenOptions options) {
    this.path = path;
    this.directory = directory;
    this.committed = committed;
    this.options = options;
  }

  /// How long commits took.
  Latency commits() {
    return commits;
  }

  /// Buffers some writes; with [Durability#NOW] returns after the commit that has them.
  ///
  /// Work that throws before it buffered anything has no effect on others.
  <T> T write(Durability durability, Work<T> work) {
    T result;
    Group mine;
    turn.lock();
    try {
      open();
      WriteBuffer opened = buffer;
      long before = buffer.operations();
      try {
        result = work.with(writer, buffer);
      } catch (RuntimeException e) {
        if (buffer != null && buffer.operations() == (buffer == opened ? before : 0)) {
          throw e;
        }
        throw abandon(e);
      }
      mine = group;
      if (durability == Durability.LATER) {
        left = true;
        if (buffer.isFull()) {
          commit();
        }
      }
    } catch (IOException | AlreadyClosedException | Error e) {
      throw abandon(e);
    } catch (RuntimeException e) {
      throw unlessBroken(e);
    } finally {
      turn.unlock();
    }
    if (durability == Durability.NOW) {
      await(mine);
    }
    return result;
  }

  private void await(Group mine) {
    turn.lock();
    try {
      if (mine.failure != null) {
        throw mine.failure;
      }
      if (!mine.durable) {
        commit();
      }
    } catch (IOException | AlreadyClosedException | Error e) {
      throw abandon(e);
    } catch (RuntimeException e) {
      throw unlessBroken(e);
    } finally {
      turn.unlock();
    }
  }

  /// Does work of its own, in a commit of its own; whatever goes wrong, nothing of it stays.
  <T> T alone(Work<T> work) {
    turn.lock();
    boolean done = false;
    try {
      open();
      if (!buffer.isEmpty()) {
        commit();
      }
      T result = work.with(writer, buffer);
      commit();
      done = true;
      return result;
    } catch (IOException | AlreadyClosedException | Error e) {
      done = true;
      throw abandon(e);
    } catch (RuntimeException e) {
      throw unlessBroken(e);
    } finally {
      if (!done) {
        rollback();
      }
      turn.unlock();
    }
  }

  /// Like [#alone], with the writer's settings for a load.
  <T> T load(Work<T> work) {
    turn.lock();
    try {
      flush();
      rollback();
      loading = true;
      return alone(work);
    } finally {
      loading = false;
      rollback();
      turn.unlock();
    }
  }

  /// Makes everything durable that was written with [Durability#LATER].
  ///
  /// @throws StorageException when some of it was lost before, or is now
  void flush() {
    turn.lock();
    try {
      tellLost();
      if (writer != null && !buffer.isEmpty()) {
        commit();
      }
    } catch (IOException | AlreadyClosedException | Error e) {
      StorageException failure = abandon(e);
      lost = null;
      throw failure;
    } catch (RuntimeException e) {
      RuntimeException failure = unlessBroken(e);
      lost = null;
      throw failure;
    } finally {
      turn.unlock();
    }
  }

  /// Commits what is buffered, under the same lock, before work that must see it.
  WriteBuffer commitBuffered() throws IOException {
    if (!buffer.isEmpty()) {
      commit();
    }
    return buffer;
  }

  /// Merges all data into one segment with one graph, no deleted datum and no dropped column.
  ///
  /// @throws java.util.concurrent.CancellationException within a quarter of a second after `cancel`
  ///   says so; nothing is changed then
  void merge(CancelFlag cancel) {
    alone((w, _) -> {
      merge(w, cancel);
      return null;
    });
  }

  /// Merges inside other work.
  void merge(IndexWriter w, CancelFlag cancel) throws IOException {
    Schema schema = buffer.commit().schema();
    boolean rewriting = DroppingMerges.needed(committed.reader(), DroppingMerges.dropped(schema));
    w.getConfig().setMergePolicy(DataIndexing.mergePolicy(schema, rewriting));
    w.forceMerge(1, false);
    w.getConfig().setMergePolicy(DataIndexing.mergePolicy(schema, false));
    try {
      while (w.hasPendingMerges() || !w.getMergingSegments().isEmpty()) {
        if (cancel.cancelled()) {
          mergesCancelled.set(true);
          rollback();
        }
        cancel.check("merging");
        pause();
      }
    } finally {
      mergesCancelled.set(false);
    }
    w.forceMerge(1, true);
  }

  private static void pause() {
    java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
  }

  private void open() throws IOException {
    tellLost();
    if (writer != null && committed.commit().commit() == buffer.commit().commit()) {
      sweep();
      return;
    }
    if (committed.commit().commit() > 0) {
      if (writer == null) {
        StaleCommits.remove(directory);
      }
      committed.refresh();
    }
    buffer = new WriteBuffer(path, committed.commit(), committed.reader());
    if (writer == null) {
      Schema schema = committed.commit().schema();
      writer =
          new IndexWriter(
              directory,
              loading
                  ? DataIndexing.load(schema, workers(), mergesCancelled::get)
                  : DataIndexing.writes(schema, workers(), mergesCancelled::get));
    }
    sweep();
  }

  /// Deletes what has expired, about once a minute; it is hidden from readers before.
  private void sweep() throws IOException {
    Schema schema = buffer.commit().schema();
    if (schema.expiry().isPresent() && (swept == 0 || System.nanoTime() - swept > SWEEP_NANOS)) {
      swept = System.nanoTime();
      deleteExpired(schema);
    }
  }

  private void deleteExpired(Schema schema) throws IOException {
    writer.deleteDocuments(
        LongField.newRangeQuery(
            schema.field(schema.expiry().orElseThrow()),
            Long.MIN_VALUE,
            DatumDocument.micros(options.clock().instant())));
  }

  /// Deletes what has expired, now.
  void deleteExpired() throws IOException {
    Schema schema = buffer.commit().schema();
    if (schema.expiry().isPresent()) {
      deleteExpired(schema);
    }
  }

  private void commit() throws IOException {
    CommitData next = buffer.next(committed.verifiedFiles());
    boolean first = next.commit() == 1;
    writer.setLiveCommitData(next.toUserData().entrySet());
    CommitEvent event = new CommitEvent();
    event.begin();
    long start = System.nanoTime();
    writer.commit();
    commits.record(System.nanoTime() - start);
    event.directory = path.toString();
    event.number = next.commit();
    event.commit();
    if (first) {
      syncParents();
    }
    group.durable = true;
    group = new Group();
    left = false;
    committed.refresh();
    buffer = new WriteBuffer(path, next, committed.reader());
  }

  /// A new dataset's directories have to survive a power loss too.
  private void syncParents() throws IOException {
    Path dataset = path.toAbsolutePath().getParent();
    if (dataset != null && dataset.toFile().isDirectory()) {
      IOUtils.fsync(dataset, true);
      if (dataset.getParent() != null) {
        IOUtils.fsync(dataset.getParent(), true);
      }
    }
  }

  /// Says once what was acknowledged with [Durability#LATER] and is gone.
  private void tellLost() {
    if (lost != null) {
      StorageException told = lost;
      lost = null;
      throw told;
    }
  }

  /// The failure as it is, unless the writer broke before, in a merge nobody waited for: then that.
  private RuntimeException unlessBroken(RuntimeException failure) {
    Throwable broken = writer == null ? null : writer.getTragicException();
    return broken == null ? failure : abandon(broken);
  }

  /// Gives up what is buffered; returns what to throw: where a merge closed the writer in the midst
  /// of the work, what broke the merge.
  private StorageException abandon(Throwable cause) {
    Throwable broken =
        writer == null || !(cause instanceof AlreadyClosedException)
            ? null
            : writer.getTragicException();
    StorageException failure = failure(broken == null ? cause : broken);
    if (!group.durable) {
      group.failure = failure;
    }
    if (left) {
      lost = failure;
    }
    rollback();
    if (cause instanceof Error error && !(cause instanceof AssertionError)) {
      failure.addSuppressed(error);
    }
    return failure;
  }

  private StorageException failure(Throwable cause) {
    return DataStore.failed(path, "written", asIo(cause));
  }

  static IOException asIo(Throwable cause) {
    return switch (cause) {
      case IOException e -> e;
      case AlreadyClosedException e when e.getCause() instanceof IOException inner -> inner;
      default -> new IOException(cause.toString(), cause);
    };
  }

  private void rollback() {
    IndexWriter failed = writer;
    writer = null;
    buffer = null;
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

  private ExecutorService workers() {
    if (workers == null) {
      int cores = Runtime.getRuntime().availableProcessors();
      workers = Executors.newFixedThreadPool(cores, Thread.ofPlatform().daemon().factory());
    }
    return workers;
  }

  /// Whether this process writes; then its own commits are the newest there are.
  boolean isOpen() {
    return writer != null;
  }

  /// The next write begins with a new writer: after the schema changed.
  void reopen() {
    turn.lock();
    try {
      flush();
      rollback();
    } finally {
      turn.unlock();
    }
  }

  /// Makes durable what was left for later, then closes.
  void close() {
    turn.lock();
    try {
      flush();
    } finally {
      rollback();
      if (workers != null) {
        workers.shutdown();
      }
      turn.unlock();
    }
  }
}
