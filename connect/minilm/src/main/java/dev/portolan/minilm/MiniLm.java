package dev.portolan.minilm;

import ai.onnxruntime.OrtException;
import dev.portolan.Embedder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongConsumer;

/// The sentence embedder all-MiniLM-L6-v2, quantised to 8 bits, run inside this process.
///
/// A text's vector is the mean of the network's states over its word pieces, scaled to length 1:
/// langchain4j's vector for the same text. As there, the network reads the first 126 word pieces
/// (about 90 English words) and nothing after them; the limit stands in the model's tokenizer file.
/// A text without word pieces (empty, blank) is legal, and all of them share one vector.
///
/// *Cost:* some milliseconds of one core per text, some 70 MB outside the heap. Opening takes some
/// tenths of a second; the first time on a machine it also unpacks 63 MB into the user's cache
/// directory (`-Dportolan.cache=DIR` names another).
///
/// *Threads:* safe for many. The thread that asks computes, on no other, one text per run (a batch
/// would change the vectors): throughput grows with the callers up to the number of cores, and no
/// vector depends on them.
///
/// *Maintainer's note.* One session serves all threads. With one thread inside an operator
/// onnxruntime starts no pool and runs in the caller; a session per thread was no faster and cost
/// 25 MB each (docs/design/embedding.md).
///
/// Reimers, Gurevych: Sentence-BERT. EMNLP 2019. Wang et al.: MiniLM. NeurIPS 2020.
public final class MiniLm implements Embedder, AutoCloseable {
  static final String NAME = "all-MiniLM-L6-v2-q";

  private final WordPieces pieces;
  private final Network network;
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  private MiniLm(WordPieces pieces, Network network) {
    this.pieces = pieces;
    this.network = network;
  }

  /// Loads tokenizer and network from the class path; opens no socket.
  ///
  /// @throws IllegalStateException when a file of the model or a native library cannot be loaded
  public static synchronized MiniLm open() {
    try {
      UnpackedFiles files = UnpackedFiles.ofUser();
      try (QuietLoading _ = new QuietLoading(files)) {
        return load(files);
      }
    } catch (CompletionException e) {
      throw unloadable(e.getCause());
    } catch (IOException | OrtException | LinkageError e) {
      throw unloadable(e);
    }
  }

  /// Tokenizer and network load side by side.
  private static MiniLm load(UnpackedFiles files) throws IOException, OrtException {
    try (ExecutorService beside = Executors.newThreadPerTaskExecutor(Thread::new)) {
      CompletableFuture<WordPieces> pieces =
          CompletableFuture.supplyAsync(WordPieces::load, beside);
      String model = Network.FILE;
      Network network = Network.load(files.together(List.of(model)).resolve(model));
      return new MiniLm(pieces.join(), network);
    }
  }

  private static IllegalStateException unloadable(Throwable cause) {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return new IllegalStateException(
        "embedder %s cannot be loaded on %s (%s); it needs its artifacts on the class path and a "
                .formatted(NAME, system, cause)
            + "directory to unpack them into, which -Dportolan.cache=DIR names",
        cause);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int dimensions() {
    return Network.DIMENSIONS;
  }

  /// @throws IllegalStateException after [#close()]
  @Override
  public float[] embed(String text) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("embedder %s is closed; open another".formatted(NAME));
      }
      return unit(network.meanState(pieces.of(text)));
    } catch (OrtException e) {
      throw new IllegalStateException(
          "embedder %s failed on a text of %d characters: %s"
              .formatted(NAME, text.length(), e.getMessage()),
          e);
    } finally {
      use.readLock().unlock();
    }
  }

  private static float[] unit(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    double norm = Math.sqrt(square);
    for (int j = 0; j < vector.length; j++) {
      vector[j] = (float) (vector[j] / norm);
    }
    return vector;
  }

  /// The vectors of many texts, computed by several threads, the calling one among them.
  ///
  /// @param threads at least 1; more than there are cores gain nothing
  /// @param done told by the calling thread, about every 10 ms, how many texts are done; what it
  ///   throws stops the run and reaches the caller, which is how a run is cancelled
  /// @return `[texts][384]`, in the order of the texts
  public float[][] embedAll(List<String> texts, int threads, LongConsumer done) {
    return new EmbeddingRun(this, texts).run(threads, done);
  }

  /// Waits for the texts being embedded, then gives the network's memory back.
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        network.close();
        pieces.close();
      }
    } finally {
      use.writeLock().unlock();
    }
  }
}
