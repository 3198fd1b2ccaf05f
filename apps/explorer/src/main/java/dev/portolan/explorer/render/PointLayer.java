package dev.portolan.explorer.render;

import java.awt.Color;
import java.awt.image.BufferedImage;

/// Points added up as light, pixel by pixel, so that no point hides another and their order does
/// not matter; then shown by density: a lone point is plain to see, and a crowd does not run into
/// one blot.
///
/// Below them lies a haze of the same colours, which shows how dense a region is and whom it
/// belongs to. 32 bytes a pixel. One thread.
final class PointLayer {
  /// Radius of a point by the side of its own room.
  private static final double FILL = 0.66;

  private static final double HAZE = 0.26;
  private static final double LONE = 1.9;
  private static final double CROWD = 3.2;

  private final int width;
  private final int height;
  private final float[] red;
  private final float[] green;
  private final float[] blue;
  private final float[] weight;

  PointLayer(int width, int height) {
    this.width = width;
    this.height = height;
    red = new float[width * height];
    green = new float[width * height];
    blue = new float[width * height];
    weight = new float[width * height];
  }

  /// The radius at which so many points fill their part of some pixels.
  static double radius(int points, double pixels, double unit) {
    return Math.clamp(FILL * Math.sqrt(pixels / Math.max(1, points)), 0.55, 4.5 * unit);
  }

  /// Adds a disc with soft edges.
  void add(double x, double y, double radius, Color color) {
    int fromX = Math.max(0, (int) Math.floor(x - radius - 0.5));
    int toX = Math.min(width - 1, (int) Math.ceil(x + radius + 0.5));
    int fromY = Math.max(0, (int) Math.floor(y - radius - 0.5));
    int toY = Math.min(height - 1, (int) Math.ceil(y + radius + 0.5));
    for (int py = fromY; py <= toY; py++) {
      for (int px = fromX; px <= toX; px++) {
        double distance = Math.hypot(px + 0.5 - x, py + 0.5 - y);
        double cover = Math.clamp(radius + 0.5 - distance, 0, 1);
        if (cover > 0) {
          add(py * width + px, (float) cover, color);
        }
      }
    }
  }

  private void add(int pixel, float cover, Color color) {
    red[pixel] += cover * color.getRed();
    green[pixel] += cover * color.getGreen();
    blue[pixel] += cover * color.getBlue();
    weight[pixel] += cover;
  }

  /// Paints what was added over a picture.
  void paint(BufferedImage picture, Theme theme, double unit) {
    double crowded = Math.max(1, quantile(weight, 0.98));
    haze((int) Math.round(9 * unit)).show(picture, theme, HAZE, 2.2);
    show(picture, theme, 1, Math.min(LONE, CROWD * LONE / crowded + 0.12));
  }

  /// The same light, spread.
  private PointLayer haze(int radius) {
    PointLayer haze = new PointLayer(width, height);
    Blur blur = new Blur(width, height, Math.max(1, radius));
    blur.into(red, haze.red);
    blur.into(green, haze.green);
    blur.into(blue, haze.blue);
    blur.into(weight, haze.weight);
    double dense = Math.max(1e-9, quantile(haze.weight, 0.9));
    for (int pixel = 0; pixel < weight.length; pixel++) {
      haze.red[pixel] /= (float) dense;
      haze.green[pixel] /= (float) dense;
      haze.blue[pixel] /= (float) dense;
      haze.weight[pixel] /= (float) dense;
    }
    return haze;
  }

  /// @param most how opaque it gets
  /// @param gain how fast, by weight
  private void show(BufferedImage picture, Theme theme, double most, double gain) {
    for (int pixel = 0; pixel < weight.length; pixel++) {
      double w = weight[pixel];
      if (w > 1e-4) {
        double alpha = most * (1 - Math.exp(-gain * w));
        double depth = most < 1 ? 1 : depth(w, theme);
        int x = pixel % width;
        int y = pixel / width;
        int under = picture.getRGB(x, y);
        picture.setRGB(
            x,
            y,
            mixed(under >> 16 & 255, depth * red[pixel] / w, alpha) << 16
                | mixed(under >> 8 & 255, depth * green[pixel] / w, alpha) << 8
                | mixed(under & 255, depth * blue[pixel] / w, alpha));
      }
    }
  }

  /// Crowds are a little darker on a light ground, a little lighter on a dark one.
  private static double depth(double w, Theme theme) {
    double crowd = 1 - 1 / (1 + 0.12 * Math.max(0, w - 1));
    return theme == Theme.LIGHT ? 1 - 0.22 * crowd : 0.86 + 0.3 * crowd;
  }

  private static int mixed(int under, double over, double alpha) {
    return Math.clamp(Math.round(under + alpha * (over - under)), 0, 255);
  }

  /// Of the pixels with something on them.
  private static double quantile(float[] weight, double share) {
    int[] counts = new int[4096];
    float most = 0;
    int some = 0;
    for (float w : weight) {
      most = Math.max(most, w);
      some += w > 1e-4 ? 1 : 0;
    }
    if (some == 0) {
      return 0;
    }
    for (float w : weight) {
      if (w > 1e-4) {
        counts[(int) Math.min(4095, 4096 * (w / most))]++;
      }
    }
    long left = (long) Math.ceil(share * some);
    int bin = 0;
    while (bin < 4095 && left > counts[bin]) {
      left -= counts[bin++];
    }
    return most * (bin + 1) / 4096;
  }
}
