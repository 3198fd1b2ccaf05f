package dev.portolan.index.topics;

import dev.portolan.projection.LatentVectors;
import java.util.Arrays;

/// What a term means, as a vector: the mean latent vector of the data that contain it, less the
/// mean over all data, scaled to length 1.
///
/// Of a frequent term's data 128 are taken, evenly spaced. `4·d` bytes per asked-for term.
final class TermVectors {
  private static final int MOST_ROWS = 128;
  private static final int MOST_MEAN_ROWS = 1024;

  private final LatentVectors latent;
  private final double[] middle;
  private final int dimensions;
  private final int[] slotOf;
  private final float[] vectors;

  private TermVectors(LatentVectors latent, double[] middle, int[] slotOf, float[] vectors) {
    this.latent = latent;
    this.middle = middle;
    this.dimensions = latent.dimensions();
    this.slotOf = slotOf;
    this.vectors = vectors;
  }

  /// @param wanted the terms to find vectors of, ascending, each once
  static TermVectors of(Terms terms, int[] wanted, LatentVectors latent, Slices slices) {
    int d = latent.dimensions();
    int[] slotOf = new int[terms.size()];
    Arrays.fill(slotOf, -1);
    for (int slot = 0; slot < wanted.length; slot++) {
      slotOf[wanted[slot]] = slot;
    }
    int[][] rows = rowsOf(terms, slotOf, wanted.length);
    int[] everyRow = new int[latent.size()];
    Arrays.setAll(everyRow, i -> i);
    double[] middle = new double[d];
    new Mean(latent).into(everyRow, MOST_MEAN_ROWS, middle);
    float[] vectors = new float[Math.multiplyExact(wanted.length, d)];
    slices.runEach(
        wanted.length,
        32,
        () -> {
          Mean mean = new Mean(latent);
          double[] sum = new double[d];
          return (from, to) -> {
            for (int slot = from; slot < to; slot++) {
              mean.into(rows[slot], MOST_ROWS, sum);
              direction(sum, middle, vectors, slot * d);
            }
          };
        });
    return new TermVectors(latent, middle, slotOf, vectors);
  }

  /// The cosine of two terms' vectors.
  double similarity(int a, int b) {
    int i = slotOf[a] * dimensions;
    int j = slotOf[b] * dimensions;
    double sum = 0;
    for (int axis = 0; axis < dimensions; axis++) {
      sum += (double) vectors[i + axis] * vectors[j + axis];
    }
    return sum;
  }

  /// The direction of the mean of these rows, as a term has one.
  float[] direction(int[] rows) {
    double[] mean = new double[dimensions];
    new Mean(latent).into(rows, MOST_MEAN_ROWS, mean);
    float[] direction = new float[dimensions];
    direction(mean, middle, direction, 0);
    return direction;
  }

  /// The cosine of a term's vector and a direction.
  double similarity(int term, float[] direction) {
    int i = slotOf[term] * dimensions;
    double sum = 0;
    for (int axis = 0; axis < dimensions; axis++) {
      sum += (double) vectors[i + axis] * direction[axis];
    }
    return sum;
  }

  /// The distinct rows of each wanted term, ascending.
  private static int[][] rowsOf(Terms terms, int[] slotOf, int slots) {
    int[][] rows = new int[slots][4];
    int[] counts = new int[slots];
    for (int row = 0; row < terms.rows(); row++) {
      for (int i = terms.starts()[row]; i < terms.starts()[row + 1]; i++) {
        int slot = slotOf[terms.terms()[i]];
        if (slot >= 0 && (counts[slot] == 0 || rows[slot][counts[slot] - 1] != row)) {
          if (counts[slot] == rows[slot].length) {
            rows[slot] = Arrays.copyOf(rows[slot], 2 * counts[slot]);
          }
          rows[slot][counts[slot]++] = row;
        }
      }
    }
    for (int slot = 0; slot < slots; slot++) {
      rows[slot] = Arrays.copyOf(rows[slot], counts[slot]);
    }
    return rows;
  }

  private static void direction(double[] mean, double[] middle, float[] vectors, int offset) {
    double squares = 0;
    for (int axis = 0; axis < mean.length; axis++) {
      mean[axis] -= middle[axis];
      squares += mean[axis] * mean[axis];
    }
    double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (int axis = 0; axis < mean.length; axis++) {
      vectors[offset + axis] = (float) (mean[axis] * scale);
    }
  }

  /// Means over rows, with scratch space for one thread.
  private static final class Mean {
    private final LatentVectors latent;
    private final float[] row;

    Mean(LatentVectors latent) {
      this.latent = latent;
      this.row = new float[latent.dimensions()];
    }

    void into(int[] rows, int most, double[] mean) {
      Arrays.fill(mean, 0);
      int taken = Math.min(most, rows.length);
      for (int i = 0; i < taken; i++) {
        latent.copy(rows[(int) ((long) i * rows.length / taken)], row, 0);
        for (int axis = 0; axis < mean.length; axis++) {
          mean[axis] += row[axis] / taken;
        }
      }
    }
  }
}
