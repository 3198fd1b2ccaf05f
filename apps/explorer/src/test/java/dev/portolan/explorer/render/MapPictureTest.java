package dev.portolan.explorer.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Portolan;
import dev.portolan.explorer.Tickets;
import dev.portolan.query.MapSnapshot;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures without a browser.
class MapPictureTest {
  @TempDir private static Path folder;
  private static Portolan db;
  private static MapSnapshot map;

  @BeforeAll
  static void open() {
    System.setProperty("java.awt.headless", "true");
    db = Tickets.create(folder.resolve("db"));
    map = db.dataset(Tickets.NAME).map().snapshot();
  }

  @AfterAll
  static void close() {
    map.close();
    db.close();
  }

  private static byte[] png(PictureOptions options) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MapPicture.write(map, options, out);
    return out.toByteArray();
  }

  @Test
  void sameMap_givesTheSameBytes() throws IOException {
    PictureOptions options = PictureOptions.defaults().size(400, 300).titled("tickets");
    assertArrayEquals(png(options), png(options));
  }

  @Test
  void picture_hasItsSizeItsGroundAndManyColours() {
    for (Theme theme : Theme.values()) {
      BufferedImage picture =
          MapPicture.draw(map, PictureOptions.defaults().size(500, 400).theme(theme));
      assertEquals(500, picture.getWidth());
      assertEquals(400, picture.getHeight());
      assertEquals(theme.ground().getRGB(), picture.getRGB(1, 1));
      Set<Integer> colours = new HashSet<>();
      for (int y = 0; y < 400; y++) {
        for (int x = 0; x < 500; x++) {
          colours.add(picture.getRGB(x, y));
        }
      }
      assertTrue(colours.size() > 200, theme + " has " + colours.size());
    }
  }

  @Test
  void everyKindOfColumn_colours() throws IOException {
    for (String column :
        List.of("kind", "priority", "score", "open", "at", "labels", Tickets.HOSTILE_COLUMN)) {
      assertTrue(png(PictureOptions.defaults().size(200, 200).colorBy(column)).length > 1000);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> png(PictureOptions.defaults().size(200, 200).colorBy("body")));
  }

  @Test
  void labels_neverOverlap() {
    BufferedImage picture = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    LabelLayout layout = new LabelLayout(graphics, new Rectangle2D.Double(0, 0, 800, 600), 1);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200; i++) {
      layout.place(
          new Label(
              new Anchor(random.nextDouble(800), random.nextDouble(600)),
              LabelLines.of("some words, more words, " + i),
              new Font(Font.SANS_SERIF, Font.PLAIN, 14),
              Color.BLACK,
              i % 2 == 0));
    }
    List<Rectangle2D> rooms =
        new ArrayList<>(layout.placed().stream().map(LabelLayout.Placed::room).toList());
    assertTrue(rooms.size() > 20);
    for (int i = 0; i < rooms.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertFalse(rooms.get(i).intersects(rooms.get(j)), rooms.get(i) + " " + rooms.get(j));
      }
    }
    graphics.dispose();
  }

  @Test
  void label_isBrokenBetweenWordsAndStripped() {
    assertEquals(List.of("late delivery"), LabelLines.of("late delivery"));
    assertEquals(2, LabelLines.of("robot control, planning, motion").size());
    assertEquals("a b", LabelLines.plain("a\u0007b\u202E"));
  }

  @Test
  void textColours_areReadable() {
    for (Theme theme : Theme.values()) {
      for (int hue = 0; hue < 360; hue += 5) {
        Color text = new Oklch(theme.textLightness(), 0.145, hue).color();
        double contrast = contrast(text, theme.ground());
        assertTrue(contrast >= 4.5, theme + " hue " + hue + " has " + contrast);
      }
      assertTrue(contrast(theme.faint(), theme.ground()) >= 4.5, theme + " faint");
    }
  }

  /// WCAG 2.
  private static double contrast(Color a, Color b) {
    double lighter = Math.max(luminance(a), luminance(b));
    double darker = Math.min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(int value) {
    double v = value / 255.0;
    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  }

  @Test
  void wrongSize_isRefusedInWords() {
    assertThrows(IllegalArgumentException.class, () -> PictureOptions.defaults().size(10, 600));
    assertThrows(
        IllegalArgumentException.class, () -> PictureOptions.defaults().size(600, 100_000));
  }
}
