package dev.portolan.explorer.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// Paints placed labels: text in the colour of its points, on a seam of the ground's colour.
final class LabelPainter {
  private final Graphics2D graphics;
  private final Theme theme;
  private final double unit;

  LabelPainter(Graphics2D graphics, Theme theme, double unit) {
    this.graphics = graphics;
    this.theme = theme;
    this.unit = unit;
  }

  void paint(List<LabelLayout.Placed> labels) {
    labels.stream().filter(LabelLayout.Placed::away).forEach(this::leader);
    labels.reversed().forEach(this::text);
  }

  private void leader(LabelLayout.Placed placed) {
    Label label = placed.label();
    Rectangle2D room = placed.room();
    double x = Math.clamp(label.anchor().x(), room.getMinX(), room.getMaxX());
    double y = Math.clamp(label.anchor().y(), room.getMinY(), room.getMaxY());
    Shape line = new Line2D.Double(x, y, label.anchor().x(), label.anchor().y());
    graphics.setColor(seam(170));
    graphics.setStroke(round(3.4));
    graphics.draw(line);
    graphics.setColor(label.color());
    graphics.setStroke(round(1.2));
    graphics.draw(line);
  }

  private void text(LabelLayout.Placed placed) {
    Label label = placed.label();
    FontMetrics metrics = graphics.getFontMetrics(label.font());
    double y = placed.room().getY() + metrics.getAscent();
    for (String line : label.lines()) {
      double x = placed.room().getCenterX() - metrics.stringWidth(line) / 2.0;
      Shape outline =
          label
              .font()
              .createGlyphVector(graphics.getFontRenderContext(), line)
              .getOutline((float) x, (float) y);
      graphics.setColor(seam(200));
      graphics.setStroke(round(3.6));
      graphics.draw(outline);
      graphics.setColor(label.color());
      graphics.fill(outline);
      y += metrics.getHeight();
    }
  }

  private Color seam(int alpha) {
    Color ground = theme.ground();
    return new Color(ground.getRed(), ground.getGreen(), ground.getBlue(), alpha);
  }

  private BasicStroke round(double width) {
    return new BasicStroke((float) (width * unit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }
}
