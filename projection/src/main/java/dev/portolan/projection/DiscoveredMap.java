package dev.portolan.projection;

/// Positions by a method of the class path, held to what it promises.
final class DiscoveredMap {
  private DiscoveredMap() {}

  /// @throws IllegalArgumentException when the method is not on the class path, or takes fewer
  static void check(Projection.Discovered found, int n) {
    ProjectionMethod method = ProjectionMethod.named(found.method());
    if (n > method.mostData()) {
      throw new IllegalArgumentException(
          "projection '%s' takes at most %,d distinct vectors, there are %,d; use umap, tsne or pca"
              .formatted(found.method(), method.mostData(), n));
    }
  }

  /// `[n][2]`, row-major, all finite.
  ///
  /// @throws IllegalStateException when the method gives what is no map, or lacks its libraries
  static float[] of(
      LatentVectors vectors,
      Projection.Discovered found,
      long seed,
      int threads,
      Progress progress) {
    check(found, vectors.size());
    progress.check();
    if (vectors.size() == 0) {
      return new float[0];
    }
    float[] positions = positions(HeapVectors.of(vectors, threads), found, seed, progress);
    progress.check();
    requireMap(found.method(), positions, vectors.size());
    return positions;
  }

  private static float[] positions(
      HeapVectors vectors, Projection.Discovered found, long seed, Progress progress) {
    try {
      return ProjectionMethod.named(found.method()).project(vectors, seed, progress);
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "projection '%s' lacks a library (%s); put the jars it needs beside its own"
              .formatted(found.method(), e.getMessage()),
          e);
    }
  }

  private static void requireMap(String method, float[] positions, int n) {
    if (positions.length != 2 * n) {
      throw new IllegalStateException(
          "projection '%s' gave %,d coordinates for %,d vectors; it must give two for each"
              .formatted(method, positions.length, n));
    }
    for (int i = 0; i < positions.length; i++) {
      if (!Float.isFinite(positions[i])) {
        throw new IllegalStateException(
            ("projection '%s' gave row %,d the coordinate %s, which is on no map; use umap, tsne or"
                    + " pca")
                .formatted(method, i / 2, positions[i]));
      }
    }
  }
}
