package dev.portolan.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.Sorter;

/// Writes the vectors of one flushed segment, whose graph grows on a worker while the indexing
/// thread goes on with the texts.
///
/// Vectors reach the graph one after another in the order they came, so the graph is the one that a
/// single thread would build. What is used in memory is counted from what was handed over, not from
/// what the worker has done, so that the buffer is full at the same datum in every run.
///
/// Tasks follow one another without waiting, so one worker thread suffices and none is held.
final class GraphWhileAdding extends KnnVectorsWriter {
  private static final int BATCH = 64;
  private static final int BATCHES_AHEAD = 16;

  /// What a vector's place in graph and lists takes on the heap, about.
  private static final int GRAPH_BYTES = 450;

  private final KnnVectorsWriter graph;
  private final Executor worker;
  private final List<GrowingField> fields = new ArrayList<>();

  /// @param graph builds its graph as vectors are added; used by one thread at a time
  /// @param worker runs one task at a time
  GraphWhileAdding(KnnVectorsWriter graph, Executor worker) {
    this.graph = graph;
    this.worker = worker;
  }

  @Override
  @SuppressWarnings("unchecked") // Portolan's vectors are floats throughout.
  public KnnFieldVectorsWriter<?> addField(FieldInfo info) throws IOException {
    GrowingField field =
        new GrowingField(
            (KnnFieldVectorsWriter<float[]>) graph.addField(info),
            (long) info.getVectorDimension() * Float.BYTES + GRAPH_BYTES);
    fields.add(field);
    return field;
  }

  @Override
  public void flush(int maxDoc, Sorter.DocMap sortMap) throws IOException {
    for (GrowingField field : fields) {
      field.complete();
    }
    graph.flush(maxDoc, sortMap);
  }

  @Override
  public void finish() throws IOException {
    graph.finish();
  }

  @Override
  public void close() throws IOException {
    for (GrowingField field : fields) {
      field.settle();
    }
    graph.close();
  }

  @Override
  public long ramBytesUsed() {
    return fields.stream().mapToLong(GrowingField::ramBytesUsed).sum();
  }

  private record Added(int document, float[] vector) {}

  private final class GrowingField extends KnnFieldVectorsWriter<float[]> {
    private final KnnFieldVectorsWriter<float[]> field;
    private final long bytesPerVector;
    private final Deque<CompletableFuture<Void>> ahead = new ArrayDeque<>();
    private List<Added> batch = new ArrayList<>(BATCH);
    private long count;

    GrowingField(KnnFieldVectorsWriter<float[]> field, long bytesPerVector) {
      this.field = field;
      this.bytesPerVector = bytesPerVector;
    }

    @Override
    public void addValue(int document, float[] vector) throws IOException {
      batch.add(new Added(document, vector.clone()));
      count++;
      if (batch.size() == BATCH) {
        handOver();
      }
    }

    private void handOver() throws IOException {
      if (ahead.size() == BATCHES_AHEAD) {
        await(ahead.removeFirst());
      }
      List<Added> added = batch;
      batch = new ArrayList<>(BATCH);
      CompletableFuture<Void> last =
          ahead.isEmpty() ? CompletableFuture.completedFuture(null) : ahead.getLast();
      ahead.addLast(last.thenRunAsync(() -> addAll(added), worker));
    }

    private void addAll(List<Added> added) {
      try {
        for (Added one : added) {
          field.addValue(one.document(), one.vector());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// Waits until every vector is in the graph.
    void complete() throws IOException {
      handOver();
      await(ahead.getLast());
      ahead.clear();
    }

    private static void await(CompletableFuture<Void> task) throws IOException {
      try {
        task.join();
      } catch (CompletionException e) {
        switch (e.getCause()) {
          case UncheckedIOException io -> throw io.getCause();
          case RuntimeException cause -> throw cause;
          case Error cause -> throw cause;
          default -> throw new IOException(e.getCause());
        }
      }
    }

    /// Waits until nothing runs any more, whatever came of it.
    void settle() {
      if (!ahead.isEmpty()) {
        ahead.getLast().handle((done, failure) -> done).join();
      }
    }

    @Override
    public float[] copyValue(float[] vector) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long ramBytesUsed() {
      return count * bytesPerVector;
    }
  }
}
