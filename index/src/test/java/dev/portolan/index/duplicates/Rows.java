package dev.portolan.index.duplicates;

import dev.portolan.projection.ExactCopies;
import dev.portolan.projection.ExactNeighbors;
import dev.portolan.projection.HeapVectors;
import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.NeighborOptions;
import dev.portolan.projection.NeighborSearch;
import dev.portolan.projection.Progress;
import dev.portolan.projection.Seeds;
import dev.portolan.projection.VectorMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Vectors for tests: random ones with exact and near copies planted among them.
record Rows(float[][] values, int dimensions, VectorMetric metric) implements LatentVectors {
  static final long SEED = Long.getLong("portolan.seed", 7);

  static Rows of(VectorMetric metric, float[]... values) {
    return new Rows(values, values.length == 0 ? 2 : values[0].length, metric);
  }

  /// Normal vectors, unit ones for cosine.
  static Rows random(VectorMetric metric, int n, int d, long seed) {
    Random random = new Random(seed);
    float[][] values = new float[n][];
    Arrays.setAll(values, row -> vector(metric, d, random));
    return new Rows(values, d, metric);
  }

  /// The same with `exact` copies of one vector and `near` of another, all shuffled.
  Rows planted(int exact, int near, double noise, long seed) {
    Random random = new Random(seed);
    List<float[]> all = new ArrayList<>(Arrays.asList(values));
    float[] first = vector(metric, dimensions, random);
    for (int i = 0; i < exact; i++) {
      all.add(first.clone());
    }
    float[] second = vector(metric, dimensions, random);
    for (int i = 0; i < near; i++) {
      float[] copy = second.clone();
      for (int j = 0; j < copy.length; j++) {
        copy[j] += (float) (noise * random.nextGaussian() / Math.sqrt(copy.length));
      }
      all.add(settled(metric, copy));
    }
    Collections.shuffle(all, random);
    return new Rows(all.toArray(float[][]::new), dimensions, metric);
  }

  Rows only(int[] rows) {
    float[][] some = new float[rows.length][];
    Arrays.setAll(some, i -> values[rows[i]]);
    return new Rows(some, dimensions, metric);
  }

  DuplicateInput input(int k, int threads) {
    return input(k, threads, Ranking.byAge(size()));
  }

  DuplicateInput input(int k, int threads, Ranking ranking) {
    ExactCopies copies = ExactCopies.of(this, threads);
    LatentVectors unique = copies.unique(this);
    NeighborOptions options = new NeighborOptions(k, SEED, threads);
    return new DuplicateInput(
        copies,
        NeighborSearch.build(unique, Seeds.none(), options, Progress.none()),
        unique,
        ranking,
        threads);
  }

  Duplicates find(double cutoff, int threads) {
    return find(input(16, threads), cutoff);
  }

  static Duplicates find(DuplicateInput input, double cutoff) {
    return find(input, new DuplicateCutoff.Absolute(cutoff));
  }

  static Duplicates find(DuplicateInput input, DuplicateCutoff cutoff) {
    return DuplicateFinder.find(input, DuplicateOptions.at(cutoff), Progress.none());
  }

  /// All with all.
  static Duplicates findExactly(DuplicateInput input, double cutoff) {
    return DuplicateFinder.find(
        input,
        new DuplicateOptions(new DuplicateCutoff.Absolute(cutoff), new Retention.Oldest(), true),
        Progress.none());
  }

  /// Audits with all unique vectors as the sample, one of them twice.
  static DuplicateAudit audit(DuplicateInput input, Duplicates found) {
    int unique = input.vectors().size();
    int[] sample = IntStream.concat(IntStream.range(0, unique), IntStream.of(unique / 2)).toArray();
    DuplicateAuditor auditor = new DuplicateAuditor(input, found, sample);
    HeapVectors heap = HeapVectors.of(input.vectors(), input.threads());
    ExactNeighbors.scan(heap, sample, input.threads(), Progress.none(), auditor::visitor);
    return auditor.result();
  }

  /// The distance by its definition.
  double distance(int a, int b) {
    double dot = 0;
    double left = 0;
    double right = 0;
    double square = 0;
    for (int i = 0; i < dimensions; i++) {
      double x = values[a][i];
      double y = values[b][i];
      dot += x * y;
      left += x * x;
      right += y * y;
      square += (x - y) * (x - y);
    }
    return switch (metric) {
      case COSINE ->
          Arrays.equals(values[a], values[b]) ? 0 : Math.max(0, 1 - dot / Math.sqrt(left * right));
      case EUCLIDEAN -> Math.sqrt(square);
    };
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public void copy(int row, float[] target, int offset) {
    System.arraycopy(values[row], 0, target, offset, dimensions);
  }

  private static float[] vector(VectorMetric metric, int d, Random random) {
    float[] vector = new float[d];
    for (int i = 0; i < d; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return settled(metric, vector);
  }

  /// Scales to unit length where the metric asks for it, in place.
  static float[] settled(VectorMetric metric, float[] vector) {
    if (metric == VectorMetric.COSINE) {
      double square = 0;
      for (float value : vector) {
        square += (double) value * value;
      }
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) (vector[i] / Math.sqrt(square));
      }
    }
    return vector;
  }
}
