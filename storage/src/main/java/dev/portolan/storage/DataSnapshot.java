package dev.portolan.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/// One durable state of a dataset, for reading.
///
/// Data are named by ordinal. Immutable; safe for many threads; open until [#close()], whatever is
/// written meanwhile. Costs 8 bytes per datum, made when first needed; with [OpenOptions#cache] all
/// snapshots of a commit share them.
public final class DataSnapshot implements AutoCloseable {
  private final DirectoryReader reader;
  private final CommitData commit;
  private final IndexSearcher searcher;
  private final CommitOrdinals ordinals;

  private DataSnapshot(DirectoryReader reader, CommitData commit, CommitOrdinals ordinals) {
    this.reader = reader;
    this.commit = commit;
    this.ordinals = ordinals;
    this.searcher = new IndexSearcher(reader);
    this.searcher.setQueryCache(null);
  }

  /// A snapshot of a commit, with what has expired by `now` left out.
  ///
  /// @param shared what snapshots of the commit share, or null to share nothing; data that expire
  ///   differ from moment to moment and are never shared
  static DataSnapshot of(
      DirectoryReader reader, CommitData commit, CommitOrdinals shared, Instant now)
      throws IOException {
    reader.incRef();
    boolean made = false;
    try {
      DirectoryReader seen =
          commit.schema().expiry().isPresent()
              ? ExpiredHidden.of(reader, commit.schema(), now)
              : reader;
      made = true;
      return new DataSnapshot(
          seen,
          commit,
          shared == null || seen != reader ? new CommitOrdinals(seen, commit) : shared);
    } finally {
      if (!made) {
        reader.decRef();
      }
    }
  }

  /// The dataset's key, which its datum sets carry.
  public String dataset() {
    return commit.dataset();
  }

  public Schema schema() {
    return commit.schema();
  }

  /// Counts the durable states of the dataset.
  public long commit() {
    return commit.commit();
  }

  /// Name of the model that made the vectors, when one did.
  public Optional<String> embedder() {
    return commit.embedder();
  }

  /// How many data are live.
  public int count() {
    return reader.numDocs();
  }

  /// How many segments the data lie in.
  public int segments() {
    return reader.leaves().size();
  }

  DirectoryReader reader() {
    return reader;
  }

  /// All live data.
  public DatumSet all() {
    return reading(ordinals::all);
  }

  /// The data that have a latent vector.
  public DatumSet withVector() {
    return where(queries().hasVector());
  }

  /// The ordinal of a live datum. A few µs: one term look-up per segment.
  public OptionalInt ordinal(String id) {
    int ordinal = reading(() -> ordinal(new IdLookup(reader), id));
    return ordinal < 0 ? OptionalInt.empty() : OptionalInt.of(ordinal);
  }

  /// The ordinal, or −1 where there is no such datum.
  private static int ordinal(IdLookup data, String id) throws IOException {
    StoredDatum found = data.find(id);
    return found == null ? -1 : found.ordinal();
  }

  /// The ordinals of ids, in the order asked.
  ///
  /// @throws IllegalArgumentException naming the ids that are unknown
  public int[] ordinals(List<String> ids) {
    int[] found =
        reading(() -> {
          IdLookup data = new IdLookup(reader);
          int[] ordinals = new int[ids.size()];
          for (int i = 0; i < ordinals.length; i++) {
            ordinals[i] = ordinal(data, ids.get(i));
          }
          return ordinals;
        });
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      if (found[i] < 0) {
        unknown.add(ids.get(i));
      }
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: no such datum; %d of %d ids are unknown: ask for ids that exist"
              .formatted(
                  unknown.subList(0, Math.min(10, unknown.size())), unknown.size(), ids.size()));
    }
    return found;
  }

  public String id(int ordinal) {
    return ids(ordinal)[0];
  }

  /// The ids of data, in the order asked.
  public String[] ids(int... wanted) {
    String[] ids = new String[wanted.length];
    byDocument(
        wanted,
        (leaf, documents, places) -> {
          BinaryDocValues values = leaf.reader().getBinaryDocValues(DatumDocument.ID);
          for (int i = 0; i < documents.length; i++) {
            values.advanceExact(documents[i]);
            BytesRef bytes = values.binaryValue();
            ids[places[i]] =
                new String(bytes.bytes, bytes.offset, bytes.length, StandardCharsets.UTF_8);
          }
        });
    return ids;
  }

  /// The commit at which each datum's vector or text last changed, in the order asked.
  public long[] changed(int... wanted) {
    long[] changed = new long[wanted.length];
    byDocument(
        wanted,
        (leaf, documents, places) -> {
          NumericDocValues values = leaf.reader().getNumericDocValues(DatumDocument.CHANGED);
          for (int i = 0; i < documents.length; i++) {
            values.advanceExact(documents[i]);
            changed[places[i]] = values.longValue();
          }
        });
    return changed;
  }

  /// The times of data in a timestamp column, in microseconds since 1970, in the order asked.
  ///
  /// @return [Long#MIN_VALUE] where a datum has none
  public long[] micros(String column, int... wanted) {
    String field = schema().field(column);
    long[] micros = new long[wanted.length];
    Arrays.fill(micros, Long.MIN_VALUE);
    byDocument(
        wanted,
        (leaf, documents, places) -> {
          NumericDocValues values =
              DocValues.unwrapSingleton(DocValues.getSortedNumeric(leaf.reader(), field));
          for (int i = 0; values != null && i < documents.length; i++) {
            if (values.advanceExact(documents[i])) {
              micros[places[i]] = values.longValue();
            }
          }
        });
    return micros;
  }

  /// The set values of the wanted columns of one datum, in the schema's order.
  public Map<String, Object> values(int ordinal, Set<String> columns) {
    return reading(() -> stored(ordinal).values(schema(), columns));
  }

  /// A reader of the wanted columns for a loop over many data in ascending order; for one thread.
  public ValueReader valueReader(Set<String> columns) {
    return new ValueReader(this, columns);
  }

  /// A reader of whole columns for a loop over many data, block by block; for one thread.
  public ColumnReader columnReader(List<String> columns) {
    return new ColumnReader(this, columns);
  }

  /// The vectors of data as the user gave them, in the order asked; null where a datum has none.
  public float[][] latents(int... wanted) {
    float[][] latents = new float[wanted.length][];
    Metric metric = schema().latent().metric();
    byDocument(
        wanted,
        (leaf, documents, places) -> {
          for (int i = 0; i < documents.length; i++) {
            latents[places[i]] = new StoredDatum(leaf.reader(), documents[i]).latent(metric);
          }
        });
    return latents;
  }

  /// The vector as the user gave it, or null where the datum has none.
  ///
  /// Cosine: unit vector times stored norm, equal to the original within 2⁻²³ relative.
  public float[] latent(int ordinal) {
    return reading(() -> stored(ordinal).latent(schema().latent().metric()));
  }

  /// The vector as it is stored (unit length for cosine), or null where the datum has none.
  public float[] storedVector(int ordinal) {
    return reading(() -> stored(ordinal).vector());
  }

  /// The vectors of data and the stored graph over them, for a build.
  ///
  /// @param rows data with a vector; row i of the result is the i-th smallest ordinal
  public StoredVectors vectors(DatumSet rows) {
    return reading(() -> StoredVectors.of(reader, ordinals(), rows.ordinals(), schema().latent()));
  }

  /// What can be asked of the columns.
  public DatumQueries queries() {
    return new DatumQueries(this);
  }

  /// The data that a query selects.
  public DatumSet where(DatumQuery query) {
    return where(query, Deadline.none());
  }

  public DatumSet where(DatumQuery query, Deadline deadline) {
    return set(selected(query, deadline));
  }

  /// How many data a query selects.
  public int count(DatumQuery query) {
    return reading(() -> searcher.count(query.lucene()));
  }

  /// Counts of one column's values.
  ///
  /// @param within only these data, or null for all
  public ColumnCounts counts(String column, Selected within) {
    return new ColumnCounts(this, column, within);
  }

  /// The members of a set that are live, to search within.
  public Selected selected(DatumSet set) {
    return Selected.of(reader, ordinals(), checked(set));
  }

  public Selected selected(DatumQuery query, Deadline deadline) {
    return reading(() -> Selected.of(searcher, query.lucene(), deadline));
  }

  private DatumSet set(Selected selected) {
    FixedBitSet members = new FixedBitSet(Math.max(1, ordinals().documents().length));
    for (LeafReaderContext leaf : reader.leaves()) {
      int[] ofDocument = ordinals().ofDocument()[leaf.ord];
      selected.forEach(leaf.ord, document -> members.set(ofDocument[document]));
    }
    return DatumSet.ofBits(dataset(), members.getBits());
  }

  /// A set as a Lucene query over this snapshot.
  Query within(DatumSet set) {
    return new SelectedQuery(selected(set));
  }

  /// The data that fit some words best, best first.
  ///
  /// @throws Deadline.TimedOut when it took longer than allowed
  public Ranked ranked(WordQuestion question, int k) {
    return reading(() -> new WordSearch(reader, schema(), ordinals()).best(question, k));
  }

  /// All live data in the order in which their values are stored.
  int[] inDocumentOrder() {
    int[] order = new int[count()];
    int size = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      Bits live = leaf.reader().getLiveDocs();
      int[] ofDocument = ordinals().ofDocument()[leaf.ord];
      for (int d = 0; d < ofDocument.length; d++) {
        if (live == null || live.get(d)) {
          order[size++] = ofDocument[d];
        }
      }
    }
    return order;
  }

  /// The nearest data to a vector, nearest first (ties: lower ordinal).
  ///
  /// @param within only these data, or null for all
  /// @param effort how many candidates the graph search keeps, at least `k`
  public Nearest nearest(float[] query, int k, DatumSet within, int effort) {
    KnnOptions options = KnnOptions.of(k).effort(effort);
    return nearest(query, within == null ? options : options.within(selected(within)));
  }

  /// The nearest data to a vector, nearest first (ties: lower ordinal).
  ///
  /// Distances are computed in double from the stored floats.
  ///
  /// @throws Deadline.TimedOut when it took longer than allowed
  public Nearest nearest(float[] query, KnnOptions options) {
    VectorQuestion question =
        VectorQuestion.of(schema().latent(), query, options.farthest(), options.deadline());
    return reading(() -> {
      int[] candidates = ordinalsOf(new VectorSearch(reader, question).nearest(options));
      return Nearest.of(candidates, distances(query, candidates), options.k())
          .upTo(options.farthest());
    });
  }

  /// The data whose vector lies within a distance of a query: each one is measured, on all cores.
  ///
  /// @param distance at most, in the dataset's metric
  public DatumSet near(float[] query, double distance) {
    VectorQuestion question =
        VectorQuestion.of(schema().latent(), query, distance, Deadline.none());
    int[] candidates = ordinalsOf(new VectorSearch(reader, question).within(null));
    double[] distances = distances(query, candidates);
    return DatumSet.collect(
        dataset(),
        sink -> {
          for (int i = 0; i < candidates.length; i++) {
            if (distances[i] <= distance) {
              sink.accept(candidates[i]);
            }
          }
        });
  }

  /// @param documents `[segment][]`
  private int[] ordinalsOf(int[][] documents) {
    int[] found = new int[Arrays.stream(documents).mapToInt(inSegment -> inSegment.length).sum()];
    int size = 0;
    for (int segment = 0; segment < documents.length; segment++) {
      for (int document : documents[segment]) {
        found[size++] = ordinals().ofDocument()[segment][document];
      }
    }
    return found;
  }

  /// The distances from a query to data, in the order asked, in double from the stored floats.
  public double[] distances(float[] query, int... wanted) {
    double[] distances = new double[wanted.length];
    Metric metric = schema().latent().metric();
    byDocument(
        wanted,
        (leaf, documents, places) -> {
          var vectors = leaf.reader().getFloatVectorValues(DatumDocument.LATENT);
          var at = vectors.iterator();
          for (int i = 0; i < documents.length; i++) {
            if (at.docID() != documents[i] && at.advance(documents[i]) != documents[i]) {
              throw new IllegalArgumentException(
                  "datum '%s' has no latent vector to measure; give it one"
                      .formatted(id(wanted[places[i]])));
            }
            distances[places[i]] = metric.distance(query, vectors.vectorValue(at.index()));
          }
        });
    return distances;
  }

  private DatumSet checked(DatumSet set) {
    if (!set.dataset().equals(dataset())) {
      throw new IllegalArgumentException(
          "the datum set belongs to dataset '%s', not to '%s': its ordinals mean other data"
              .formatted(set.dataset(), dataset()));
    }
    return set;
  }

  SegmentOrdinals ordinals() {
    return reading(ordinals::tables);
  }

  int document(int ordinal) {
    int[] documents = ordinals().documents();
    if (ordinal < 0 || ordinal >= documents.length || documents[ordinal] < 0) {
      throw new IllegalArgumentException(
          "ordinal %d names no live datum of this snapshot".formatted(ordinal));
    }
    return documents[ordinal];
  }

  private StoredDatum stored(int ordinal) {
    int document = document(ordinal);
    LeafReaderContext leaf = leaf(document);
    return new StoredDatum(leaf.reader(), document - leaf.docBase);
  }

  LeafReaderContext leaf(int document) {
    return reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
  }

  interface SegmentVisit {
    /// @param documents ascending within the segment
    /// @param places where each stands in what was asked
    void visit(LeafReaderContext leaf, int[] documents, int[] places) throws IOException;
  }

  /// Doc values only go forward: visits the wanted data segment by segment in document order.
  void byDocument(int[] wanted, SegmentVisit visit) {
    long[] order = new long[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      order[i] = (long) document(wanted[i]) << 32 | i;
    }
    Arrays.sort(order);
    reading(() -> {
      int from = 0;
      for (LeafReaderContext leaf : reader.leaves()) {
        int to = from;
        long end = (long) (leaf.docBase + leaf.reader().maxDoc()) << 32;
        while (to < order.length && order[to] < end) {
          to++;
        }
        int[] documents = new int[to - from];
        int[] places = new int[to - from];
        for (int i = from; i < to; i++) {
          documents[i - from] = (int) (order[i] >>> 32) - leaf.docBase;
          places[i - from] = (int) order[i];
        }
        if (to > from) {
          visit.visit(leaf, documents, places);
        }
        from = to;
      }
      return null;
    });
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  private <T> T reading(Reading<T> work) {
    try {
      return work.read();
    } catch (IOException e) {
      throw DataStore.failed(reader.directory(), "read", e);
    }
  }

  @Override
  public void close() {
    try {
      reader.decRef();
    } catch (IOException e) {
      throw DataStore.failed(reader.directory(), "closed", e);
    }
  }
}
