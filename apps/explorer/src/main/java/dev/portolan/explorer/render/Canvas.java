package dev.portolan.explorer.render;

import java.awt.geom.Rectangle2D;

/// Where the map lies on the picture: scaled evenly, centred below the title.
///
/// @param scale pixels per unit of the map
/// @param left pixel of x = 0
/// @param bottom pixel of y = 0; y goes up on the map and down on the picture
record Canvas(double scale, double left, double bottom) {
  private static final double MARGIN = 0.045;

  /// @param frame what of the map is shown
  /// @param above pixels at the top that the map keeps clear of
  static Canvas of(Rectangle2D frame, int width, int height, double above) {
    double margin = MARGIN * Math.min(width, height);
    double room = height - above - 2 * margin;
    double scale = Math.min((width - 2 * margin) / frame.getWidth(), room / frame.getHeight());
    double left = width / 2.0 - scale * frame.getCenterX();
    double bottom = above + margin + room / 2 + scale * frame.getCenterY();
    return new Canvas(scale, left, bottom);
  }

  double x(double mapX) {
    return left + scale * mapX;
  }

  double y(double mapY) {
    return bottom - scale * mapY;
  }
}
