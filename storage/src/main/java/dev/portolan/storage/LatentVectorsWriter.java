package dev.portolan.storage;

import dev.portolan.storage.hnsw.Closeness;
import dev.portolan.storage.hnsw.Crew;
import dev.portolan.storage.hnsw.GraphBuild;
import dev.portolan.storage.hnsw.LayeredGraph;
import dev.portolan.storage.hnsw.VectorReader;
import dev.portolan.storage.hnsw.VectorSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatFieldVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsWriter;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.util.IORunnable;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;

/// Writes the vectors of one segment as Lucene does, and our graph over them ([GraphFiles]).
///
/// A graph takes what [GraphBuild] says on the heap while it is built; the vectors are copied there
/// where they fit into an eighth of it, else each is read from the mapped file every time. The
/// graph is the same either way.
final class LatentVectorsWriter extends KnnVectorsWriter {
  /// What a vector's place in a graph takes on the heap, about.
  private static final int GRAPH_BYTES = 160;

  private static final int HEAP_SHARE = 8;

  /// Who builds graphs.
  ///
  /// @param threads how many at most, of them all but one of `executor`
  /// @param cancelled asked often while a graph is built
  record Builders(int threads, Executor executor, BooleanSupplier cancelled) {
    Crew crew(BooleanSupplier orElse) {
      return new Crew(threads, executor, () -> cancelled.getAsBoolean() || orElse.getAsBoolean());
    }
  }

  private record Added(FieldInfo info, FlatFieldVectorsWriter<float[]> vectors) {}

  private final SegmentWriteState state;
  private final FlatVectorsFormat format;
  private final Builders builders;
  private final FlatVectorsWriter flat;
  private final GraphFiles graphs;
  private final List<Added> fields = new ArrayList<>();
  private FlatVectorsReader merged;
  private boolean flatClosed;

  /// @param builders null when the segment is to have no graph
  LatentVectorsWriter(SegmentWriteState state, FlatVectorsFormat format, Builders builders)
      throws IOException {
    this.state = state;
    this.format = format;
    this.builders = builders;
    flat = format.fieldsWriter(state);
    boolean opened = false;
    try {
      graphs = new GraphFiles(state);
      opened = true;
    } finally {
      if (!opened) {
        IOUtils.closeWhileHandlingException(flat);
      }
    }
  }

  @Override
  @SuppressWarnings("unchecked") // Portolan's vectors are floats throughout.
  public KnnFieldVectorsWriter<?> addField(FieldInfo info) throws IOException {
    Added added = new Added(info, (FlatFieldVectorsWriter<float[]>) flat.addField(info));
    fields.add(added);
    return added.vectors();
  }

  @Override
  public void flush(int maxDoc, Sorter.DocMap sortMap) throws IOException {
    if (sortMap != null) {
      throw new IllegalStateException(
          "segment %s is sorted, its graph would be another's; data/ keeps data as they come"
              .formatted(state.segmentInfo.name));
    }
    flat.flush(maxDoc, null);
    for (Added field : fields) {
      List<float[]> vectors = field.vectors().getVectors();
      VectorSet set =
          vectors(
              field.info(),
              vectors.size(),
              () -> (node, target, offset) -> copy(vectors.get(node), target, offset));
      graphs.write(field.info(), set.size(), needsGraph(set) ? build(set) : null);
    }
  }

  private static void copy(float[] vector, float[] target, int offset) {
    System.arraycopy(vector, 0, target, offset, vector.length);
  }

  /// As Lucene decides: a graph where it saves work.
  private boolean needsGraph(VectorSet vectors) {
    return builders != null
        && HnswGraphSearcher.expectedVisitedNodes(
                Lucene99HnswVectorsFormat.HNSW_GRAPH_THRESHOLD, vectors.size())
            < vectors.size();
  }

  private LayeredGraph build(VectorSet vectors) {
    return GraphBuild.build(vectors, builders.crew(() -> false));
  }

  /// Vectors first; graphs when all of them are written, over what can be read then.
  @Override
  public IORunnable mergeOneField(FieldInfo info, MergeState merge) throws IOException {
    flat.mergeOneFlatVectorField(info, merge);
    return () -> mergeGraph(info, merge);
  }

  private void mergeGraph(FieldInfo info, MergeState merge) throws IOException {
    merge.checkAborted();
    FloatVectorValues values = merged().getFloatVectorValues(info.name);
    int size = values == null ? 0 : values.size();
    VectorSet set = vectors(info, size, () -> reader(values));
    graphs.write(info, size, needsGraph(set) ? build(info, set, merge) : null);
  }

  private LayeredGraph build(FieldInfo info, VectorSet vectors, MergeState merge)
      throws IOException {
    Crew crew = builders.crew(() -> aborted(merge));
    try {
      MergedGraph largest = MergedGraph.largest(info.name, merge);
      return largest == null
          ? GraphBuild.build(vectors, crew)
          : GraphBuild.extend(largest, vectors, crew);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CancellationException e) {
      throw new MergePolicy.MergeAbortedException(e.getMessage());
    }
  }

  private static boolean aborted(MergeState merge) {
    try {
      merge.checkAborted();
      return false;
    } catch (MergePolicy.MergeAbortedException e) {
      return true;
    }
  }

  private static VectorReader reader(FloatVectorValues values) {
    try {
      FloatVectorValues mine = values.copy();
      return (node, target, offset) -> read(mine, node, target, offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(FloatVectorValues values, int node, float[] target, int offset) {
    try {
      copy(values.vectorValue(node), target, offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FlatVectorsReader merged() throws IOException {
    if (merged == null) {
      flat.finish();
      flatClosed = true;
      flat.close();
      merged =
          format.fieldsReader(
              new SegmentReadState(
                  state.directory,
                  state.segmentInfo,
                  state.fieldInfos,
                  state.context.union(DataAccessHint.RANDOM),
                  state.segmentSuffix));
    }
    return merged;
  }

  private static VectorSet vectors(FieldInfo info, int size, Supplier<VectorReader> readers) {
    int dimensions = info.getVectorDimension();
    long bytes = (long) size * dimensions * Float.BYTES;
    return new VectorSet(
        size,
        dimensions,
        closeness(info.getVectorSimilarityFunction()),
        bytes <= Runtime.getRuntime().maxMemory() / HEAP_SHARE,
        readers);
  }

  private static Closeness closeness(VectorSimilarityFunction similarity) {
    return switch (similarity) {
      case EUCLIDEAN -> Closeness.SQUARED_DISTANCE;
      case DOT_PRODUCT, MAXIMUM_INNER_PRODUCT -> Closeness.NEGATIVE_DOT;
      case COSINE ->
          throw new IllegalStateException("vectors are stored for a dot product, not for cosine");
    };
  }

  @Override
  public void finish() throws IOException {
    if (!flatClosed) {
      flat.finish();
    }
    graphs.finish();
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(graphs, merged, flatClosed ? null : flat);
  }

  /// Counted from the data alone, so that a buffer is full at the same datum in every run.
  @Override
  public long ramBytesUsed() {
    long graphs = 0;
    if (builders != null) {
      for (Added field : fields) {
        graphs += (long) GRAPH_BYTES * field.vectors().getVectors().size();
      }
    }
    return flat.ramBytesUsed() + graphs;
  }
}
