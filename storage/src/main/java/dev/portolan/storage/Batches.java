package dev.portolan.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Cuts a stream of data into commits.
final class Batches {
  private final DataStore store;
  private final BatchLimits limits;
  private final LongConsumer told;
  private final List<Datum> batch = new ArrayList<>();
  private DataStore.UpsertReport report = new DataStore.UpsertReport(0, 0, 0);
  private long bytes;
  private long begun = System.nanoTime();
  private long durable;

  Batches(DataStore store, BatchLimits limits, LongConsumer told) {
    this.store = store;
    this.limits = limits;
    this.told = told;
  }

  void add(Datum datum) {
    batch.add(datum);
    bytes += size(datum);
    if (batch.size() >= limits.data()
        || bytes >= limits.bytes()
        || System.nanoTime() - begun >= limits.time().toNanos()) {
      commit();
    }
  }

  /// About what a datum takes: its vector and its texts.
  private static long size(Datum datum) {
    long size = datum.latent() == null ? 0 : (long) Float.BYTES * datum.latent().length;
    for (Object value : datum.values().values()) {
      size += value instanceof String text ? text.length() : Long.BYTES;
    }
    return size;
  }

  void commit() {
    if (!batch.isEmpty()) {
      report = report.and(store.upsert(batch));
      durable += batch.size();
      told.accept(durable);
    }
    batch.clear();
    bytes = 0;
    begun = System.nanoTime();
  }

  long durable() {
    return durable;
  }

  DataStore.UpsertReport report() {
    return report;
  }
}
