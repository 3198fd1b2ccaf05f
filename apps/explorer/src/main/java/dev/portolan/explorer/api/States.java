package dev.portolan.explorer.api;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.explorer.http.Refusal;
import dev.portolan.explorer.http.Refusal.Kind;
import dev.portolan.query.DatasetSnapshot;
import java.util.HashMap;
import java.util.Map;

/// The newest state of each dataset, kept between requests: who is on a map, and what else is
/// worked out about it, need not be found anew for every hover.
///
/// Each request looks whether there is a newer state. Safe for many threads.
final class States implements AutoCloseable {
  private final Portolan db;
  private final Map<String, DatasetState> newest = new HashMap<>();

  States(Portolan db) {
    this.db = db;
  }

  /// @throws Refusal when there is no such dataset
  Dataset dataset(String name) {
    if (!db.datasets().contains(name)) {
      throw new Refusal(
          Kind.MISSING,
          "there is no dataset '%s'; this database has %s".formatted(name, db.datasets()));
    }
    return db.dataset(name);
  }

  /// The newest state, held until it is given back.
  DatasetState hold(String name) {
    Dataset dataset = dataset(name);
    DatasetSnapshot now = dataset.snapshot();
    DatasetState.Key key = DatasetState.key(dataset, now);
    synchronized (this) {
      DatasetState known = newest.get(name);
      if (known != null && known.key().equals(key)) {
        now.close();
        return known.held();
      }
      DatasetState fresh = new DatasetState(dataset, now, key);
      newest.put(name, fresh);
      if (known != null) {
        known.close();
      }
      return fresh.held();
    }
  }

  @Override
  public synchronized void close() {
    newest.values().forEach(DatasetState::close);
    newest.clear();
  }
}
