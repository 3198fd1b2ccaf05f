package dev.portolan;

import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Latency;

/// The metrics of an open dataset.
record DatasetMetrics(Dataset dataset, DataStore store, SearchLog log, Latency buildTimes)
    implements Metrics {
  @Override
  public Latency.Reading searches() {
    return log.latency();
  }

  @Override
  public Latency.Reading commits() {
    return store.commits().read();
  }

  @Override
  public Latency.Reading builds() {
    return buildTimes.read();
  }

  @Override
  public long failedSearches() {
    return log.failed();
  }

  @Override
  public int data() {
    return dataset.count();
  }

  @Override
  public int segments() {
    return dataset.read(DataSnapshot::segments);
  }

  @Override
  public CacheUse cache() {
    return new CacheUse(store.tablesReused(), store.snapshotsMade());
  }
}
