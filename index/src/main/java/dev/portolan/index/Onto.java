package dev.portolan.index;

import dev.portolan.projection.AmidNeighbors;
import dev.portolan.projection.ExactCopies;
import dev.portolan.projection.ExactNeighbors;
import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.NeighborGraph;
import dev.portolan.projection.Positions;
import dev.portolan.projection.Procrustes;
import dev.portolan.projection.Progress;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Generation;
import java.util.Optional;
import java.util.stream.IntStream;

/// A generation that a build goes on from.
///
/// @param unchanged data that were on it and did not change since
/// @param warm whether positions begin where they lay, or only the outcome is turned to lie there
record Onto(Generation generation, DatumSet unchanged, boolean warm) {

  /// So many groups of new data that no neighbour joins to the others are looked after one by one.
  private static final int MOST_ISLANDS = 64;

  /// Where the distinct vectors of a build lie before it: where the same vector lay, new ones amid
  /// their neighbours; a group that has only each other begins at whom it is nearest to. Empty
  /// where the build begins anew, or there are too many of those groups.
  ///
  /// @param vectors the `m` distinct ones
  /// @param ordinals `[n]` of the data of the build
  /// @return `[m][2]`, row-major
  Optional<float[]> start(
      LatentVectors vectors, NeighborGraph graph, int[] ordinals, ExactCopies copies) {
    if (!warm) {
      return Optional.empty();
    }
    int[] uniqueOf = copies.uniqueIndices();
    float[] x = generation.floats("x");
    float[] y = generation.floats("y");
    float[] places = new float[2 * graph.n()];
    boolean[] has = new boolean[graph.n()];
    for (int row = 0; row < ordinals.length; row++) {
      if (!has[uniqueOf[row]] && unchanged.contains(ordinals[row])) {
        has[uniqueOf[row]] = true;
        places[2 * uniqueOf[row]] = x[generation.row(ordinals[row])];
        places[2 * uniqueOf[row] + 1] = y[generation.row(ordinals[row])];
      }
    }
    boolean joined = AmidNeighbors.fill(graph, places, has);
    // All who were there may have been deleted since they were looked at.
    boolean any = IntStream.of(ordinals).anyMatch(unchanged::contains);
    for (int island = 0; any && !joined && island < MOST_ISLANDS; island++) {
      land(vectors, places, has);
      joined = AmidNeighbors.fill(graph, places, has);
    }
    return joined ? Optional.of(places) : Optional.empty();
  }

  /// Puts the first vector without a place where the nearest one with a place lies.
  private static void land(LatentVectors vectors, float[] places, boolean[] has) {
    int lost = 0;
    while (has[lost]) {
      lost++;
    }
    int[] nearest = {-1};
    ExactNeighbors.scan(
        vectors,
        new int[] {lost},
        1,
        Progress.none(),
        () ->
            (_, distances) -> {
              for (int other = 0; other < distances.length; other++) {
                if (has[other] && (nearest[0] < 0 || distances[other] < distances[nearest[0]])) {
                  nearest[0] = other;
                }
              }
            });
    System.arraycopy(places, 2 * nearest[0], places, 2 * lost, 2);
    has[lost] = true;
  }

  /// The positions turned, mirrored, scaled and shifted to lie where the same data lay before.
  Positions turned(Positions positions, int[] ordinals, ExactCopies copies) {
    int[] uniqueOf = copies.uniqueIndices();
    float[] x = generation.floats("x");
    float[] y = generation.floats("y");
    int[] both =
        IntStream.range(0, ordinals.length)
            .filter(row -> unchanged.contains(ordinals[row]))
            .toArray();
    float[][] places = new float[4][both.length];
    for (int i = 0; i < both.length; i++) {
      int then = generation.row(ordinals[both[i]]);
      places[0][i] = positions.x()[uniqueOf[both[i]]];
      places[1][i] = positions.y()[uniqueOf[both[i]]];
      places[2][i] = x[then];
      places[3][i] = y[then];
    }
    return Procrustes.of(places[0], places[1], places[2], places[3]).apply(positions);
  }
}
