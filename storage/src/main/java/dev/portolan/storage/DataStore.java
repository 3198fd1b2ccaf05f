package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/// The data of one dataset on disk: the Lucene index `data/`, its one writer and its readers.
///
/// A write returns after its commit, unless told [Durability#LATER]. A write that fails leaves the
/// last commit as it was: nothing of it can be seen or stays. Safe for many threads; their writes
/// share commits.
///
/// The caller holds the database's lock before the first write.
public final class DataStore implements AutoCloseable {
  private final Path path;
  private final Directory directory;
  private final CommittedData committed;
  private final DataWriter writer;

  private DataStore(Path path, Directory directory, CommittedData committed, OpenOptions options) {
    this.path = path;
    this.directory = directory;
    this.committed = committed;
    this.writer = new DataWriter(path, directory, committed, options);
  }

  /// Whether there is a dataset at `path`: an index with a commit.
  public static boolean exists(Path path) {
    try {
      if (!Files.isDirectory(path)) {
        return false;
      }
      try (FSDirectory directory = FSDirectory.open(path)) {
        return DirectoryReader.indexExists(directory);
      }
    } catch (IOException e) {
      throw new StorageException("%s cannot be read: %s".formatted(path, reason(e)), e);
    }
  }

  /// A new dataset, which exists from its first commit on: [#commitEmpty()] or the first load.
  public static DataStore create(Path path, Schema schema, Optional<String> embedder) {
    return create(path, schema, embedder, OpenOptions.defaults());
  }

  public static DataStore create(
      Path path, Schema schema, Optional<String> embedder, OpenOptions options) {
    try {
      Files.createDirectories(path);
      return create(path, new DataDirectory(path), schema, embedder, options);
    } catch (IOException e) {
      throw new StorageException("%s cannot be created: %s".formatted(path, reason(e)), e);
    }
  }

  static DataStore create(
      Path path,
      Directory directory,
      Schema schema,
      Optional<String> embedder,
      OpenOptions options) {
    CommittedData committed = new CommittedData(path, directory, options, false);
    committed.begin(
        new CommitData(UUID.randomUUID().toString(), schema, 0, 0, 0, embedder, Set.of()));
    return new DataStore(path, directory, committed, options);
  }

  public static DataStore open(Path path) {
    return open(path, OpenOptions.defaults(), false);
  }

  /// @param unclean whether the last writer ended without closing: its last files are then verified
  ///   first, as the options say
  /// @throws StorageException.Damaged when a file is not what was written
  public static DataStore open(Path path, OpenOptions options, boolean unclean) {
    try {
      return open(path, new DataDirectory(path), options, unclean);
    } catch (IOException e) {
      throw failed(path, "opened", e);
    }
  }

  static DataStore open(Path path, Directory directory, OpenOptions options, boolean unclean) {
    CommittedData committed = new CommittedData(path, directory, options, unclean);
    boolean opened = false;
    try {
      committed.refresh();
      opened = true;
      return new DataStore(path, directory, committed, options);
    } catch (IOException e) {
      throw failed(path, "opened", e);
    } finally {
      if (!opened) {
        org.apache.lucene.util.IOUtils.closeWhileHandlingException(directory);
      }
    }
  }

  /// The newest durable state; the caller closes it. Waits for no write. How long this process's
  /// commits took.
  public Latency commits() {
    return writer.commits();
  }

  /// How many snapshots there were.
  public long snapshotsMade() {
    return committed.snapshotsMade();
  }

  /// How many of them found worked out where their data lie.
  public long tablesReused() {
    return committed.tablesReused();
  }

  public DataSnapshot snapshot() {
    try {
      if (!writer.isOpen() && committed.commit().commit() > 0) {
        committed.refresh();
      }
      return committed.snapshot();
    } catch (IOException e) {
      throw failed(path, "read", e);
    }
  }

  /// Makes the new dataset exist with no data.
  public void commitEmpty() {
    writer.alone((_, _) -> null);
  }

  /// Inserts or replaces data by id: all of them or, on any error, none.
  public UpsertReport upsert(Iterable<Datum> data) {
    return upsert(data, Durability.NOW);
  }

  /// An id twice in one call: the last one wins. A replaced datum keeps its ordinal.
  ///
  /// @return how many were new, replaced, and repeated in the call
  /// @throws IllegalArgumentException when a datum breaks a rule; then none of them is written
  public UpsertReport upsert(Iterable<Datum> data, Durability durability) {
    return put(data, true, durability);
  }

  /// Inserts those data whose id is not there yet; the others stay as they are.
  ///
  /// @return how many were new, and how many were there (`replaced` is 0, they count as `present`)
  public UpsertReport insertAbsent(Iterable<Datum> data, Durability durability) {
    return put(data, false, durability);
  }

  /// Inserts or replaces data that are chosen in view of the newest state; no other write comes
  /// between. What was written with [Durability#LATER] before is committed first.
  ///
  /// @param choice asked once, under the writer's lock; what it throws is thrown, and nothing is
  ///   written
  public UpsertReport upsert(
      Function<DataSnapshot, ? extends Iterable<Datum>> choice, Durability durability) {
    return writer.write(
        durability,
        (w, _) -> {
          WriteBuffer open = writer.commitBuffered();
          try (DataSnapshot data = committed.snapshot()) {
            return Upsert.of(choice.apply(data), true).into(w, open);
          }
        });
  }

  private UpsertReport put(Iterable<Datum> data, boolean replace, Durability durability) {
    Upsert upsert = Upsert.of(data, replace);
    return writer.write(
        durability, (w, buffer) -> upsert.into(w, after(buffer, upsert.data().keySet())));
  }

  /// The buffer in which none of these ids was written yet: ids resolve in the last commit.
  private WriteBuffer after(WriteBuffer buffer, Collection<String> ids) throws IOException {
    return buffer.holds(ids) ? writer.commitBuffered() : buffer;
  }

  /// Changes some values of data that are there; vectors and other values stay, and so does the
  /// place on the map unless a text changes.
  ///
  /// @throws IllegalArgumentException when an id is unknown or a value breaks a rule; then nothing
  ///   is changed
  public int update(List<DatumEdit> edits, Durability durability) {
    Map<String, DatumEdit> last = new LinkedHashMap<>();
    for (DatumEdit edit : edits) {
      last.merge(edit.id(), edit, DatumEdit::then);
    }
    return writer.write(
        durability,
        (w, buffer) -> {
          WriteBuffer open = after(buffer, last.keySet());
          List<Datum> edited = new ArrayList<>();
          List<StoredDatum> stored = new ArrayList<>();
          for (DatumEdit edit : last.values()) {
            StoredDatum before = open.stored(edit.id());
            if (before == null) {
              throw new IllegalArgumentException(
                  "%s: no such datum; add it first, or update ids that exist".formatted(edit.id()));
            }
            Datum datum = edit.applied(before, open.commit().schema());
            open.check(datum);
            edited.add(datum);
            stored.add(before);
          }
          for (int i = 0; i < edited.size(); i++) {
            open.edit(w, edited.get(i), stored.get(i));
          }
          return edited.size();
        });
  }

  /// Deletes data by id.
  ///
  /// @return how many there were
  public int delete(List<String> ids) {
    return delete(ids, Durability.NOW);
  }

  public int delete(List<String> ids, Durability durability) {
    Set<String> distinct = new LinkedHashSet<>(ids);
    return writer.write(
        durability,
        (w, buffer) -> {
          WriteBuffer open = after(buffer, distinct);
          int count = 0;
          for (String id : distinct) {
            if (open.stored(id) != null) {
              open.delete(w, id);
              count++;
            }
          }
          return count;
        });
  }

  /// Deletes the data a filter selects from the newest state, in one commit.
  ///
  /// @param filter answers with data of the snapshot it is given
  /// @return how many there were
  public int delete(Function<DataSnapshot, DatumSet> filter) {
    return writer.alone((w, buffer) -> {
      int count = 0;
      try (DataSnapshot data = committed.snapshot()) {
        for (String id : data.ids(filter.apply(data).and(data.all()).ordinals())) {
          buffer.delete(w, id);
          count++;
        }
      }
      return count;
    });
  }

  /// Deletes what has expired; it was hidden already, its space is free after the next merge.
  public void deleteExpired() {
    writer.alone((_, _) -> {
      writer.deleteExpired();
      return null;
    });
  }

  /// Makes everything durable that was written with [Durability#LATER].
  ///
  /// @throws StorageException when some of it was lost
  public void flush() {
    writer.flush();
  }

  /// Writes many data in batches, each in a commit of its own.
  ///
  /// A failure leaves the batches before it; its message says how many data they have.
  ///
  /// @param durable told after each commit how many data are durable
  /// @throws BatchFailure with how many data are durable, and the reason
  public UpsertReport upsertInBatches(
      Iterable<Datum> data, BatchLimits limits, LongConsumer durable) {
    Batches batches = new Batches(this, limits, durable);
    try {
      for (Datum datum : data) {
        batches.add(datum);
      }
      batches.commit();
    } catch (IllegalArgumentException | StorageException e) {
      throw new BatchFailure(batches.durable(), e);
    }
    return batches.report();
  }

  /// Like [#upsert], for many data: written as one segment with one graph where the buffer holds
  /// them, else merged into one before the one commit. Other writes wait.
  public UpsertReport load(Iterable<Datum> data, LoadProgress progress) {
    return writer.load((w, buffer) -> {
      Load load = new Load(w, buffer);
      for (Datum datum : data) {
        load.add(datum);
        progress.added(load.count());
      }
      progress.merging();
      writer.merge(w, progress::cancelled);
      buffer.nextId(buffer.nextOrdinal());
      return load.report();
    });
  }

  /// Merges the data into one segment with one graph, when they are in more.
  ///
  /// @throws StorageException.NoSpace when there is no room for a second copy
  /// @throws java.util.concurrent.CancellationException soon after `cancel` says so
  public void merge(CancelFlag cancel) {
    if (committed.reader().leaves().size() > 1) {
      DiskSpace.require(path, Directories.bytes(path), "merging the data");
      writer.merge(cancel);
    }
  }

  /// Merges into one segment without a trace of deleted data and dropped columns: their bytes are
  /// gone from `data/` once no snapshot of this process is open.
  public void optimize(CancelFlag cancel) {
    DiskSpace.require(path, Directories.bytes(path), "optimizing");
    deleteExpired();
    writer.merge(cancel);
  }

  /// Gives the dataset another schema, in one commit.
  public void alter(UnaryOperator<Schema> change) {
    writer.alone((_, buffer) -> {
      buffer.schema(change.apply(buffer.commit().schema()));
      return null;
    });
    writer.reopen();
  }

  /// Reads every file of the newest commit; sound ones are verified from then on, and damage ends
  /// all answers from here.
  ///
  /// @param goOn told how many bytes were read; says whether to read on
  void scrub(LongPredicate goOn) {
    try {
      for (String file : committed.files()) {
        String wrong = FileCheck.file(directory, file);
        if (wrong == null) {
          committed.verified(file);
        } else if (committed.files().contains(file)) {
          committed.damaged(
              new StorageException.Damaged(path.resolve(file), new IOException(wrong)));
        }
        if (!goOn.test(wrong == null ? directory.fileLength(file) : 0)) {
          return;
        }
      }
    } catch (IOException | AlreadyClosedException e) {
      // A file that a merge has removed, or a store that was closed meanwhile: the next pass looks
      // at what there is then.
    }
  }

  /// The counter of the next generated id.
  public long nextGeneratedId() {
    return committed.commit().nextId();
  }

  /// The dataset's key, which its datum sets carry.
  public String dataset() {
    return committed.commit().dataset();
  }

  /// Where the data lie.
  public Path path() {
    return path;
  }

  CommittedData committed() {
    return committed;
  }

  /// What one load adds up to.
  ///
  /// @param added data with a new id
  /// @param replaced data whose id was there
  /// @param repeated data that another one of the same call stands for
  /// @param present data that were there and were not to be replaced
  public record UpsertReport(int added, int replaced, int repeated, int present) {
    public UpsertReport(int added, int replaced, int repeated) {
      this(added, replaced, repeated, 0);
    }

    UpsertReport and(UpsertReport next) {
      return new UpsertReport(
          added + next.added,
          replaced + next.replaced,
          repeated + next.repeated,
          present + next.present);
    }
  }

  /// Told how a load goes on.
  public interface LoadProgress {
    void added(int count);

    void merging();

    /// Asked while data are merged: whether to stop and leave everything as it was.
    default boolean cancelled() {
      return false;
    }

    static LoadProgress none() {
      return new LoadProgress() {
        @Override
        public void added(int count) {}

        @Override
        public void merging() {}
      };
    }
  }

  static StorageException failed(Directory directory, String verb, IOException cause) {
    Path path =
        directory instanceof FSDirectory files
            ? files.getDirectory()
            : Path.of(directory.toString());
    return failed(path, verb, cause);
  }

  static StorageException failed(Path path, String verb, IOException cause) {
    if (DiskSpace.isFull(cause)) {
      return new StorageException.NoSpace(path, cause);
    }
    if (cause instanceof CorruptIndexException || cause instanceof IndexFormatTooOldException) {
      return new StorageException.Damaged(path, cause);
    }
    if (cause instanceof IndexFormatTooNewException) {
      return new StorageException.TooNew(path.toString(), "a newer Lucene", "its own");
    }
    return new StorageException(
        "%s could not be %s: %s".formatted(path, verb, reason(cause)), cause);
  }

  static String reason(IOException e) {
    if (e instanceof FileSystemException files && files.getReason() != null) {
      return files.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  @Override
  public void close() {
    try {
      writer.close();
    } finally {
      try {
        committed.close();
        directory.close();
      } catch (IOException e) {
        throw failed(path, "closed", e);
      }
    }
  }
}
