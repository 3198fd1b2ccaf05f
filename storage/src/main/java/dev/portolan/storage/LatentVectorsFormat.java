package dev.portolan.storage;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsWriter;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.store.MergeInfo;

/// Portolan's own vector format, named in every segment from the first day: today Lucene's HNSW (M
/// 16, efConstruction 100) behind our name, tomorrow whatever serves better, without a migration.
///
/// A flush writes no graph: its up to [#GRAPHLESS_FLUSH] vectors are scanned (about 1 ms) until a
/// merge builds one graph for all. Only the first segment of a load brings a graph, built while
/// data are added ([GraphWhileAdding]); most loads are that one segment, and a merge of a larger
/// one starts from its graph, so that every vector is placed once.
///
/// Merged graphs of up to [#REPRODUCIBLE] documents are built by one thread, so that the same file
/// gives the same graph; larger ones use all cores and may differ in detail.
public final class LatentVectorsFormat extends KnnVectorsFormat {
  public static final String NAME = "Portolan1Latent";
  static final int GRAPHLESS_FLUSH = 8_000;
  static final int REPRODUCIBLE = 100_000;
  private static final int MAX_CONNECTIONS = 16;
  private static final int EF_CONSTRUCTION = 100;

  /// Lucene omits a graph of n vectors while n ≤ threshold · ln n: always, with this one.
  private static final int NO_GRAPH = 10_000_000;

  private static final int GRAPH = Lucene99HnswVectorsFormat.HNSW_GRAPH_THRESHOLD;

  private static final FlatVectorsFormat GROWING =
      new Lucene99FlatVectorsFormat(
          new GrowingScorer(FlatVectorScorerUtil.getLucene99FlatVectorsScorer()));

  private final KnnVectorsFormat graphless = hnsw(NO_GRAPH);
  private final KnnVectorsFormat graph = hnsw(GRAPH);
  private final FlatVectorsFormat mergedVectors;
  private final int workers;
  private final ExecutorService executor;
  private final AtomicBoolean firstOfLoad;

  /// For Lucene's service loader, which only reads.
  public LatentVectorsFormat() {
    this(1, null, false, () -> false);
  }

  /// @param workers threads for a large graph, of `executor`
  /// @param load whether the next flush is the first of a load
  /// @param cancelled asked for each vector that a merge places in its graph
  LatentVectorsFormat(
      int workers, ExecutorService executor, boolean load, BooleanSupplier cancelled) {
    super(NAME);
    this.workers = workers;
    this.executor = executor;
    firstOfLoad = new AtomicBoolean(load);
    mergedVectors =
        new Lucene99FlatVectorsFormat(
            new CancellableScorer(FlatVectorScorerUtil.getLucene99FlatVectorsScorer(), cancelled));
  }

  private static KnnVectorsFormat hnsw(int threshold) {
    return new Lucene99HnswVectorsFormat(MAX_CONNECTIONS, EF_CONSTRUCTION, 1, null, threshold);
  }

  private KnnVectorsWriter merging(SegmentWriteState state, int documents) throws IOException {
    return writer(state, mergedVectors, documents > REPRODUCIBLE ? workers : 1);
  }

  private KnnVectorsWriter writer(SegmentWriteState state, FlatVectorsFormat vectors, int threads)
      throws IOException {
    return new Lucene99HnswVectorsWriter(
        state,
        MAX_CONNECTIONS,
        EF_CONSTRUCTION,
        vectors,
        vectors.fieldsWriter(state),
        threads,
        threads > 1 ? new TaskExecutor(executor) : null,
        GRAPH);
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    MergeInfo merged = state.context.mergeInfo();
    if (merged != null) {
      return merging(state, merged.totalMaxDoc());
    }
    if (firstOfLoad.getAndSet(false)) {
      return new GraphWhileAdding(writer(state, GROWING, 1), executor);
    }
    return graphless.fieldsWriter(state);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return graph.fieldsReader(state);
  }

  @Override
  public int getMaxDimensions(String field) {
    return Latent.MAX_DIMENSIONS;
  }
}
