package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/// The data of one dataset on disk: the Lucene index `data/`, its one writer and its readers.
///
/// Every write returns after its commit. A write that fails leaves the last commit as it was:
/// nothing of it can be seen or stays. Safe for many threads; writes take turns.
///
/// The caller holds the database's lock before the first write.
public final class DataStore implements AutoCloseable {

  private final Path path;
  private final Directory directory;
  private CommitData commit;
  private DirectoryReader current;
  private IndexWriter writer;
  private ExecutorService workers;

  private DataStore(Path path, Directory directory, CommitData commit) {
    this.path = path;
    this.directory = directory;
    this.commit = commit;
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
    try {
      Files.createDirectories(path);
      return new DataStore(
          path,
          FSDirectory.open(path),
          new CommitData(UUID.randomUUID().toString(), schema, 0, 0, 0, embedder));
    } catch (IOException e) {
      throw new StorageException("%s cannot be created: %s".formatted(path, reason(e)), e);
    }
  }

  public static DataStore open(Path path) {
    try {
      Directory directory = FSDirectory.open(path);
      try {
        DirectoryReader reader = DirectoryReader.open(directory);
        DataStore store = new DataStore(path, directory, committed(reader));
        store.current = reader;
        return store;
      } catch (IOException | RuntimeException e) {
        directory.close();
        throw e;
      }
    } catch (IOException e) {
      throw failed(path, "opened", e);
    }
  }

  private static CommitData committed(DirectoryReader reader) throws IOException {
    return CommitData.of(reader.getIndexCommit().getUserData());
  }

  /// The newest durable state; the caller closes it.
  public synchronized DataSnapshot snapshot() {
    if (current == null) {
      throw new IllegalStateException(
          "%s has no commit yet; load data or commit it empty first".formatted(path));
    }
    try {
      if (writer == null) {
        refresh();
      }
      current.incRef();
      return new DataSnapshot(current, commit);
    } catch (IOException e) {
      throw failed(path, "read", e);
    }
  }

  private void refresh() throws IOException {
    DirectoryReader newer =
        current == null ? DirectoryReader.open(directory) : DirectoryReader.openIfChanged(current);
    if (newer != null) {
      if (current != null) {
        current.decRef();
      }
      current = newer;
      commit = committed(newer);
    }
  }

  /// Makes the new dataset exist with no data.
  public synchronized void commitEmpty() {
    write(w -> {
      commit(w, commit.nextOrdinal(), commit.nextId());
      return null;
    });
  }

  /// Inserts or replaces data by id, in one commit: all of them or, on any error, none.
  ///
  /// An id twice in one call: the last one wins. A replaced datum keeps its ordinal.
  ///
  /// @return how many were new, replaced, and repeated in the call
  public synchronized UpsertReport upsert(Iterable<Datum> data) {
    return write(w -> {
      Upsert upsert = new Upsert(w);
      for (Datum datum : data) {
        upsert.add(datum);
      }
      commit(w, upsert.nextOrdinal, commit.nextId());
      return upsert.report();
    });
  }

  /// Like [#upsert], for many data: written as one segment with one graph where the buffer holds
  /// them, else merged into one before the commit.
  public synchronized UpsertReport load(Iterable<Datum> data, LoadProgress progress) {
    rollback();
    try {
      return write(DataIndexing::load, w -> loaded(w, data, progress));
    } finally {
      rollback();
    }
  }

  private UpsertReport loaded(IndexWriter w, Iterable<Datum> data, LoadProgress progress)
      throws IOException {
    Upsert upsert = new Upsert(w);
    for (Datum datum : data) {
      upsert.add(datum);
      progress.added(upsert.count);
    }
    progress.merging();
    w.getConfig().setMergePolicy(DataIndexing.mergePolicy());
    w.forceMerge(1);
    commit(w, upsert.nextOrdinal, upsert.nextId());
    return upsert.report();
  }

  /// Deletes data by id, in one commit.
  ///
  /// @return how many there were
  public synchronized int delete(List<String> ids) {
    return write(w -> {
      int before = current.numDocs();
      Term[] terms = ids.stream().map(id -> new Term(DatumDocument.ID, id)).toArray(Term[]::new);
      w.deleteDocuments(terms);
      commit(w, commit.nextOrdinal(), commit.nextId());
      return before - current.numDocs();
    });
  }

  /// Merges the data into one segment with one graph, when they are in more.
  public synchronized void merge() {
    if (current.leaves().size() > 1) {
      write(w -> {
        w.forceMerge(1);
        commit(w, commit.nextOrdinal(), commit.nextId());
        return null;
      });
    }
  }

  /// The counter of the next generated id.
  public synchronized long nextGeneratedId() {
    return commit.nextId();
  }

  /// What one load adds up to.
  ///
  /// @param added data with a new id
  /// @param replaced data whose id was there
  /// @param repeated data that a later one of the same call replaced
  public record UpsertReport(int added, int replaced, int repeated) {}

  /// Told how a load goes on.
  public interface LoadProgress {
    void added(int count);

    void merging();

    static LoadProgress none() {
      return new LoadProgress() {
        @Override
        public void added(int count) {}

        @Override
        public void merging() {}
      };
    }
  }

  /// One commit's inserts: knows the ids that are not yet visible to a reader.
  private final class Upsert {
    private final IndexWriter writer;
    private final DatumDocument documents = new DatumDocument(commit.schema());
    private final Map<String, Integer> pending = new HashMap<>();
    private final DataSnapshot before;
    private int nextOrdinal = commit.nextOrdinal();
    private int count;
    private int added;
    private int replaced;
    private int repeated;

    Upsert(IndexWriter writer) {
      this.writer = writer;
      this.before = current == null ? null : new DataSnapshot(current, commit);
    }

    void add(Datum datum) throws IOException {
      documents.check(datum);
      long changed = commit.commit() + 1;
      Integer inBatch = pending.get(datum.id());
      OptionalInt stored =
          inBatch != null || before == null || before.count() == 0
              ? OptionalInt.empty()
              : before.ordinal(datum.id());
      int ordinal;
      if (inBatch != null) {
        ordinal = inBatch;
        repeated++;
      } else if (stored.isPresent()) {
        ordinal = stored.getAsInt();
        replaced++;
        if (sameMeaning(datum, ordinal)) {
          changed = before.changed(ordinal)[0];
        }
      } else {
        ordinal = nextOrdinal();
        added++;
      }
      var document = documents.document(datum, ordinal, changed);
      if (inBatch != null || stored.isPresent()) {
        writer.updateDocument(new Term(DatumDocument.ID, datum.id()), document);
      } else {
        writer.addDocument(document);
      }
      pending.put(datum.id(), ordinal);
      count++;
    }

    private int nextOrdinal() {
      if (nextOrdinal == IndexWriter.MAX_DOCS) {
        throw new IllegalStateException(
            "%s has used all %d ordinals; copy the live data into a new dataset"
                .formatted(path, nextOrdinal));
      }
      return nextOrdinal++;
    }

    /// Whether the map may keep the datum's place: vector and texts are what they were.
    private boolean sameMeaning(Datum datum, int ordinal) {
      float[] latent = datum.latent();
      if (latent != null && commit.schema().latent().metric() == Metric.COSINE) {
        latent = DatumDocument.scaled(latent, 1 / DatumDocument.norm(latent));
      }
      if (!Arrays.equals(latent, before.storedVector(ordinal))) {
        return false;
      }
      List<String> texts =
          commit.schema().columns().stream()
              .filter(Column.Text.class::isInstance)
              .map(Column::name)
              .toList();
      Map<String, Object> stored = before.values(ordinal, java.util.Set.copyOf(texts));
      return texts.stream()
          .allMatch(text -> java.util.Objects.equals(stored.get(text), datum.values().get(text)));
    }

    long nextId() {
      return Math.max(commit.nextId(), (long) nextOrdinal);
    }

    UpsertReport report() {
      return new UpsertReport(added, replaced, repeated);
    }
  }

  private interface Writing<T> {
    T write(IndexWriter writer) throws IOException;
  }

  private interface Indexing {
    IndexWriterConfig config(Schema schema, ExecutorService workers);
  }

  private <T> T write(Writing<T> work) {
    return write(DataIndexing::writes, work);
  }

  /// Runs one write; whatever goes wrong, nothing of it stays.
  private <T> T write(Indexing indexing, Writing<T> work) {
    boolean done = false;
    try {
      T result = work.write(writer(indexing));
      done = true;
      return result;
    } catch (IOException e) {
      throw failed(path, "written", e);
    } catch (AlreadyClosedException e) {
      throw failed(
          path, "written", e.getCause() instanceof IOException io ? io : new IOException(e));
    } finally {
      if (!done) {
        rollback();
      }
    }
  }

  private void commit(IndexWriter w, int nextOrdinal, long nextId) throws IOException {
    CommitData next =
        new CommitData(
            commit.dataset(),
            commit.schema(),
            commit.commit() + 1,
            nextOrdinal,
            nextId,
            commit.embedder());
    w.setLiveCommitData(next.toUserData().entrySet());
    w.commit();
    refresh();
  }

  private IndexWriter writer(Indexing indexing) throws IOException {
    if (writer == null) {
      writer = new IndexWriter(directory, indexing.config(commit.schema(), workers()));
    }
    return writer;
  }

  private ExecutorService workers() {
    if (workers == null) {
      int cores = Runtime.getRuntime().availableProcessors();
      workers = Executors.newFixedThreadPool(cores, Thread.ofPlatform().daemon().factory());
    }
    return workers;
  }

  private void rollback() {
    IndexWriter failed = writer;
    writer = null;
    if (failed != null) {
      try {
        failed.rollback();
      } catch (IOException | AlreadyClosedException e) {
        // The failure that led here is the one to report; the last commit stands whatever the
        // rollback does.
      }
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
    if (cause instanceof CorruptIndexException
        || cause instanceof IndexFormatTooNewException
        || cause instanceof IndexFormatTooOldException) {
      return new StorageException.Damaged(path, cause);
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
  public synchronized void close() {
    rollback();
    try {
      if (current != null) {
        current.decRef();
        current = null;
      }
      if (workers != null) {
        workers.shutdown();
      }
      directory.close();
    } catch (IOException e) {
      throw failed(path, "closed", e);
    }
  }
}
