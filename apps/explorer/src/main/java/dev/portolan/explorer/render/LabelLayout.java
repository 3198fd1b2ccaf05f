package dev.portolan.explorer.render;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// Finds a place for one label after another, where it covers none that was placed before: at its
/// anchor, or on rings around it as near as there is room.
final class LabelLayout {
  private static final int WAYS = 24;

  private final Graphics2D graphics;
  private final Rectangle2D picture;
  private final double unit;
  private final List<Placed> placed = new ArrayList<>();
  private final List<Rectangle2D> taken = new ArrayList<>();

  /// A label and the room it has.
  record Placed(Label label, Rectangle2D room) {
    /// Whether it stands off from its anchor.
    boolean away() {
      return !room.contains(label.anchor().x(), label.anchor().y());
    }
  }

  /// @param picture the part of it that labels may take
  LabelLayout(Graphics2D graphics, Rectangle2D picture, double unit) {
    this.graphics = graphics;
    this.picture = picture;
    this.unit = unit;
  }

  /// Keeps labels off a part of the picture.
  void keepFree(Rectangle2D room) {
    taken.add(room);
  }

  /// @return whether there was room
  boolean place(Label label) {
    FontMetrics metrics = graphics.getFontMetrics(label.font());
    double width = label.lines().stream().mapToInt(metrics::stringWidth).max().orElse(0);
    double height = label.lines().size() * (double) metrics.getHeight();
    double farthest = label.needed() ? 190 * unit : height * 0.75;
    double step = Math.max(2, 7 * unit);
    for (double ring = 0; ring <= farthest; ring += step) {
      for (int way = 0; way < (ring == 0 ? 1 : WAYS); way++) {
        double angle = 2 * Math.PI * way / WAYS - Math.PI / 2;
        Rectangle2D room =
            new Rectangle2D.Double(
                label.anchor().x() + ring * 1.4 * Math.cos(angle) - width / 2,
                label.anchor().y() + ring * Math.sin(angle) - height / 2,
                width,
                height);
        if (free(room)) {
          placed.add(new Placed(label, room));
          taken.add(room);
          return true;
        }
      }
    }
    return false;
  }

  private boolean free(Rectangle2D room) {
    double air = 3 * unit;
    Rectangle2D wide =
        new Rectangle2D.Double(
            room.getX() - 2 * air,
            room.getY() - air,
            room.getWidth() + 4 * air,
            room.getHeight() + 2 * air);
    return picture.contains(room) && taken.stream().noneMatch(wide::intersects);
  }

  List<Placed> placed() {
    return placed;
  }
}
