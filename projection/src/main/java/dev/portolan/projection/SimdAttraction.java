package dev.portolan.projection;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [Attraction] with the vector module: eight edges at a time, their tails' positions gathered.
///
/// Loaded only when [VectorModule#PRESENT].
///
/// @param x positions
/// @param y positions
record SimdAttraction(Affinities affinities, float[] x, float[] y) implements Attraction {
  /// Vectors of 128 bits have no gathering instructions that are worth it.
  static final boolean WORTHWHILE = FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 256;

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_256;

  @Override
  public void forces(int from, int to, float[] forceX, float[] forceY) {
    int[] tails = affinities.tails();
    float[] weights = affinities.weights();
    for (int i = from; i < to; i++) {
      FloatVector sumX = FloatVector.zero(SPECIES);
      FloatVector sumY = FloatVector.zero(SPECIES);
      FloatVector ownX = FloatVector.broadcast(SPECIES, x[i]);
      FloatVector ownY = FloatVector.broadcast(SPECIES, y[i]);
      int end = affinities.starts()[i + 1];
      for (int e = affinities.starts()[i]; e < end; e += Affinities.LANES) {
        FloatVector dx = FloatVector.fromArray(SPECIES, x, 0, tails, e).sub(ownX);
        FloatVector dy = FloatVector.fromArray(SPECIES, y, 0, tails, e).sub(ownY);
        FloatVector pull =
            FloatVector.fromArray(SPECIES, weights, e).div(dx.mul(dx).add(dy.mul(dy)).add(1f));
        sumX = sumX.add(pull.mul(dx));
        sumY = sumY.add(pull.mul(dy));
      }
      forceX[i] =
          ((sumX.lane(0) + sumX.lane(4)) + (sumX.lane(2) + sumX.lane(6)))
              + ((sumX.lane(1) + sumX.lane(5)) + (sumX.lane(3) + sumX.lane(7)));
      forceY[i] =
          ((sumY.lane(0) + sumY.lane(4)) + (sumY.lane(2) + sumY.lane(6)))
              + ((sumY.lane(1) + sumY.lane(5)) + (sumY.lane(3) + sumY.lane(7)));
    }
  }
}
