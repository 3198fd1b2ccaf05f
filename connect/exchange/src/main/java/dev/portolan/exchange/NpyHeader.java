package dev.portolan.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an `.npy` array is, read from its header (formats 1 to 3).
///
/// ```
/// 93 'NUMPY'   major, minor   header length (2 bytes in format 1, else 4; little-endian)
/// {'descr': '<f4', 'fortran_order': False, 'shape': (70000, 784), }   spaces, \n
/// ```
///
/// @param shape the lengths of its axes, outermost first
record NpyHeader(NpyType type, long[] shape) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_LENGTH = 1 << 16;
  private static final Pattern ENTRY =
      Pattern.compile("\\s*'(\\w+)'\\s*:\\s*('[^']*'|True|False|\\([\\d, ]*\\)|\\[.*\\])\\s*,?");
  private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

  /// @throws ImportException when this is no array that can be read row by row
  static NpyHeader read(Path file, InputStream in) throws IOException {
    Place place = Place.whole(file);
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2
        || !Arrays.equals(MAGIC, 0, MAGIC.length, start, 0, MAGIC.length)) {
      throw place.error(
          "is no .npy file: it does not begin with \\x93NUMPY; write it with np.save");
    }
    int major = start[MAGIC.length];
    if (major < 1 || major > 3) {
      throw place.error("has .npy format %d, 1 to 3 are known; write it anew with np.save", major);
    }
    byte[] length = in.readNBytes(major == 1 ? 2 : 4);
    long bytes = 0;
    for (int i = length.length - 1; i >= 0; i--) {
      bytes = bytes << 8 | Byte.toUnsignedInt(length[i]);
    }
    byte[] text = in.readNBytes((int) Math.min(bytes, MAX_LENGTH));
    if (bytes > MAX_LENGTH || text.length < bytes) {
      throw place.error("has a broken .npy header of %,d bytes; write it anew with np.save", bytes);
    }
    return parse(place, new String(text, StandardCharsets.UTF_8).strip());
  }

  private static NpyHeader parse(Place place, String text) {
    Map<String, String> entries = entries(text);
    if (!entries.keySet().equals(KEYS)) {
      throw place.error(
          "has the .npy header %s, which lacks descr, fortran_order and shape as np.save writes"
              + " them",
          Place.shown(text));
    }
    NpyType type = type(place, entries.get("descr"));
    if (entries.get("fortran_order").equals("True")) {
      throw place.error(
          "is stored column by column (Fortran order), rows are needed; "
              + "save np.ascontiguousarray(a)");
    }
    return new NpyHeader(type, shape(place, entries.get("shape")));
  }

  private static Map<String, String> entries(String text) {
    Map<String, String> entries = new HashMap<>();
    if (!text.startsWith("{") || !text.endsWith("}")) {
      return entries;
    }
    String body = text.substring(1, text.length() - 1);
    Matcher entry = ENTRY.matcher(body);
    int at = 0;
    while (entry.region(at, body.length()).lookingAt()) {
      entries.put(entry.group(1), entry.group(2));
      at = entry.end();
    }
    return body.substring(at).isBlank() ? entries : Map.of();
  }

  private static NpyType type(Place place, String quoted) {
    String code = quoted.replace("'", "");
    NpyType type = NpyType.of(code);
    if (type == null) {
      String reason =
          switch ((code + " ").charAt(0)) {
            case '>' -> "is big-endian (%s); save it as little-endian: a.astype('<f4')";
            case '[' -> "is an array of records (%s); save one array for each field";
            case '|' ->
                "holds Python objects or bytes (%s); save numbers, e.g. a.astype('float32')";
            default -> "has elements of type %s, which cannot be read; save a.astype('float32')";
          };
      throw place.error(reason, Place.shown(code));
    }
    return type;
  }

  private static long[] shape(Place place, String tuple) {
    try {
      return Arrays.stream(tuple.substring(1, tuple.length() - 1).split(","))
          .map(String::strip)
          .filter(length -> !length.isEmpty())
          .mapToLong(Long::parseLong)
          .toArray();
    } catch (NumberFormatException e) {
      throw place.error("has the broken shape %s; write it anew with np.save", tuple);
    }
  }

  /// The shape as numpy writes it: `(70000, 784)`.
  String shown() {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < shape.length; i++) {
      text.append(i == 0 ? "" : ", ").append(shape[i]);
    }
    return text.append(shape.length == 1 ? ",)" : ")").toString();
  }
}
