package dev.portolan.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;

/// What was written since the last commit: which ids, and the counters the next commit will have.
///
/// Each id is written at most once between two commits, so that ids always resolve in the last
/// commit; who writes one again commits first. For the holder of the writer's lock.
final class WriteBuffer {
  /// Data and bytes after which a buffer that nobody waits for is committed.
  private static final int FULL_DATA = 10_000;

  private static final long FULL_BYTES = 64L << 20;

  private final Path path;
  private final CommitData last;
  private final IdLookup stored;
  private final DatumDocument documents;
  private final Set<String> texts;
  private final Set<String> ids = new HashSet<>();
  private Schema schema;
  private int nextOrdinal;
  private long nextId;
  private long bytes;
  private long operations;

  /// @param reader of the last commit, or null before the first
  WriteBuffer(Path path, CommitData last, DirectoryReader reader) {
    this.path = path;
    this.last = last;
    this.stored = reader == null || reader.numDocs() == 0 ? null : new IdLookup(reader);
    this.schema = last.schema();
    this.documents = new DatumDocument(schema);
    this.texts =
        schema.columns().stream()
            .filter(Column.Text.class::isInstance)
            .map(Column::name)
            .collect(Collectors.toSet());
    this.nextOrdinal = last.nextOrdinal();
    this.nextId = last.nextId();
  }

  /// The last durable state.
  CommitData commit() {
    return last;
  }

  CommitData next(Set<String> verified) {
    return last.next(schema, nextOrdinal, nextId, verified);
  }

  boolean isEmpty() {
    return operations == 0;
  }

  boolean isFull() {
    return ids.size() >= FULL_DATA || bytes >= FULL_BYTES;
  }

  long operations() {
    return operations;
  }

  /// Whether one of these ids was written since the last commit.
  boolean holds(Iterable<String> some) {
    if (!ids.isEmpty()) {
      for (String id : some) {
        if (ids.contains(id)) {
          return true;
        }
      }
    }
    return false;
  }

  /// @throws IllegalArgumentException when the datum breaks a rule of the schema
  /// @return how many bytes its values and its vector take
  long check(Datum datum) {
    return documents.check(datum);
  }

  /// The datum as it was committed, or null.
  StoredDatum stored(String id) throws IOException {
    return stored == null ? null : stored.find(id);
  }

  /// Inserts or replaces a datum that was checked.
  ///
  /// @param stored the datum it replaces, or null
  void put(IndexWriter writer, Datum datum, StoredDatum stored, long size) throws IOException {
    operations++;
    ids.add(datum.id());
    bytes += size;
    if (stored == null) {
      writer.addDocument(documents.document(datum, newOrdinal(), thisCommit()));
      return;
    }
    long changed = sameMeaning(datum, stored) ? stored.changed() : thisCommit();
    writer.updateDocument(
        new Term(DatumDocument.ID, datum.id()),
        documents.document(datum, stored.ordinal(), changed));
  }

  /// Replaces a datum's values that were checked; the stored vector stays bit for bit.
  void edit(IndexWriter writer, Datum values, StoredDatum stored) throws IOException {
    operations++;
    ids.add(values.id());
    long changed = sameTexts(values, stored) ? stored.changed() : thisCommit();
    writer.updateDocument(
        new Term(DatumDocument.ID, values.id()), documents.document(values, stored, changed));
  }

  /// Puts a datum of a load, whose ids are not remembered here.
  ///
  /// @param ordinal the ordinal its id has
  /// @param fresh whether no document has the id yet
  void load(IndexWriter writer, Datum datum, int ordinal, boolean fresh) throws IOException {
    operations++;
    var document = documents.document(datum, ordinal, thisCommit());
    if (fresh) {
      writer.addDocument(document);
    } else {
      writer.updateDocument(new Term(DatumDocument.ID, datum.id()), document);
    }
  }

  void delete(IndexWriter writer, String id) throws IOException {
    operations++;
    ids.add(id);
    writer.deleteDocuments(new Term(DatumDocument.ID, id));
  }

  /// From the next commit on the dataset has this schema.
  void schema(Schema changed) {
    operations++;
    schema = changed;
  }

  void nextId(long next) {
    nextId = Math.max(nextId, next);
  }

  int nextOrdinal() {
    return nextOrdinal;
  }

  int newOrdinal() {
    if (nextOrdinal == IndexWriter.MAX_DOCS) {
      throw new IllegalStateException(
          "%s has used all %d ordinals; copy the live data into a new dataset"
              .formatted(path, nextOrdinal));
    }
    return nextOrdinal++;
  }

  private long thisCommit() {
    return last.commit() + 1;
  }

  /// Whether the map may keep the datum's place: vector and texts are what they were.
  private boolean sameMeaning(Datum datum, StoredDatum stored) throws IOException {
    float[] latent = datum.latent();
    if (latent != null && schema.latent().metric() == Metric.COSINE) {
      latent = DatumDocument.scaled(latent, 1 / DatumDocument.norm(latent));
    }
    return Arrays.equals(latent, stored.vector()) && sameTexts(datum, stored);
  }

  private boolean sameTexts(Datum datum, StoredDatum stored) throws IOException {
    Map<String, Object> before = stored.values(schema, texts);
    return texts.stream()
        .allMatch(text -> Objects.equals(before.get(text), datum.values().get(text)));
  }
}
