package dev.portolan.projection;

import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [TileKernel] with the vector module: eight lanes as one vector of 256 bits or two of 128, four
/// sums in registers. Nothing is added across lanes. Loaded only when [VectorModule#PRESENT].
final class SimdTile implements TileKernel {
  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 256
          ? FloatVector.SPECIES_256
          : FloatVector.SPECIES_128;
  private static final int WIDTH = SPECIES.length();

  @Override
  public void squares(float[] block, int d, int i, int j, float[] sums, int pitch) {
    for (int l = 0; l < LANES; l += WIDTH) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      int row = TileKernel.begin(i, d);
      int lane = TileKernel.begin(j, d) + l;
      for (int e = 0, end = d * LANES; e < end; e += LANES) {
        FloatVector lanes = fromArray(SPECIES, block, lane + e);
        FloatVector d0 = lanes.sub(block[row + e]);
        s0 = s0.add(d0.mul(d0));
        FloatVector d1 = lanes.sub(block[row + e + 1]);
        s1 = s1.add(d1.mul(d1));
        FloatVector d2 = lanes.sub(block[row + e + 2]);
        s2 = s2.add(d2.mul(d2));
        FloatVector d3 = lanes.sub(block[row + e + 3]);
        s3 = s3.add(d3.mul(d3));
      }
      s0.intoArray(sums, j + l);
      s1.intoArray(sums, pitch + j + l);
      s2.intoArray(sums, 2 * pitch + j + l);
      s3.intoArray(sums, 3 * pitch + j + l);
    }
  }

  @Override
  public void dots(float[] block, int d, int i, int j, float[] sums, int pitch) {
    for (int l = 0; l < LANES; l += WIDTH) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      int row = TileKernel.begin(i, d);
      int lane = TileKernel.begin(j, d) + l;
      for (int e = 0, end = d * LANES; e < end; e += LANES) {
        FloatVector lanes = fromArray(SPECIES, block, lane + e);
        s0 = s0.add(lanes.mul(block[row + e]));
        s1 = s1.add(lanes.mul(block[row + e + 1]));
        s2 = s2.add(lanes.mul(block[row + e + 2]));
        s3 = s3.add(lanes.mul(block[row + e + 3]));
      }
      s0.intoArray(sums, j + l);
      s1.intoArray(sums, pitch + j + l);
      s2.intoArray(sums, 2 * pitch + j + l);
      s3.intoArray(sums, 3 * pitch + j + l);
    }
  }
}
