package dev.portolan;

import dev.portolan.storage.Latency;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

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
    SearchEvent event = new SearchEvent();
    event.begin();
    long start = System.nanoTime();
    boolean answered = false;
    try {
      List<Hit> hits = search.get();
      answered = true;
      long took = System.nanoTime() - start;
      latency.record(took);
      if (event.shouldCommit()) {
        event.dataset = dataset;
        event.question = plan.told();
        event.hits = hits.size();
        event.commit();
      }
      if (slow != null && took > slow.toNanos()) {
        SLOW.log(
            System.Logger.Level.WARNING,
            "dataset ''{0}'': {1} ms for {2}: {3} hits",
            dataset,
            took / 1_000_000,
            plan.told(),
            hits.size());
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
