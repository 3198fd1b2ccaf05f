package dev.portolan.minilm;

import dev.portolan.Embedder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/// One list of texts on its way through an embedder: every thread takes the next text.
final class EmbeddingRun {
  private final Embedder embedder;
  private final List<String> texts;
  private final float[][] vectors;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  EmbeddingRun(Embedder embedder, List<String> texts) {
    this.embedder = embedder;
    this.texts = texts;
    this.vectors = new float[texts.size()][];
  }

  float[][] run(int threads, LongConsumer progress) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "embedding needs at least 1 thread, not %d".formatted(threads));
    }
    List<CompletableFuture<Void>> others = new ArrayList<>();
    for (int t = 1; t < Math.min(threads, texts.size()); t++) {
      others.add(CompletableFuture.runAsync(() -> work(_ -> {}), EmbeddingRun::start));
    }
    work(progress);
    others.forEach(CompletableFuture::join);
    switch (failure.get()) {
      case null -> progress.accept(vectors.length);
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
    return vectors;
  }

  private static void start(Runnable work) {
    Thread.ofPlatform().name("portolan-embedding").start(work);
  }

  /// Takes text after text; a failure stops every thread.
  private void work(LongConsumer progress) {
    try {
      for (int i = taken.getAndIncrement(); goesOn(i); i = taken.getAndIncrement()) {
        vectors[i] = embedder.embed(texts.get(i));
        progress.accept(done.incrementAndGet());
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  private boolean goesOn(int i) {
    return i < vectors.length && failure.get() == null;
  }
}
