package dev.portolan.explorer.api;

import dev.portolan.explorer.http.Refusal;
import dev.portolan.explorer.http.Refusal.Kind;
import dev.portolan.explorer.http.Reply;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import javax.imageio.ImageIO;

/// Pictures of data: out of a column of base64, out of files below one folder, or the latent
/// vectors themselves. Safe for many threads.
///
/// What it is is told by a picture's first bytes, never by its name. SVG is none: it can hold
/// scripts.
public final class Images {
  private static final int LARGEST = 16 << 20;
  private static final String DATA_URL = "data:image/";

  private final Path folder;
  private final Pixels pixels;

  /// @param folder that paths lie in, or null where none may be read
  /// @param pixels where latent vectors are pictures, else null
  public Images(Path folder, Pixels pixels) {
    this.folder = folder;
    this.pixels = pixels;
  }

  /// Whether a value looks like a picture in base64.
  static boolean encoded(String value) {
    return value.startsWith("iVBORw0KGgo")
        || value.startsWith("/9j/")
        || value.startsWith("R0lGOD")
        || value.startsWith(DATA_URL);
  }

  /// @param column or null for the latent vector
  /// @throws Refusal when there is no picture
  public Reply.Bytes of(MapState state, int row, String column) {
    byte[] bytes =
        column == null
            ? latent(state, row)
            : stored(
                state.data().values(state.ordinal(row), Set.of(column)).get(column), state, column);
    String type = type(bytes);
    if (type == null) {
      throw missing();
    }
    return new Reply.Bytes(type, bytes);
  }

  private byte[] stored(Object value, MapState state, String column) {
    state.data().schema().column(column);
    if (!(value instanceof String text)) {
      throw missing();
    }
    return encoded(text) ? decoded(text) : file(text);
  }

  private static byte[] decoded(String text) {
    String base64 = text.startsWith(DATA_URL) ? text.substring(text.indexOf(',') + 1) : text;
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw missing();
    }
  }

  /// A path is resolved first and judged then: what it comes to, links followed, must lie below the
  /// folder.
  private byte[] file(String name) {
    if (folder == null) {
      throw missing();
    }
    try {
      Path below = Path.of(name);
      if (below.isAbsolute()) {
        throw missing();
      }
      Path root = folder.toRealPath();
      Path file = root.resolve(below).toRealPath();
      if (!file.startsWith(root) || !Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        throw missing();
      }
      return Files.readAllBytes(file);
    } catch (IOException | InvalidPathException e) {
      throw missing();
    }
  }

  private byte[] latent(MapState state, int row) {
    float[] vector = state.data().latent(state.ordinal(row));
    if (vector == null || pixels == null || !pixels.fit(vector.length)) {
      throw missing();
    }
    float most = 0;
    for (float value : vector) {
      most = Math.max(most, value);
    }
    float scale = most <= 1 ? 255 : 1;
    BufferedImage image =
        new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < vector.length; i++) {
      int grey = Math.clamp(Math.round(scale * vector[i]), 0, 255);
      image.getRaster().setSample(i % pixels.width(), i / pixels.width(), 0, grey);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture could not be written to memory", e);
    }
    return png.toByteArray();
  }

  private static String type(byte[] bytes) {
    if (begins(bytes, 0x89, 'P', 'N', 'G')) {
      return "image/png";
    }
    if (begins(bytes, 0xFF, 0xD8, 0xFF)) {
      return "image/jpeg";
    }
    if (begins(bytes, 'G', 'I', 'F', '8')) {
      return "image/gif";
    }
    return begins(bytes, 'R', 'I', 'F', 'F') && bytes.length > 12 && bytes[8] == 'W'
        ? "image/webp"
        : null;
  }

  private static boolean begins(byte[] bytes, int... first) {
    for (int i = 0; i < first.length; i++) {
      if (bytes.length <= i || (bytes[i] & 0xFF) != first[i]) {
        return false;
      }
    }
    return true;
  }

  private static Refusal missing() {
    return new Refusal(Kind.MISSING, "there is no picture of this datum");
  }
}
