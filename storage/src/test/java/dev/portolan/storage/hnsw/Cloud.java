package dev.portolan.storage.hnsw;

import java.util.SplittableRandom;

/// Vectors for a test: groups of unequal density, and copies of one vector among them.
record Cloud(float[][] vectors, Closeness closeness) {
  static final long SEED = Long.getLong("portolan.seed", 7);

  static Cloud of(int n, int d, int copies, Closeness closeness) {
    SplittableRandom random = new SplittableRandom(SEED + n);
    float[][] centers = new float[8][];
    for (int c = 0; c < centers.length; c++) {
      centers[c] = vector(random, d, new float[d], 1);
    }
    float[][] vectors = new float[n][];
    for (int i = 0; i < n; i++) {
      int c = random.nextInt(centers.length);
      vectors[i] = vector(random, d, centers[c], .05 * (1 + c));
    }
    for (int i = 0; i < copies; i++) {
      vectors[random.nextInt(n)] = vectors[0].clone();
    }
    return new Cloud(vectors, closeness);
  }

  private static float[] vector(SplittableRandom random, int d, float[] center, double radius) {
    float[] vector = new float[d];
    for (int i = 0; i < d; i++) {
      vector[i] = (float) (center[i] + random.nextDouble(-radius, radius));
    }
    return vector;
  }

  int size() {
    return vectors.length;
  }

  VectorSet set(boolean onHeap) {
    int d = vectors.length == 0 ? 3 : vectors[0].length;
    return new VectorSet(
        vectors.length,
        d,
        closeness,
        onHeap,
        () -> (node, target, offset) -> System.arraycopy(vectors[node], 0, target, offset, d));
  }

  /// The first so many of them.
  Cloud first(int n) {
    return new Cloud(java.util.Arrays.copyOf(vectors, n), closeness);
  }

  @Override
  public String toString() {
    return "%d vectors, %s, seed %d".formatted(vectors.length, closeness, SEED);
  }
}
