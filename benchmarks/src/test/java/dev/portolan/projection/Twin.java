package dev.portolan.projection;

/// The two implementations of every kernel, which return the same bits.
public enum Twin {
  SCALAR {
    @Override
    VectorKernel vectors() {
      return new ScalarKernel();
    }

    @Override
    TileKernel tiles() {
      return new ScalarTile();
    }

    @Override
    LaneForces forces(int dimensions, int negatives, Curve curve) {
      return new ScalarForces(dimensions, negatives, curve);
    }

    @Override
    FftPasses passes() {
      return new ScalarFftPasses();
    }
  },
  SIMD {
    @Override
    VectorKernel vectors() {
      return new SimdKernel();
    }

    @Override
    TileKernel tiles() {
      return new SimdTile();
    }

    @Override
    LaneForces forces(int dimensions, int negatives, Curve curve) {
      return new SimdForces(dimensions, negatives, curve);
    }

    @Override
    FftPasses passes() {
      return new SimdFftPasses();
    }
  };

  abstract VectorKernel vectors();

  abstract TileKernel tiles();

  abstract LaneForces forces(int dimensions, int negatives, Curve curve);

  abstract FftPasses passes();
}
