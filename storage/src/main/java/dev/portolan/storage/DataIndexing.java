package dev.portolan.storage;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.TieredMergePolicy;

/// How `data/` is indexed: analyzers by column, our vector format, batches and merges.
final class DataIndexing {
  private static final double MERGED_SEGMENT_MB = 100_000;
  private static final double BUFFER_MB = 64;

  /// Fixed, not taken from the machine: where a load is cut decides what its graph looks like.
  private static final double LOAD_BUFFER_MB = 128;

  private DataIndexing() {}

  /// For small writes: several segments, merged as Lucene sees fit.
  ///
  /// A flushed segment is one file, which is one file to make durable.
  ///
  /// @param workers threads that build graphs
  /// @param cancelled asked while graphs are merged
  static IndexWriterConfig writes(
      Schema schema, ExecutorService workers, BooleanSupplier cancelled) {
    IndexWriterConfig config = config(schema, workers, false, cancelled);
    config.setUseCompoundFile(true);
    config.setMergePolicy(mergePolicy(schema, false));
    config.setRAMBufferSizeMB(BUFFER_MB);
    config.setMaxBufferedDocs(LatentVectorsFormat.GRAPHLESS_FLUSH);
    return config;
  }

  /// For one load: as few segments as the buffer allows, merged only when the load says so.
  ///
  /// @param workers threads that build graphs
  /// @param cancelled asked while graphs are merged
  static IndexWriterConfig load(Schema schema, ExecutorService workers, BooleanSupplier cancelled) {
    IndexWriterConfig config = config(schema, workers, true, cancelled);
    config.setUseCompoundFile(false);
    config.setMergePolicy(NoMergePolicy.INSTANCE);
    config.setRAMBufferSizeMB(LOAD_BUFFER_MB);
    return config;
  }

  private static IndexWriterConfig config(
      Schema schema, ExecutorService workers, boolean load, BooleanSupplier cancelled) {
    Map<String, Analyzer> analyzers = new HashMap<>();
    for (Column column : schema.columns()) {
      if (column instanceof Column.Text text) {
        analyzers.put(schema.field(text.name()), TextAnalysis.named(text.analyzer()).analyzer());
      }
    }
    int cores = Runtime.getRuntime().availableProcessors();
    var builders = new LatentVectorsWriter.Builders(cores, workers, cancelled);
    IndexWriterConfig config = new IndexWriterConfig(new FieldAnalyzers(analyzers));
    config.setCodec(new DataCodec(new LatentVectorsFormat(builders, load)));
    config.setMergeScheduler(new QuietMerges());
    config.setCommitOnClose(false);
    return config;
  }

  /// What is merged when; dropped columns go with every merge.
  ///
  /// @param rewriting whether a forced merge rewrites data that are one segment already
  static MergePolicy mergePolicy(Schema schema, boolean rewriting) {
    TieredMergePolicy policy = new TieredMergePolicy();
    policy.setMaxMergedSegmentMB(MERGED_SEGMENT_MB);
    policy.setNoCFSRatio(0);
    Set<String> dropped = DroppingMerges.dropped(schema);
    return dropped.isEmpty() ? policy : new DroppingMerges(policy, dropped, rewriting);
  }

  /// Lucene's codec of the day with our vector format in it.
  private static final class DataCodec extends Lucene104Codec {
    private final KnnVectorsFormat vectors;

    DataCodec(KnnVectorsFormat vectors) {
      this.vectors = vectors;
    }

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
      return vectors;
    }
  }

  /// The analyzer each text column names.
  private static final class FieldAnalyzers extends DelegatingAnalyzerWrapper {
    private final Map<String, Analyzer> analyzers;

    FieldAnalyzers(Map<String, Analyzer> analyzers) {
      super(PER_FIELD_REUSE_STRATEGY);
      this.analyzers = analyzers;
    }

    @Override
    protected Analyzer getWrappedAnalyzer(String field) {
      return analyzers.getOrDefault(field, TextAnalysis.STANDARD.analyzer());
    }
  }
}
