package dev.portolan.explorer.api;

import dev.portolan.Dataset;
import dev.portolan.explorer.http.Refusal;
import dev.portolan.explorer.http.Refusal.Kind;
import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.MapSnapshot;
import dev.portolan.storage.DatumSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One state of a dataset with its maps, kept open while somebody holds it. Safe for many threads.
final class DatasetState implements AutoCloseable {
  /// Data that expire go without a commit: their states are looked at anew so often.
  private static final int EXPIRY_SECONDS = 10;

  private final Dataset dataset;
  private final DatasetSnapshot now;
  private final Key key;
  private final Map<String, MapState> maps = new HashMap<>();
  private SortedMap<String, DatumSet> tags;
  private int holders = 1;

  /// What a state is told from others by.
  ///
  /// @param maps `generation.edits` of each
  record Key(long data, long tags, Map<String, String> maps, long expiry) {}

  DatasetState(Dataset dataset, DatasetSnapshot now, Key key) {
    this.dataset = dataset;
    this.now = now;
    this.key = key;
  }

  static Key key(Dataset dataset, DatasetSnapshot now) {
    Map<String, String> maps = new TreeMap<>();
    for (String name : dataset.maps()) {
      MapSnapshot map = now.map(name);
      maps.put(name, map.generation().number() + "." + map.edits());
    }
    long expiry =
        now.data().schema().expiry().isEmpty()
            ? 0
            : Instant.now().getEpochSecond() / EXPIRY_SECONDS;
    return new Key(now.data().commit(), now.tagsCommit(), maps, expiry);
  }

  Key key() {
    return key;
  }

  Dataset dataset() {
    return dataset;
  }

  DatasetSnapshot now() {
    return now;
  }

  /// @throws Refusal when there is no such map
  synchronized MapState map(String name) {
    if (!key.maps().containsKey(name)) {
      throw new Refusal(
          Kind.MISSING,
          "dataset '%s' has no map '%s'; it has %s"
              .formatted(dataset.name(), name, key.maps().keySet()));
    }
    return maps.computeIfAbsent(name, _ -> new MapState(this, now.map(name)));
  }

  /// The live data of every tag whose rule can be asked, by name.
  synchronized SortedMap<String, DatumSet> tags() {
    if (tags == null) {
      tags = new TreeMap<>();
      for (String name : now.tags().names()) {
        try {
          tags.put(name, now.tags().datumsIn(name));
        } catch (IllegalArgumentException | IllegalStateException e) {
          // The list of tags says what is the matter with its rule.
          tags.remove(name);
        }
      }
    }
    return tags;
  }

  synchronized DatasetState held() {
    holders++;
    return this;
  }

  /// Gives it back; the last one closes it.
  @Override
  public synchronized void close() {
    holders--;
    if (holders == 0) {
      now.close();
    }
  }
}
