package dev.portolan.explorer.render;

import java.util.Objects;

/// How a map is drawn.
///
/// @param width of the picture, in pixels
/// @param height of the picture, in pixels
/// @param theme light or dark
/// @param depths how many levels of topics are labelled; 0 for no labels
/// @param color a column to colour by, or null for topics
/// @param title above the map, with a line about it; null or empty for none
public record PictureOptions(
    int width, int height, Theme theme, int depths, String color, String title) {
  /// A picture of this many pixels a side is the largest.
  public static final int LARGEST = 16_384;

  private static final int SMALLEST = 64;

  /// @throws IllegalArgumentException when a size is out of range
  public PictureOptions {
    Objects.requireNonNull(theme, "a picture is light or dark; name the theme");
    check("width", width);
    check("height", height);
    if (depths < 0) {
      throw new IllegalArgumentException(
          "%d levels of labels: give 0 for none, or how many".formatted(depths));
    }
  }

  private static void check(String side, int pixels) {
    if (pixels < SMALLEST || pixels > LARGEST) {
      throw new IllegalArgumentException(
          "%s is %d pixels; give %d to %d".formatted(side, pixels, SMALLEST, LARGEST));
    }
  }

  /// 1,600 × 1,200 pixels, light, all topics labelled that have room.
  public static PictureOptions defaults() {
    return new PictureOptions(1600, 1200, Theme.LIGHT, 5, null, null);
  }

  public PictureOptions size(int newWidth, int newHeight) {
    return new PictureOptions(newWidth, newHeight, theme, depths, color, title);
  }

  public PictureOptions theme(Theme newTheme) {
    return new PictureOptions(width, height, newTheme, depths, color, title);
  }

  public PictureOptions labels(int newDepths) {
    return new PictureOptions(width, height, theme, newDepths, color, title);
  }

  public PictureOptions colorBy(String column) {
    return new PictureOptions(width, height, theme, depths, column, title);
  }

  public PictureOptions titled(String newTitle) {
    return new PictureOptions(width, height, theme, depths, color, newTitle);
  }

  /// The unit that sizes are given in: a thousandth of the shorter side, at least half a pixel.
  double unit() {
    return Math.max(0.5, Math.min(width, height) / 1000.0);
  }
}
