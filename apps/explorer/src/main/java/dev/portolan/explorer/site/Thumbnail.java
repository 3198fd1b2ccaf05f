package dev.portolan.explorer.site;

import dev.portolan.explorer.http.Reply;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/// A picture as the shared folder holds it: as it is where it is small, else scaled down.
final class Thumbnail {
  private static final int SMALL = 24 << 10;
  private static final int SIDE = 160;

  private Thumbnail() {}

  /// A `data:` address.
  static String of(Reply.Bytes picture) {
    byte[] bytes = picture.bytes();
    String type = picture.mediaType();
    if (bytes.length > SMALL) {
      byte[] scaled = scaled(bytes);
      if (scaled != null) {
        bytes = scaled;
        type = "image/png";
      }
    }
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  /// Null where it cannot be read, or is small in pixels.
  private static byte[] scaled(byte[] bytes) {
    try {
      ImageIO.setUseCache(false);
      BufferedImage whole = ImageIO.read(new ByteArrayInputStream(bytes));
      if (whole == null || Math.max(whole.getWidth(), whole.getHeight()) <= SIDE) {
        return null;
      }
      double scale = SIDE / (double) Math.max(whole.getWidth(), whole.getHeight());
      BufferedImage small =
          new BufferedImage(
              Math.max(1, (int) (scale * whole.getWidth())),
              Math.max(1, (int) (scale * whole.getHeight())),
              BufferedImage.TYPE_INT_ARGB);
      Graphics2D graphics = small.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      graphics.drawImage(whole, 0, 0, small.getWidth(), small.getHeight(), null);
      graphics.dispose();
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(small, "png", png);
      return png.toByteArray();
    } catch (IOException e) {
      return null;
    }
  }
}
