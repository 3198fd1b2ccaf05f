package dev.portolan.explorer.render;

import java.awt.Color;

/// A colour by lightness, chroma and hue as the eye judges them (OKLCH: Ottosson 2020).
///
/// @param lightness in `[0, 1]`
/// @param chroma from 0 for grey to about .3
/// @param hue in degrees
record Oklch(double lightness, double chroma, double hue) {
  private static final double STEP = 0.005;

  /// The colour on a screen; where it has none so strong, the strongest of the same hue and
  /// lightness.
  Color color() {
    for (double c = chroma; c > 0; c -= STEP) {
      double[] rgb = linear(c);
      if (shown(rgb)) {
        return encoded(rgb);
      }
    }
    return encoded(linear(0));
  }

  private double[] linear(double c) {
    double a = c * Math.cos(Math.toRadians(hue));
    double b = c * Math.sin(Math.toRadians(hue));
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return new double[] {
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
    };
  }

  private static double cube(double v) {
    return v * v * v;
  }

  private static boolean shown(double[] rgb) {
    for (double v : rgb) {
      if (v < -1e-4 || v > 1 + 1e-4) {
        return false;
      }
    }
    return true;
  }

  private static Color encoded(double[] rgb) {
    return new Color(byteOf(rgb[0]), byteOf(rgb[1]), byteOf(rgb[2]));
  }

  private static int byteOf(double linear) {
    double v = Math.clamp(linear, 0, 1);
    double srgb = v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * srgb);
  }
}
