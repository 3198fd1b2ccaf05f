package dev.portolan;

import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A vector search being put together:
/// `dataset.search(vector).k(10).within(keep).include("body").run()`.
///
/// Not safe for many threads; run it once or again.
public final class Search {
  private static final int DEFAULT_K = 10;
  private static final int DEFAULT_EFFORT = 64;

  private final Dataset dataset;
  private final float[] vector;
  private final String id;
  private int k = DEFAULT_K;
  private int effort;
  private DatumSet within;
  private Set<String> include = Set.of();

  Search(Dataset dataset, float[] vector, String id) {
    this.dataset = dataset;
    this.vector = vector;
    this.id = id;
  }

  /// How many data to find; there is no cap.
  public Search k(int wanted) {
    if (wanted < 1) {
      throw new IllegalArgumentException("k is %d: ask for at least 1 datum".formatted(wanted));
    }
    k = wanted;
    return this;
  }

  /// How many candidates the graph search keeps; more finds more of the true neighbours and takes
  /// longer.
  public Search efSearch(int candidates) {
    if (candidates < 1) {
      throw new IllegalArgumentException(
          "efSearch is %d: keep at least 1 candidate".formatted(candidates));
    }
    effort = candidates;
    return this;
  }

  /// Only data of this set.
  public Search within(DatumSet set) {
    within = set;
    return this;
  }

  /// Columns whose values the hits should carry; without names, none.
  public Search include(String... columns) {
    include = new LinkedHashSet<>(Arrays.asList(columns));
    return this;
  }

  /// The nearest data, nearest first, ties by the datum that came first. A search by id leaves that
  /// datum out.
  ///
  /// @throws IllegalArgumentException when the vector, the id or a column does not fit the dataset
  public List<Hit> run() {
    return dataset.read(this::run);
  }

  private List<Hit> run(DataSnapshot data) {
    include.forEach(data.schema()::column);
    int self = id == null ? -1 : data.ordinals(List.of(id))[0];
    float[] query = id == null ? vector : data.latent(self);
    if (query == null) {
      throw new IllegalArgumentException(
          "datum '%s' has no latent vector to search by; give it one".formatted(id));
    }
    int wanted = self < 0 ? k : k + 1;
    Nearest nearest =
        data.nearest(
            query, wanted, within, Math.max(effort == 0 ? DEFAULT_EFFORT : effort, wanted));
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < nearest.size() && hits.size() < k; i++) {
      int ordinal = nearest.ordinals()[i];
      if (ordinal != self) {
        hits.add(
            new Hit(
                data.id(ordinal),
                nearest.distances()[i],
                include.isEmpty() ? java.util.Map.of() : data.values(ordinal, include)));
      }
    }
    return hits;
  }
}
