package dev.portolan;

import dev.portolan.storage.Latency;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// Watches searches: how long they take, which fail, which are slow.
final class SearchLog {
  private static final System.Logger SLOW = System.getLogger("dev.portolan.slow");

  private final String dataset;
  private final Duration slow;
  private final Latency latency = new Latency();
  private final LongAdder failed = new LongAdder();

  /// @param slow what takes longer is logged, or null for nothing
  SearchLog(String dataset, Duration slow) {
    this.dataset = dataset;
    this.slow = slow;
  }

  List<Hit> watched(SearchPlan plan, Supplier<List<Hit>> search) {
    return watched(plan::told, search, List::size);
  }

  /// @param told what is asked, in a line; made only where somebody reads it
  <T> T watched(Supplier<String> told, Supplier<T> search, ToIntFunction<T> size) {
    SearchEvent event = new SearchEvent();
    event.begin();
    long start = System.nanoTime();
    boolean answered = false;
    try {
      T hits = search.get();
      answered = true;
      long took = System.nanoTime() - start;
      latency.record(took);
      if (event.shouldCommit()) {
        event.dataset = dataset;
        event.question = told.get();
        event.hits = size.applyAsInt(hits);
        event.commit();
      }
      if (slow != null && took > slow.toNanos()) {
        SLOW.log(
            System.Logger.Level.WARNING,
            "dataset ''{0}'': {1} ms for {2}: {3} hits",
            dataset,
            took / 1_000_000,
            told.get(),
            size.applyAsInt(hits));
      }
      return hits;
    } finally {
      if (!answered) {
        failed.increment();
      }
    }
  }

  Latency.Reading latency() {
    return latency.read();
  }

  long failed() {
    return failed.sum();
  }
}
