package dev.portolan.index.duplicates;

import dev.portolan.projection.ExactCopies;
import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.Progress;
import dev.portolan.projection.SelectedVectors;
import dev.portolan.projection.VectorMetric;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The near pairs that data bring with them: with each other, all compared, and with those that
/// were there, along lists or all compared.
///
/// @param rows `[m]`, the newcomers
/// @param copyOf `[m]`, a row with exactly the same vector that was there or comes before it in
///   `rows`, −1 for none; pairs of one are as good as those of the other
/// @param radius `[m]`, every pair of a newcomer within it is here
/// @param from `[pairs]`, a row
/// @param to `[pairs]`, another
/// @param distance `[pairs]`, in the metric's unit, in double precision
public record NewPairs(
    int[] rows, int[] copyOf, double[] radius, int[] from, int[] to, double[] distance) {
  private static final int BLOCK = 256;

  /// What is looked for.
  ///
  /// @param vectors of all rows
  /// @param rows of the newcomers, ascending
  /// @param listed `[m]`, of each the nearest rows that were there, nearest first
  /// @param listedAt their distances, as floats have them
  /// @param there how many rows were there
  /// @param cutoff up to which no pair may be missed that the lists tell of
  /// @param limit up to which pairs are kept, at least the cutoff
  /// @param exact whether all that were there are compared, instead of the lists
  public record Question(
      LatentVectors vectors,
      int[] rows,
      int[][] listed,
      double[][] listedAt,
      int there,
      double cutoff,
      double limit,
      boolean exact) {}

  /// Nobody came.
  public static NewPairs none() {
    return new NewPairs(
        new int[0], new int[0], new double[0], new int[0], new int[0], new double[0]);
  }

  /// Finds them. A newcomer whose list ends within the cutoff is compared with everybody: `n·d`
  /// multiplications.
  public static NewPairs of(Question question, int threads, Progress progress) {
    return new Finding(question, new Workers(threads, progress)).run();
  }

  /// The pairs on their way.
  private static final class Finding {
    private final Question question;
    private final Workers workers;
    private final int[] rows;
    private final LatentVectors fresh;
    private final int[] copyOf;
    private final double[] radius;
    private final EdgeCollector.Buffer pairs = new EdgeCollector.Buffer();

    Finding(Question question, Workers workers) {
      this.question = question;
      this.workers = workers;
      this.rows = question.rows();
      this.fresh = new SelectedVectors(question.vectors(), rows);
      this.copyOf = new int[rows.length];
      this.radius = new double[rows.length];
      Arrays.fill(radius, question.limit());
    }

    NewPairs run() {
      ExactCopies copies = ExactCopies.of(fresh, workers.threads());
      for (int i = 0; i < rows.length; i++) {
        copyOf[i] = copies.representative(i) == i ? -1 : rows[copies.representative(i)];
      }
      int[] unique = copies.uniqueRows();
      among(unique, copies);
      boolean[] inFull = new boolean[rows.length];
      for (int i : unique) {
        inFull[i] = question.exact() || endsWithin(i, question.cutoff());
        if (!inFull[i] && question.there() > 0) {
          listed(i);
        }
      }
      compared(Arrays.stream(unique).filter(i -> inFull[i]).toArray());
      return new NewPairs(
          rows,
          copyOf,
          radius,
          Arrays.copyOf(pairs.from, pairs.size),
          Arrays.copyOf(pairs.to, pairs.size),
          Arrays.copyOf(pairs.distances, pairs.size));
    }

    private void among(int[] unique, ExactCopies copies) {
      AllPairs all =
          new AllPairs(
              copies.unique(fresh),
              question.cutoff(),
              question.limit(),
              EdgeCollector.capacity(question.vectors().size()));
      all.components(workers);
      EdgeCollector.Buffer found = all.pairs();
      for (int p = 0; p < found.size; p++) {
        pairs.add(rows[unique[found.from[p]]], rows[unique[found.to[p]]], found.distances[p]);
      }
      for (int u = 0; u < unique.length; u++) {
        radius[unique[u]] = Math.min(radius[unique[u]], all.radius(u));
      }
    }

    /// Whether the list of a newcomer may have left out data within a distance.
    private boolean endsWithin(int i, double distance) {
      double[] listed = question.listedAt()[i];
      return listed.length < question.there()
          && (listed.length == 0 || listed[listed.length - 1] <= distance + rounding(distance));
    }

    /// What a float sum may be off by, at this distance.
    private double rounding(double distance) {
      double share = (question.vectors().dimensions() + 16) * 0x1p-22;
      return question.vectors().metric() == VectorMetric.COSINE ? share : share * distance;
    }

    private void listed(int i) {
      int[] others = question.listed()[i];
      int[] block = new int[others.length + 1];
      block[0] = rows[i];
      System.arraycopy(others, 0, block, 1, others.length);
      VectorBlock vectors = VectorBlock.of(question.vectors(), block);
      for (int s = 0; s < others.length; s++) {
        met(i, others[s], vectors.distanceUpTo(0, s + 1, question.limit()));
      }
      if (endsWithin(i, question.limit())) {
        double last = question.listedAt()[i][others.length - 1];
        radius[i] = Math.min(radius[i], Math.max(question.cutoff(), last - rounding(last)));
      }
    }

    private void met(int i, int other, double distance) {
      if (distance == 0 && copyOf[i] < 0 && sameBits(rows[i], other)) {
        copyOf[i] = other;
      }
      if (distance <= question.limit()) {
        pairs.add(rows[i], other, distance);
      }
    }

    private boolean sameBits(int a, int b) {
      float[] left = new float[question.vectors().dimensions()];
      float[] right = new float[left.length];
      question.vectors().copy(a, left, 0);
      question.vectors().copy(b, right, 0);
      for (int e = 0; e < left.length; e++) {
        if (left[e] != right[e]) {
          return false;
        }
      }
      return true;
    }

    /// Newcomers with everybody who was there.
    private void compared(int[] some) {
      if (some.length == 0) {
        return;
      }
      VectorBlock asked =
          VectorBlock.of(question.vectors(), Arrays.stream(some).map(i -> rows[i]).toArray());
      boolean[] isNew = new boolean[question.vectors().size()];
      Arrays.stream(rows).forEach(row -> isNew[row] = true);
      int[] there = IntStream.range(0, isNew.length).filter(row -> !isNew[row]).toArray();
      workers.run(
          Math.ceilDiv(there.length, BLOCK),
          part -> {
            int[] block =
                Arrays.copyOfRange(there, part * BLOCK, Math.min(there.length, (part + 1) * BLOCK));
            VectorBlock others = VectorBlock.of(question.vectors(), block);
            for (int a = 0; a < some.length; a++) {
              for (int b = 0; b < block.length; b++) {
                double distance = asked.distanceUpTo(a, others, b, question.limit());
                if (distance <= question.limit()) {
                  synchronized (pairs) {
                    met(some[a], block[b], distance);
                  }
                }
              }
            }
          });
    }
  }
}
