package dev.portolan.storage;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
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

  private final KnnVectorsFormat graphless = hnsw(1, null, NO_GRAPH);
  private final KnnVectorsFormat graph = hnsw(1, null, GRAPH);
  private final KnnVectorsFormat largeGraph;
  private final ExecutorService executor;
  private final AtomicBoolean firstOfLoad;

  /// For Lucene's service loader, which only reads.
  public LatentVectorsFormat() {
    super(NAME);
    largeGraph = graph;
    executor = null;
    firstOfLoad = new AtomicBoolean();
  }

  /// @param workers threads for a large graph, of `executor`
  /// @param load whether the next flush is the first of a load
  LatentVectorsFormat(int workers, ExecutorService executor, boolean load) {
    super(NAME);
    largeGraph = workers > 1 ? hnsw(workers, executor, GRAPH) : graph;
    this.executor = executor;
    firstOfLoad = new AtomicBoolean(load);
  }

  private static KnnVectorsFormat hnsw(int workers, ExecutorService executor, int threshold) {
    return new Lucene99HnswVectorsFormat(
        MAX_CONNECTIONS, EF_CONSTRUCTION, workers, executor, threshold);
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    MergeInfo merged = state.context.mergeInfo();
    if (merged != null) {
      return (merged.totalMaxDoc() > REPRODUCIBLE ? largeGraph : graph).fieldsWriter(state);
    }
    if (firstOfLoad.getAndSet(false)) {
      return new GraphWhileAdding(graph.fieldsWriter(state), executor);
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
