package dev.portolan.projection;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// The rows of a gzipped `.npy` file of uint8, float16 or float32, for tests.
final class NpyVectors {
  private static final Pattern SHAPE = Pattern.compile("'shape': \\((\\d+),\\s*(\\d*)\\)");

  private NpyVectors() {}

  static FlatVectors read(Path file, VectorMetric metric) throws IOException {
    try (InputStream bytes = new GZIPInputStream(Files.newInputStream(file));
        DataInputStream in = new DataInputStream(new BufferedInputStream(bytes))) {
      in.skipNBytes(8);
      byte[] header = new byte[Short.toUnsignedInt(Short.reverseBytes(in.readShort()))];
      in.readFully(header);
      String text = new String(header, StandardCharsets.US_ASCII);
      Matcher shape = SHAPE.matcher(text);
      if (!shape.find() || text.contains("'fortran_order': True")) {
        throw new IOException(file + ": not a row-major matrix: " + text);
      }
      int n = Integer.parseInt(shape.group(1));
      int d = shape.group(2).isEmpty() ? 1 : Integer.parseInt(shape.group(2));
      return FlatVectors.of(values(in, text, n * d), d, metric);
    }
  }

  private static float[] values(DataInputStream in, String header, int count) throws IOException {
    int width = header.contains("u1") ? 1 : header.contains("f2") ? 2 : 4;
    byte[] raw = new byte[count * width];
    in.readFully(raw);
    ByteBuffer buffer = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (width) {
            case 1 -> Byte.toUnsignedInt(raw[i]);
            case 2 -> Float.float16ToFloat(buffer.getShort(2 * i));
            default -> buffer.getFloat(4 * i);
          };
    }
    return values;
  }
}
