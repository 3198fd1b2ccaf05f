package dev.portolan.storage;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/// Portolan's own vector format, named in every segment from the first day: an HNSW graph of ours
/// (M 16, efConstruction 100) in Lucene's files, read by Lucene.
///
/// A flush writes no graph: its up to [#GRAPHLESS_FLUSH] vectors are scanned (about 1 ms) until a
/// merge builds one graph for all. Only the first segment of a load brings a graph; most loads are
/// that one segment, and a merge of a larger one starts from its graph, so that every vector is
/// placed once.
///
/// The same vectors in the same segments give the same graph, on any number of cores.
public final class LatentVectorsFormat extends KnnVectorsFormat {
  public static final String NAME = "Portolan1Latent";
  static final int GRAPHLESS_FLUSH = 8_000;

  private final FlatVectorsFormat vectors =
      new Lucene99FlatVectorsFormat(FlatVectorScorerUtil.getLucene99FlatVectorsScorer());
  private final KnnVectorsFormat lucene = new Lucene99HnswVectorsFormat();
  private final LatentVectorsWriter.Builders builders;
  private final AtomicBoolean firstOfLoad;

  /// For Lucene's service loader, which only reads.
  public LatentVectorsFormat() {
    this(new LatentVectorsWriter.Builders(1, null, () -> false), false);
  }

  /// @param load whether the next flush is the first of a load
  LatentVectorsFormat(LatentVectorsWriter.Builders builders, boolean load) {
    super(NAME);
    this.builders = builders;
    firstOfLoad = new AtomicBoolean(load);
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    boolean graph = state.context.mergeInfo() != null || firstOfLoad.getAndSet(false);
    return new LatentVectorsWriter(state, vectors, graph ? builders : null);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return lucene.fieldsReader(state);
  }

  @Override
  public int getMaxDimensions(String field) {
    return Latent.MAX_DIMENSIONS;
  }
}
