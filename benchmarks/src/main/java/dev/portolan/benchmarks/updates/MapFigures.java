package dev.portolan.benchmarks.updates;

import dev.portolan.EmbeddingMap;
import dev.portolan.projection.HeapVectors;
import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.MapQuality;
import dev.portolan.projection.Positions;
import dev.portolan.projection.Progress;
import dev.portolan.projection.Projection;
import dev.portolan.projection.VectorMetric;
import dev.portolan.query.MapEmbeddings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// How good a map is, measured outside the product's own report: over the data it has.
///
/// @param label share of the data whose group is that of most of their ten nearest on the map
/// @param quality against brute force
record MapFigures(double label, MapQuality quality) {
  private static final int NEAREST = 10;

  /// @param groups and vectors by id
  static MapFigures of(EmbeddingMap map, Map<String, String> groups, Map<String, float[]> vectors) {
    MapEmbeddings.Projected places = map.embeddings().projected();
    float[][] latent = Arrays.stream(places.ids()).map(vectors::get).toArray(float[][]::new);
    LatentVectors all = HeapVectors.of(new Rows(latent), 2);
    Positions positions = new Positions(places.x(), places.y(), new Projection.Pca());
    return new MapFigures(
        label(places, groups), MapQuality.measure(all, positions, 7, 2, Progress.none()));
  }

  private static double label(MapEmbeddings.Projected places, Map<String, String> groups) {
    String[] of = Arrays.stream(places.ids()).map(groups::get).toArray(String[]::new);
    long right =
        IntStream.range(0, of.length)
            .parallel()
            .filter(i -> of[i].equals(mostOf(nearest(places, i), of)))
            .count();
    return (double) right / of.length;
  }

  /// Share of the ten nearest of the data of some groups that are of the same group.
  static double pure(EmbeddingMap map, Map<String, String> groups, Set<String> wanted) {
    MapEmbeddings.Projected places = map.embeddings().projected();
    String[] of = Arrays.stream(places.ids()).map(groups::get).toArray(String[]::new);
    return IntStream.range(0, of.length)
        .parallel()
        .filter(i -> wanted.contains(of[i]))
        .mapToDouble(i ->
            Arrays.stream(nearest(places, i)).filter(j -> of[j].equals(of[i])).count()
                / (double) NEAREST)
        .average()
        .orElse(0);
  }

  private static int[] nearest(MapEmbeddings.Projected places, int row) {
    int[] rows = new int[NEAREST];
    double[] squares = new double[NEAREST];
    Arrays.fill(squares, Double.POSITIVE_INFINITY);
    for (int other = 0; other < places.x().length; other++) {
      double dx = places.x()[other] - places.x()[row];
      double dy = places.y()[other] - places.y()[row];
      double square = dx * dx + dy * dy;
      if (other != row && square < squares[NEAREST - 1]) {
        int place = NEAREST - 1;
        for (; place > 0 && squares[place - 1] > square; place--) {
          squares[place] = squares[place - 1];
          rows[place] = rows[place - 1];
        }
        squares[place] = square;
        rows[place] = other;
      }
    }
    return rows;
  }

  /// Ties go to the nearer.
  private static String mostOf(int[] rows, String[] of) {
    Map<String, Integer> votes = new HashMap<>();
    for (int row : rows) {
      votes.merge(of[row], 1, Integer::sum);
    }
    int most = votes.values().stream().mapToInt(v -> v).max().orElse(0);
    return Arrays.stream(rows)
        .mapToObj(row -> of[row])
        .filter(group -> votes.get(group) == most)
        .findFirst()
        .orElse("");
  }

  /// The posts' own vectors, which are of length 1.
  private record Rows(float[][] vectors) implements LatentVectors {
    @Override
    public int size() {
      return vectors.length;
    }

    @Override
    public int dimensions() {
      return vectors[0].length;
    }

    @Override
    public VectorMetric metric() {
      return VectorMetric.EUCLIDEAN;
    }

    @Override
    public void copy(int row, float[] target, int offset) {
      System.arraycopy(vectors[row], 0, target, offset, vectors[row].length);
    }
  }
}
