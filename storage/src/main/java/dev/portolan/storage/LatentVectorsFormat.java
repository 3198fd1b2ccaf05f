package dev.portolan.storage;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
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
/// A flush of up to [#GRAPHLESS_FLUSH] vectors writes no graph: they are scanned (about 1 ms) until
/// a merge builds one graph for all. So a load of many batches builds its graph once.
///
/// Merged graphs of up to [#REPRODUCIBLE] documents are built by one thread, so that the same file
/// gives the same graph; larger ones use all cores and may differ in detail.
public final class LatentVectorsFormat extends KnnVectorsFormat {
  public static final String NAME = "Portolan1Latent";
  static final int GRAPHLESS_FLUSH = 8_000;
  static final int REPRODUCIBLE = 100_000;
  private static final int MAX_CONNECTIONS = 16;
  private static final int EF_CONSTRUCTION = 100;

  /// Lucene omits a graph of n vectors while n ≤ threshold · ln n; 1,000 does so up to n = 9,118.
  private static final int FLUSH_THRESHOLD = 1_000;

  private static final int MERGE_THRESHOLD = Lucene99HnswVectorsFormat.HNSW_GRAPH_THRESHOLD;

  private final KnnVectorsFormat flush = hnsw(1, null, FLUSH_THRESHOLD);
  private final KnnVectorsFormat merge = hnsw(1, null, MERGE_THRESHOLD);
  private final KnnVectorsFormat largeMerge;

  /// For Lucene's service loader, which only reads.
  public LatentVectorsFormat() {
    super(NAME);
    largeMerge = merge;
  }

  /// @param workers threads for a large graph, of `executor`
  LatentVectorsFormat(int workers, ExecutorService executor) {
    super(NAME);
    largeMerge = workers > 1 ? hnsw(workers, executor, MERGE_THRESHOLD) : merge;
  }

  private static KnnVectorsFormat hnsw(int workers, ExecutorService executor, int threshold) {
    return new Lucene99HnswVectorsFormat(
        MAX_CONNECTIONS, EF_CONSTRUCTION, workers, executor, threshold);
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    MergeInfo merged = state.context.mergeInfo();
    KnnVectorsFormat format =
        merged == null ? flush : merged.totalMaxDoc() > REPRODUCIBLE ? largeMerge : merge;
    return format.fieldsWriter(state);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return merge.fieldsReader(state);
  }

  @Override
  public int getMaxDimensions(String field) {
    return Latent.MAX_DIMENSIONS;
  }
}
