package dev.portolan.projection;

import java.util.Arrays;

/// The constants of a step's samples, the first of which attracts while the others repel.
///
/// With `p = δ^2b` the force of sample `q` along `y − sample` is `(slope·p + base) / ((near + δ²)(1
/// + a·p))`: one formula for both kinds.
///
/// @param slope `−2ab` for the attracting sample, else 0
/// @param base 0 for the attracting sample, else `2b`
/// @param near 0 for the attracting sample, else 0.001
/// @param times how often the clipped force counts: 2 for the attracting sample, else 1
record SampleKinds(float[] slope, float[] base, float[] near, float[] times) {
  private static final float NEAR = .001f;

  static SampleKinds of(int negatives, Curve curve) {
    float[] slope = new float[1 + negatives];
    float[] base = new float[1 + negatives];
    float[] near = new float[1 + negatives];
    float[] times = new float[1 + negatives];
    Arrays.fill(base, 2f * curve.b());
    Arrays.fill(near, NEAR);
    Arrays.fill(times, 1f);
    slope[0] = -2f * curve.a() * curve.b();
    base[0] = 0;
    near[0] = 0;
    times[0] = 2f;
    return new SampleKinds(slope, base, near, times);
  }

  int count() {
    return slope.length;
  }
}
