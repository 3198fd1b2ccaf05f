package dev.portolan.projection;

import java.util.Arrays;
import java.util.function.IntFunction;

/// Vectors that real data are never quite like, and always a little.
enum DegenerateInput {
  NONE(0),
  ONE(1),
  TWO(2),
  THREE(3),
  FEWER_THAN_NEIGHBORS(10),
  /// One direction, one place.
  ALL_EQUAL(120) {
    @Override
    void change(float[] values, int d) {
      for (int row = 1; row < values.length / d; row++) {
        System.arraycopy(values, 0, values, row * d, d);
      }
    }
  },
  COPIES_400(700) {
    @Override
    void change(float[] values, int d) {
      for (int row = 301; row < 700; row++) {
        System.arraycopy(values, 300 * d, values, row * d, d);
      }
    }
  },
  TWO_FAR_ISLANDS(600, row -> row % 2) {
    @Override
    void change(float[] values, int d) {
      for (int row = 0; row < values.length / d; row++) {
        values[row * d + row % 2] += 1_000;
      }
    }
  },
  MANY_SMALL_ISLANDS(1_200, row -> row / 30) {
    @Override
    void change(float[] values, int d) {
      float[] centres = TestSeeds.gaussian(40 * d, 311);
      for (int i = 0; i < values.length; i++) {
        values[i] += 10_000 * centres[i / d / 30 * d + i % d];
      }
    }
  },
  /// Not even far apart: the neighbour graph has no way between them.
  DISCONNECTED(600, row -> row / 200) {
    @Override
    void change(float[] values, int d) {
      for (int row = 0; row < values.length / d; row++) {
        values[row * d + row / 200] += 30;
      }
    }
  },
  CONSTANT_DIMENSION(300) {
    @Override
    void change(float[] values, int d) {
      for (int row = 0; row < values.length / d; row++) {
        values[row * d + 1] = 1_000;
      }
    }
  },
  OUTLIER(300) {
    @Override
    void change(float[] values, int d) {
      Arrays.fill(values, 299 * d, 300 * d, 1e6f);
    }
  },
  FAR_FROM_THE_ORIGIN(300) {
    @Override
    void change(float[] values, int d) {
      for (int i = 0; i < values.length; i++) {
        values[i] += 10_000;
      }
    }
  },
  TINY_SPREAD(300) {
    @Override
    void change(float[] values, int d) {
      for (int i = 0; i < values.length; i++) {
        values[i] *= 1e-15f;
      }
    }
  },
  LINE(300) {
    @Override
    void change(float[] values, int d) {
      for (int row = 0; row < values.length / d; row++) {
        Arrays.fill(values, row * d, (row + 1) * d, 0);
        values[row * d] = row + 1;
        values[row * d + 1] = 1;
      }
    }
  };

  private static final int DIMENSIONS = 6;

  private final int n;

  /// Which island a row is of; null where there is only one.
  private final IntFunction<Integer> island;

  DegenerateInput(int n) {
    this(n, null);
  }

  DegenerateInput(int n, IntFunction<Integer> island) {
    this.n = n;
    this.island = island;
  }

  /// Turns a cloud around the origin, `[n][d]`, into what it is named after.
  void change(float[] values, int d) {}

  FlatVectors vectors(VectorMetric metric) {
    float[] values = TestSeeds.gaussian(n * DIMENSIONS, 307 + ordinal());
    change(values, DIMENSIONS);
    return FlatVectors.of(values, DIMENSIONS, metric);
  }

  boolean hasIslands() {
    return island != null;
  }

  int island(int row) {
    return island.apply(row);
  }
}
