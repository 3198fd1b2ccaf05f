package dev.portolan.benchmarks.scale;

import dev.portolan.storage.Datum;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// As many vectors as wanted, drawn around real ones.
///
/// Each is a real vector, a step of at most half the way towards one of its near neighbours, and
/// Gaussian noise, made a unit vector again. The length of the noise is a share of the real
/// vector's distance to its neighbours, so that dense places stay dense; the share is chosen so
/// that distances to the nearest are like those of the real ones (`ScaleRun` prints both). The
/// datum at `i` depends on the seed and on `i` only: a larger mixture begins with the smaller one.
/// Nothing is kept.
public final class Mixture implements Iterable<Datum> {
  private static final double STEP = .5;

  /// Length of the noise, as a share of the distance to the neighbour at [#SPACING_RANK].
  private static final double NOISE = .5;

  private static final int SPACING_RANK = 4;

  private final RealVectors real;
  private final int n;
  private final long seed;

  public Mixture(RealVectors real, int n, long seed) {
    this.real = real;
    this.n = n;
    this.seed = seed;
  }

  public static String id(int i) {
    return "d" + i;
  }

  @Override
  public Iterator<Datum> iterator() {
    return IntStream.range(0, n).mapToObj(i -> Datum.of(id(i), vector(i))).iterator();
  }

  /// The real vector that the datum at `i` is drawn around.
  public int drawnFrom(int i) {
    return random(i).nextInt(real.count());
  }

  private SplittableRandom random(int i) {
    return new SplittableRandom(seed + i * 0x9E3779B97F4A7C15L);
  }

  private float[] vector(int i) {
    SplittableRandom random = random(i);
    int row = random.nextInt(real.count());
    float[] from = real.rows().get(row);
    float[] towards = real.neighbor(row, random.nextInt(real.near().k()));
    double step = STEP * random.nextDouble();
    double spacing = Math.sqrt(2 * real.distance(row, SPACING_RANK));
    double noise = NOISE * spacing / Math.sqrt(from.length);
    float[] vector = new float[from.length];
    for (int j = 0; j < vector.length; j++) {
      vector[j] = (float) (from[j] + step * (towards[j] - from[j]) + noise * random.nextGaussian());
    }
    UnitVector.normalise(vector);
    return vector;
  }
}
