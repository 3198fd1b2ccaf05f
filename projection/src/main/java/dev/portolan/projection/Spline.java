package dev.portolan.projection;

/// The cubic B-spline between nodes: what a point at `t` of `[0, 1)` past the second of four nodes
/// gives to each of them, and how that changes with `t`.
final class Spline {
  private static final float SIXTH = 1 / 6f;

  private Spline() {}

  static float w0(float t) {
    return (1 - t) * (1 - t) * (1 - t) * SIXTH;
  }

  static float w1(float t) {
    return ((3 * t - 6) * t * t + 4) * SIXTH;
  }

  static float w2(float t) {
    return (((3 - 3 * t) * t + 3) * t + 1) * SIXTH;
  }

  static float w3(float t) {
    return t * t * t * SIXTH;
  }

  static float d0(float t) {
    return -.5f * (1 - t) * (1 - t);
  }

  static float d1(float t) {
    return (1.5f * t - 2) * t;
  }

  static float d2(float t) {
    return (1 - 1.5f * t) * t + .5f;
  }

  static float d3(float t) {
    return .5f * t * t;
  }

  static float weight(int node, float t) {
    return switch (node) {
      case 0 -> w0(t);
      case 1 -> w1(t);
      case 2 -> w2(t);
      default -> w3(t);
    };
  }

  static float slope(int node, float t) {
    return switch (node) {
      case 0 -> d0(t);
      case 1 -> d1(t);
      case 2 -> d2(t);
      default -> d3(t);
    };
  }
}
