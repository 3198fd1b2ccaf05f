package dev.portolan.projection;

/// The scalar twin of [SimdTile].
final class ScalarTile implements TileKernel {
  @Override
  public void squares(float[] block, int d, int i, int j, float[] sums, int pitch) {
    for (int r = 0; r < ROWS; r++) {
      for (int l = 0; l < LANES; l++) {
        float sum = 0;
        int row = TileKernel.begin(i + r, d);
        int lane = TileKernel.begin(j + l, d);
        for (int e = 0; e < d; e++) {
          float apart = block[lane] - block[row];
          sum += apart * apart;
          row += LANES;
          lane += LANES;
        }
        sums[r * pitch + j + l] = sum;
      }
    }
  }

  @Override
  public void dots(float[] block, int d, int i, int j, float[] sums, int pitch) {
    for (int r = 0; r < ROWS; r++) {
      for (int l = 0; l < LANES; l++) {
        float sum = 0;
        int row = TileKernel.begin(i + r, d);
        int lane = TileKernel.begin(j + l, d);
        for (int e = 0; e < d; e++) {
          sum += block[lane] * block[row];
          row += LANES;
          lane += LANES;
        }
        sums[r * pitch + j + l] = sum;
      }
    }
  }
}
