package dev.portolan.projection;

import java.util.Arrays;

/// Gradient descent on the t-SNE objective, parallel and yet the same on any number of threads.
///
/// Every iteration finds all attractions ([Attraction]) and all repulsions ([Repulsion]) at the
/// positions as they stand, then moves every row by its momentum and its own gain. A row's sums are
/// added in a fixed order by one worker, so the outcome is a function of affinities, start and
/// parameters. Papers: van der Maaten & Hinton 2008; van der Maaten 2014; Belkina et al. 2019.
final class TsneDescent {
  private static final int GRAIN = 256;
  private static final int WARM_UP = 50;
  private static final float EARLY_MOMENTUM = .5f;
  private static final float MOMENTUM = .8f;
  private static final float LEAST_GAIN = .01f;

  /// No row moves farther in one iteration.
  private static final float LONGEST_STEP = 5f;

  private final Projection.Tsne tsne;
  private final int n;
  private final int slices;
  private final float[] x;
  private final float[] y;
  private final float[] attractionX;
  private final float[] attractionY;
  private final float[] repulsionX;
  private final float[] repulsionY;
  private final float[] stepX;
  private final float[] stepY;
  private final float[] gainX;
  private final float[] gainY;
  private final Extent[] extents;
  private final Attraction attraction;
  private final Attraction unvectored;
  private final Repulsion repulsion;

  /// The rectangle that a slice of the rows lies in.
  private record Extent(float left, float right, float bottom, float top) {
    static Extent of(float[] x, float[] y, int from, int to) {
      float left = x[from];
      float right = x[from];
      float bottom = y[from];
      float top = y[from];
      for (int i = from + 1; i < to; i++) {
        left = Math.min(left, x[i]);
        right = Math.max(right, x[i]);
        bottom = Math.min(bottom, y[i]);
        top = Math.max(top, y[i]);
      }
      return new Extent(left, right, bottom, top);
    }

    Extent and(Extent other) {
      return new Extent(
          Math.min(left, other.left),
          Math.max(right, other.right),
          Math.min(bottom, other.bottom),
          Math.max(top, other.top));
    }
  }

  private TsneDescent(Affinities affinities, float[] start, Projection.Tsne tsne) {
    this.tsne = tsne;
    this.n = affinities.n();
    this.slices = (n + GRAIN - 1) / GRAIN;
    this.x = new float[n];
    this.y = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = start[2 * i];
      y[i] = start[2 * i + 1];
    }
    this.attractionX = new float[n];
    this.attractionY = new float[n];
    this.repulsionX = new float[n];
    this.repulsionY = new float[n];
    this.stepX = new float[n];
    this.stepY = new float[n];
    this.gainX = new float[n];
    this.gainY = new float[n];
    Arrays.fill(gainX, 1);
    Arrays.fill(gainY, 1);
    this.extents = new Extent[slices];
    this.attraction = Attraction.fastest(affinities, x, y);
    this.unvectored = new ScalarAttraction(affinities, x, y);
    this.repulsion = Repulsion.of(x, y);
    for (int slice = 0; slice < slices; slice++) {
      measure(slice);
    }
    cover();
  }

  /// The positions after all iterations, `[n][2]` row-major like `start`, their mean at the origin.
  ///
  /// @param tsne settled
  /// @throws java.util.concurrent.CancellationException when `progress` is cancelled
  static float[] optimize(
      Affinities affinities, float[] start, Projection.Tsne tsne, int threads, Progress progress) {
    if (affinities.n() < 2) {
      return new float[start.length];
    }
    TsneDescent descent = new TsneDescent(affinities, start, tsne);
    int workers = Math.max(1, Math.min(threads, descent.slices / 2));
    Relay.run(workers, () -> worker -> descent.work(worker, progress));
    return descent.centred();
  }

  private void work(Relay.Worker worker, Progress progress) {
    Repulsion.Preparation preparation = repulsion.preparation();
    boolean going = true;
    for (int iteration = 0; going && iteration < tsne.iterations(); iteration++) {
      int current = iteration;
      going =
          preparation.run(worker, slices, slice -> attract(slice, current))
              && worker.step(slices, slice -> move(slice, current), this::cover);
      if (worker.first()) {
        progress.check();
        progress.advance(iteration + 1, tsne.iterations());
      }
    }
  }

  /// The first iterations walk most rows with the scalar twin: until the compiler has seen enough
  /// of them, vectors are objects.
  private void attract(int slice, int iteration) {
    Attraction chosen = slice > 0 && iteration < WARM_UP ? unvectored : attraction;
    chosen.forces(from(slice), to(slice), attractionX, attractionY);
  }

  private int from(int slice) {
    return slice * GRAIN;
  }

  private int to(int slice) {
    return Math.min(n, slice * GRAIN + GRAIN);
  }

  private void move(int slice, int iteration) {
    boolean early = iteration < tsne.earlyIterations();
    float pull = (early ? tsne.earlyExaggeration() : 1) / n;
    float momentum = early ? EARLY_MOMENTUM : MOMENTUM;
    float push = (float) (1 / repulsion.pairSum());
    repulsion.forces(from(slice), to(slice), repulsionX, repulsionY);
    for (int i = from(slice); i < to(slice); i++) {
      float forceX = attractionX[i] * pull + repulsionX[i] * push;
      float forceY = attractionY[i] * pull + repulsionY[i] * push;
      gainX[i] = gain(gainX[i], forceX * stepX[i]);
      gainY[i] = gain(gainY[i], forceY * stepY[i]);
      stepX[i] = bounded(stepX[i] * momentum + forceX * gainX[i] * tsne.learningRate());
      stepY[i] = bounded(stepY[i] * momentum + forceY * gainY[i] * tsne.learningRate());
      x[i] += stepX[i];
      y[i] += stepY[i];
    }
    measure(slice);
  }

  /// Grows while the force keeps the direction of the last step, shrinks where it turns.
  private static float gain(float gain, float agreement) {
    return agreement > 0 ? gain + .2f : Math.max(LEAST_GAIN, gain * .8f);
  }

  private static float bounded(float step) {
    return Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, step));
  }

  private void measure(int slice) {
    extents[slice] = Extent.of(x, y, from(slice), to(slice));
  }

  private void cover() {
    Extent all = extents[0];
    for (Extent extent : extents) {
      all = all.and(extent);
    }
    repulsion.cover(all.left, all.right, all.bottom, all.top);
  }

  private float[] centred() {
    double meanX = mean(x);
    double meanY = mean(y);
    float[] positions = new float[2 * n];
    for (int i = 0; i < n; i++) {
      positions[2 * i] = (float) (x[i] - meanX);
      positions[2 * i + 1] = (float) (y[i] - meanY);
    }
    return positions;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
