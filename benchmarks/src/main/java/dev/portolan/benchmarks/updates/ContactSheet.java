package dev.portolan.benchmarks.updates;

import dev.portolan.EmbeddingMap;
import dev.portolan.explorer.render.MapPicture;
import dev.portolan.explorer.render.PictureOptions;
import dev.portolan.explorer.render.Theme;
import dev.portolan.query.MapSnapshot;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// States of a map in one picture, row by row, coloured by their topics.
final class ContactSheet {
  private static final int COLUMNS = 5;
  private static final int WIDTH = 320;
  private static final int HEIGHT = 280;

  private final BufferedImage sheet;
  private int drawn;

  /// @param states how many will be drawn
  ContactSheet(int states) {
    int rows = (states + COLUMNS - 1) / COLUMNS;
    this.sheet = new BufferedImage(COLUMNS * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
  }

  void add(EmbeddingMap map, String title) {
    PictureOptions options = new PictureOptions(WIDTH, HEIGHT, Theme.LIGHT, 0, null, title);
    try (MapSnapshot snapshot = map.snapshot()) {
      Graphics2D graphics = sheet.createGraphics();
      graphics.drawImage(
          MapPicture.draw(snapshot, options),
          drawn % COLUMNS * WIDTH,
          drawn / COLUMNS * HEIGHT,
          null);
      graphics.dispose();
    }
    drawn++;
  }

  void write(Path png) throws IOException {
    ImageIO.write(sheet, "png", png.toFile());
  }
}
