package dev.portolan.exchange;

import dev.portolan.Embedder;
import dev.portolan.storage.Datum;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/// Data whose vectors are made from a text column on the way, by several threads, order kept.
///
/// A datum that has a vector keeps it; one whose text is unset gets none; the empty text is
/// embedded as it is. Memory: at most [#CHUNKS_PER_THREAD] chunks of [#CHUNK] data per thread. What
/// the embedder throws comes out of the iterator. Iterators are [AutoCloseable] and close at their
/// end.
public final class EmbeddedData implements Iterable<Datum> {
  private static final int CHUNK = 16;
  private static final int CHUNKS_PER_THREAD = 4;
  private static final int IDLE_SECONDS = 5;

  private final Iterable<Datum> data;
  private final String column;
  private final Embedder embedder;
  private final int threads;
  private final LongConsumer embedded;

  /// @param column the text column
  /// @param threads how many texts are embedded at a time
  /// @param embedded told how many data are done, by the iterating thread
  public EmbeddedData(
      Iterable<Datum> data, String column, Embedder embedder, int threads, LongConsumer embedded) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "%d threads to embed '%s': take 1 or more".formatted(threads, column));
    }
    this.data = data;
    this.column = column;
    this.embedder = embedder;
    this.threads = threads;
    this.embedded = embedded;
  }

  @Override
  public Iterator<Datum> iterator() {
    return new Chunks(data.iterator());
  }

  private Datum embed(Datum datum) {
    Object text = datum.values().get(column);
    if (datum.latent() != null || text == null) {
      return datum;
    }
    if (!(text instanceof String words)) {
      throw new IllegalArgumentException(
          "datum '%s': column '%s' holds %s, only text is embedded; name a text column"
              .formatted(datum.id(), column, text));
    }
    float[] vector = embedder.embed(words);
    if (vector.length != embedder.dimensions()) {
      throw new IllegalStateException(
          "datum '%s': embedder '%s' gave %d dimensions and promises %d; mend the embedder"
              .formatted(datum.id(), embedder.name(), vector.length, embedder.dimensions()));
    }
    return new Datum(datum.id(), datum.values(), vector);
  }

  /// Keeps the threads fed and hands out chunks in their order.
  private final class Chunks implements Iterator<Datum>, AutoCloseable {
    private final Iterator<Datum> source;
    private final Deque<CompletableFuture<List<Datum>>> pending = new ArrayDeque<>();
    private final ThreadPoolExecutor workers;
    private Iterator<Datum> current = List.<Datum>of().iterator();
    private long done;
    private volatile boolean closed;

    Chunks(Iterator<Datum> source) {
      this.source = source;
      this.workers =
          new ThreadPoolExecutor(
              threads,
              threads,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              Thread.ofPlatform().daemon().name("portolan-embed-", 0).factory());
      workers.allowCoreThreadTimeOut(true);
    }

    @Override
    public boolean hasNext() {
      try {
        while (!closed && !current.hasNext()) {
          submit();
          if (pending.isEmpty()) {
            close();
            break;
          }
          List<Datum> chunk = join(pending.remove());
          done += chunk.size();
          embedded.accept(done);
          current = chunk.iterator();
        }
      } catch (RuntimeException e) {
        close();
        throw e;
      }
      return current.hasNext();
    }

    private void submit() {
      while (pending.size() < threads * CHUNKS_PER_THREAD && source.hasNext()) {
        List<Datum> chunk = new ArrayList<>(CHUNK);
        while (chunk.size() < CHUNK && source.hasNext()) {
          chunk.add(source.next());
        }
        pending.add(CompletableFuture.supplyAsync(() -> embedAll(chunk), workers));
      }
    }

    private List<Datum> embedAll(List<Datum> chunk) {
      if (!closed) {
        chunk.replaceAll(EmbeddedData.this::embed);
      }
      return chunk;
    }

    /// The chunk, once it is done; interrupts don't cut the wait short.
    private List<Datum> join(CompletableFuture<List<Datum>> chunk) {
      try {
        return chunk.join();
      } catch (CompletionException e) {
        switch (e.getCause()) {
          case RuntimeException thrown -> throw thrown;
          case Error thrown -> throw thrown;
          default -> throw e;
        }
      }
    }

    @Override
    public Datum next() {
      if (!hasNext()) {
        throw new NoSuchElementException("there are no more data");
      }
      return current.next();
    }

    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      workers.shutdown();
      if (source instanceof DatumReader reader) {
        reader.close();
      }
    }
  }
}
