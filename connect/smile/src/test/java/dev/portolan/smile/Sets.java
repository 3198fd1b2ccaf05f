package dev.portolan.smile;

import dev.portolan.exchange.NpyFile;
import dev.portolan.projection.HeapVectors;
import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.NeighborGraph;
import dev.portolan.projection.NeighborOptions;
import dev.portolan.projection.NeighborSearch;
import dev.portolan.projection.Positions;
import dev.portolan.projection.Progress;
import dev.portolan.projection.Projection;
import dev.portolan.projection.Projector;
import dev.portolan.projection.Seeds;
import dev.portolan.projection.VectorMetric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;

/// Vectors to map: seeded clouds, and the first rows of real sets.
final class Sets {
  static final long SEED = Long.getLong("portolan.seed", 7);

  private Sets() {}

  /// Rows as they are given; of a cosine set brought to length 1.
  private record Rows(float[][] rows, int dimensions, VectorMetric metric)
      implements LatentVectors {
    @Override
    public int size() {
      return rows.length;
    }

    @Override
    public void copy(int row, float[] target, int offset) {
      System.arraycopy(rows[row], 0, target, offset, dimensions);
    }
  }

  /// `clouds` clouds, row `i` in cloud `i % clouds`.
  static float[][] clouds(int n, int d, int clouds) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[][] centres = gaussian(clouds, d, 1, random);
    float[][] rows = gaussian(n, d, .4f, random);
    for (int row = 0; row < n; row++) {
      for (int i = 0; i < d; i++) {
        rows[row][i] += centres[row % clouds][i];
      }
    }
    return rows;
  }

  private static float[][] gaussian(int n, int d, float deviation, SplittableRandom random) {
    float[][] rows = new float[n][d];
    for (float[] row : rows) {
      for (int i = 0; i < d; i++) {
        row[i] = deviation * (float) random.nextGaussian();
      }
    }
    return rows;
  }

  static HeapVectors euclidean(float[][] rows) {
    int d = rows.length == 0 ? 2 : rows[0].length;
    return HeapVectors.of(new Rows(rows, d, VectorMetric.EUCLIDEAN), 2);
  }

  static HeapVectors cosine(float[][] rows) {
    float[][] unit = new float[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      unit[row] = rows[row].clone();
      double squares = 0;
      for (float value : unit[row]) {
        squares += (double) value * value;
      }
      for (int i = 0; i < unit[row].length; i++) {
        unit[row][i] = (float) (unit[row][i] / Math.sqrt(squares));
      }
    }
    return HeapVectors.of(new Rows(unit, unit[0].length, VectorMetric.COSINE), 2);
  }

  static NeighborGraph graph(HeapVectors vectors) {
    NeighborOptions options = new NeighborOptions(16, SEED, 2);
    return NeighborSearch.build(vectors, Seeds.none(), options, Progress.none()).graph();
  }

  static Positions project(HeapVectors vectors, Projection projection) {
    return Projector.project(vectors, graph(vectors), projection, SEED, 2, Progress.none());
  }

  /// Of 2,000 pictures of clothes, 784 numbers each.
  static float[][] fashion() {
    return NpyFile.vectors(small("fashion-mnist-2k_X_u8.npy.gz"));
  }

  /// Of 2,001 posts of 20 newsgroups, 384 numbers each.
  static float[][] news() {
    return NpyFile.vectors(small("newsgroups20-2k_vectors_f16.npy.gz"));
  }

  static Path small(String file) {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("portolan"))) {
      root = root.getParent();
    }
    Path small = root == null ? null : root.resolveSibling("shared").resolve("data/small");
    Assumptions.assumeTrue(
        small != null && Files.isDirectory(small),
        "the folder ../shared/data/small beside the repository is missing: no real data mapped");
    return small.resolve(file);
  }
}
