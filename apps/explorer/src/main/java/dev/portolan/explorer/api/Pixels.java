package dev.portolan.explorer.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The size of the grey pictures that latent vectors are, row by row from the top.
public record Pixels(int width, int height) {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,4})[x×]([0-9]{1,4})");

  /// @throws IllegalArgumentException when the text is no size
  public static Pixels parse(String text) {
    Matcher sides = SIZE.matcher(text);
    if (!sides.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no size of pictures; give width and height, such as 28x28".formatted(text));
    }
    return new Pixels(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)));
  }

  boolean fit(int dimensions) {
    return width * height == dimensions;
  }
}
