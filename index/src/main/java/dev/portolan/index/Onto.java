package dev.portolan.index;

import dev.portolan.projection.AmidNeighbors;
import dev.portolan.projection.ExactCopies;
import dev.portolan.projection.NeighborGraph;
import dev.portolan.projection.Positions;
import dev.portolan.projection.Procrustes;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Generation;
import java.util.Optional;
import java.util.stream.IntStream;

/// A generation that a build goes on from.
///
/// @param unchanged data that were on it and did not change since
/// @param warm whether positions begin where they lay, or only the outcome is turned to lie there
record Onto(Generation generation, DatumSet unchanged, boolean warm) {

  /// Where the distinct vectors of a build lie before it: where the same vector lay, new ones amid
  /// their neighbours. Empty where the build begins anew, or nothing leads from some new data to
  /// those that were there.
  ///
  /// @param ordinals `[n]` of the data of the build
  /// @return `[m][2]`, row-major
  Optional<float[]> start(NeighborGraph graph, int[] ordinals, ExactCopies copies) {
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
    return AmidNeighbors.fill(graph, places, has) ? Optional.of(places) : Optional.empty();
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
