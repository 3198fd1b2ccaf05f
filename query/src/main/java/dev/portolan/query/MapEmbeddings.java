package dev.portolan.query;

import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.KnnOptions;
import dev.portolan.storage.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Positions, latent vectors and vector search of a map.
public final class MapEmbeddings {
  /// How many neighbours a search returns when it is not told.
  public static final int DEFAULT_K = 5;

  private static final int MIN_EFFORT = 64;

  private final MapView view;

  public MapEmbeddings(MapView view) {
    this.view = view;
  }

  /// Positions of the mapped data, oldest first.
  ///
  /// @param ids `[n]`
  /// @param x `[n]`
  /// @param y `[n]`
  public record Projected(String[] ids, float[] x, float[] y) {}

  /// Latent vectors of the mapped data, in the same order as [Projected].
  ///
  /// @param vectors `[n][d]`, as the user gave them
  public record Latents(String[] ids, float[][] vectors) {}

  /// The nearest data to one query.
  ///
  /// @param ids nearest first
  /// @param distances in the dataset's metric, in double from the stored floats
  public record Neighbors(String[] ids, double[] distances) {}

  public Projected projected() {
    return view.read(map -> {
      int[] rows = map.rows();
      float[] x = new float[rows.length];
      float[] y = new float[rows.length];
      for (int i = 0; i < rows.length; i++) {
        x[i] = map.columns().x()[rows[i]];
        y[i] = map.columns().y()[rows[i]];
      }
      return new Projected(map.dataSnapshot().ids(map.mapped().ordinals()), x, y);
    });
  }

  public Latents latent() {
    return view.read(map -> {
      int[] ordinals = map.mapped().ordinals();
      float[][] vectors = new float[ordinals.length][];
      for (int i = 0; i < ordinals.length; i++) {
        vectors[i] = map.dataSnapshot().latent(ordinals[i]);
      }
      return new Latents(map.dataSnapshot().ids(ordinals), vectors);
    });
  }

  /// The k nearest data to each query vector, on all cores.
  ///
  /// @param queries `[q][d]`, at least one
  public List<Neighbors> vectorSearch(float[][] queries, int k) {
    requireQueries(queries == null ? 0 : queries.length);
    return view.read(map -> {
      MappedSearch.check(map, queries);
      KnnOptions options = options(k);
      return Arrays.stream(queries)
          .parallel()
          .map(query -> search(map.dataSnapshot(), query, options, k, -1))
          .toList();
    });
  }

  /// The k nearest *other* data to each of some data.
  ///
  /// @throws IllegalArgumentException naming the ids that are unknown or have no vector
  public List<Neighbors> vectorSearch(List<String> ids, int k) {
    requireQueries(ids == null ? 0 : ids.size());
    return view.read(map -> {
      DataSnapshot data = map.dataSnapshot();
      int[] ordinals = data.ordinals(ids);
      float[][] queries = new float[ordinals.length][];
      for (int i = 0; i < ordinals.length; i++) {
        queries[i] = data.latent(ordinals[i]);
        if (queries[i] == null) {
          throw new IllegalArgumentException(
              "datum '%s' has no latent vector to search by; give it one"
                  .formatted(data.id(ordinals[i])));
        }
      }
      KnnOptions options = options(k + 1);
      return IntStream.range(0, ordinals.length)
          .parallel()
          .mapToObj(i -> search(data, queries[i], options, k, ordinals[i]))
          .toList();
    });
  }

  public List<Neighbors> vectorSearch(float[][] queries) {
    return vectorSearch(queries, DEFAULT_K);
  }

  public List<Neighbors> vectorSearch(List<String> ids) {
    return vectorSearch(ids, DEFAULT_K);
  }

  private static void requireQueries(int count) {
    if (count == 0) {
      throw new IllegalArgumentException("vectorSearch got no query; give vectors or ids");
    }
  }

  private static KnnOptions options(int k) {
    return KnnOptions.of(k).effort(Math.max(k, MIN_EFFORT));
  }

  /// @param self a datum to leave out, or −1
  private static Neighbors search(
      DataSnapshot data, float[] query, KnnOptions options, int k, int self) {
    Nearest nearest = data.nearest(query, options);
    int[] others = Arrays.stream(nearest.ordinals()).filter(o -> o != self).limit(k).toArray();
    double[] distances = new double[others.length];
    for (int i = 0, at = 0; at < others.length; i++) {
      if (nearest.ordinals()[i] != self) {
        distances[at++] = nearest.distances()[i];
      }
    }
    return new Neighbors(data.ids(others), distances);
  }
}
