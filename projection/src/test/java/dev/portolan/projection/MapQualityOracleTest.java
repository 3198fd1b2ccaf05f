package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapQualityOracleTest {
  @Test
  void measure_randomMap_agreesWithTheDefinitions() {
    int n = 200;
    FlatVectors vectors = TestSeeds.clouds(n, 6, 4, VectorMetric.EUCLIDEAN, 51);
    Positions positions = shaken(vectors);
    MapQuality quality = MapQuality.measure(vectors, positions, 3, 2, Progress.none());
    double intrusions = 0;
    double extrusions = 0;
    double kept = 0;
    for (int row = 0; row < n; row++) {
      List<Integer> truth = ranked(n, row, new High(vectors)).subList(0, 15);
      List<Integer> ranking = ranked(n, row, new High(vectors));
      List<Integer> onMap = ranked(n, row, new Low(positions)).subList(0, 15);
      for (int other : onMap) {
        intrusions += Math.max(0, ranking.indexOf(other) + 1 - 15);
        kept += truth.contains(other) ? 1 : 0;
      }
      List<Integer> ranksOnMap = ranked(n, row, new Low(positions));
      for (int other : truth) {
        extrusions += Math.max(0, ranksOnMap.indexOf(other) + 1 - 15);
      }
    }
    double trust = 1 - 2 * intrusions / (n * 15.0 * (2 * n - 3 * 15 - 1));
    assertEquals(trust, quality.trustworthiness(), 1e-6);
    double continuity = 1 - 2 * extrusions / (n * 15.0 * (2 * n - 3 * 15 - 1));
    assertEquals(continuity, quality.continuity(), 1e-6);
    assertEquals(kept / (n * 15), quality.kept(), 1e-6);
    assertTrue(trust > .5 && trust < .999, "a map that is neither perfect nor noise: " + trust);
    assertTrue(quality.triplets() > .5 && quality.triplets() < 1, quality.toString());
  }

  @Test
  void measure_mapEqualToItsData_isPerfect() {
    FlatVectors vectors = TestSeeds.clouds(300, 2, 4, VectorMetric.EUCLIDEAN, 53);
    MapQuality quality = MapQuality.measure(vectors, firstTwo(vectors, 2), 3, 2, Progress.none());
    assertEquals(1, quality.trustworthiness());
    assertEquals(1, quality.continuity());
    assertEquals(1, quality.kept());
    assertEquals(1, quality.triplets(), 1e-3);
  }

  @Test
  void measure_otherThreads_sameFigures() {
    FlatVectors vectors = TestSeeds.clouds(3000, 5, 4, VectorMetric.COSINE, 59);
    Positions positions = firstTwo(vectors, 5);
    MapQuality one = MapQuality.measure(vectors, positions, 3, 1, Progress.none());
    assertEquals(one, MapQuality.measure(vectors, positions, 3, 4, Progress.none()));
    assertEquals(2000, one.sampled());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 16, 20, 31})
  void measure_fewRows_staysInRange(int n) {
    FlatVectors vectors = TestSeeds.clouds(n, 3, 1, VectorMetric.EUCLIDEAN, 61);
    MapQuality quality = MapQuality.measure(vectors, firstTwo(vectors, 3), 3, 2, Progress.none());
    for (double figure :
        new double[] {
          quality.trustworthiness(), quality.continuity(), quality.kept(), quality.triplets()
        }) {
      assertTrue(figure >= 0 && figure <= 1, quality.toString());
    }
  }

  @Test
  void sample_sameSeed_isTheSameDistinctRows() {
    int[] sample = MapQuality.sample(100_000, TestSeeds.SEED);
    assertEquals(2000, IntStream.of(sample).distinct().count());
    assertArrayEquals(sample, MapQuality.sample(100_000, TestSeeds.SEED));
    assertEquals(300, MapQuality.sample(1_000_000, TestSeeds.SEED).length);
    assertEquals(0, MapQuality.sample(0, TestSeeds.SEED).length);
  }

  @Test
  void measurement_copiesScannedOnce_sameFigures() {
    FlatVectors few = TestSeeds.clouds(150, 5, 4, VectorMetric.COSINE, 67);
    int[] vectorOfRow = IntStream.range(0, 200).map(row -> row % 150).toArray();
    float[] values = new float[200 * 5];
    for (int row = 0; row < 200; row++) {
      few.copy(vectorOfRow[row], values, row * 5);
    }
    FlatVectors all = new FlatVectors(values, 200, 5, VectorMetric.COSINE);
    Positions positions = firstTwo(all, 5);
    int[] rows = MapQuality.sample(200, 3);
    MapMeasurement measurement = new MapMeasurement(positions, vectorOfRow, rows, 3);
    int[] queries = IntStream.of(rows).map(row -> vectorOfRow[row]).toArray();
    ExactNeighbors.scan(HeapVectors.of(few, 2), queries, 2, Progress.none(), measurement::visitor);
    assertEquals(MapQuality.measure(all, positions, 3, 2, Progress.none()), measurement.result());
  }

  private interface Distance {
    double between(int i, int j);
  }

  private record High(FlatVectors vectors) implements Distance {
    @Override
    public double between(int i, int j) {
      double sum = 0;
      for (int c = 0; c < vectors.dimensions(); c++) {
        sum +=
            Math.pow(
                vectors.values()[i * vectors.dimensions() + c]
                    - vectors.values()[j * vectors.dimensions() + c],
                2);
      }
      return sum;
    }
  }

  private record Low(Positions positions) implements Distance {
    @Override
    public double between(int i, int j) {
      return Math.hypot(positions.x()[i] - positions.x()[j], positions.y()[i] - positions.y()[j]);
    }
  }

  private static List<Integer> ranked(int n, int row, Distance distance) {
    return IntStream.range(0, n)
        .filter(other -> other != row)
        .boxed()
        .sorted(Comparator.comparingDouble(other -> distance.between(row, other)))
        .toList();
  }

  private static Positions shaken(FlatVectors vectors) {
    Positions positions = firstTwo(vectors, 6);
    float[] noise = TestSeeds.gaussian(2 * vectors.size(), 57);
    for (int i = 0; i < vectors.size(); i++) {
      positions.x()[i] += .3f * noise[2 * i];
      positions.y()[i] += .3f * noise[2 * i + 1];
    }
    return positions;
  }

  private static Positions firstTwo(FlatVectors vectors, int d) {
    float[] x = new float[vectors.size()];
    float[] y = new float[vectors.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = vectors.values()[i * d];
      y[i] = vectors.values()[i * d + 1];
    }
    return new Positions(x, y, new Projection.Pca());
  }
}
