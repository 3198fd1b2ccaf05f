package dev.portolan.exchange;

import dev.portolan.storage.Latent;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// An `.npy` array of one or two axes (plain or gzipped), read row by row.
///
/// C order, little-endian. Memory: one row. Not for several threads.
public final class NpyFile implements Closeable {
  private static final int HEADER_ALIGNMENT = 64;
  private static final int MAX_ROW_BYTES = 1 << 24;

  private final Path file;
  private final InputStream in;
  private final NpyHeader header;
  private final ByteBuffer row;
  private long at = -1;

  private NpyFile(Path file, InputStream in) throws IOException {
    this.file = file;
    this.in = in;
    this.header = NpyHeader.read(file, in);
    if (header.shape().length < 1 || header.shape().length > 2) {
      throw place().error("has shape %s; save one or two axes", header.shown());
    }
    long width = header.shape().length == 1 ? 1 : header.shape()[1];
    if (width > MAX_ROW_BYTES / header.type().bytes) {
      throw place().error("has rows of %,d numbers; save shorter rows", width);
    }
    row = ByteBuffer.allocate((int) width * header.type().bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// @throws ImportException when the file is missing or no array that can be read
  public static NpyFile open(Path file) {
    return open(file, ReadProgress.silent());
  }

  static NpyFile open(Path file, ReadProgress progress) {
    ReadProgress.checkReadable(file);
    try {
      InputStream in = new BufferedInputStream(InputFile.open(file, progress), 1 << 16);
      try {
        return new NpyFile(file, in);
      } catch (IOException | RuntimeException e) {
        in.close();
        throw e;
      }
    } catch (IOException e) {
      throw Place.whole(file).unreadable(e);
    }
  }

  /// All vectors of a small file, e.g. queries; one axis is one vector.
  ///
  /// @return `[n][d]`
  public static float[][] vectors(Path file) {
    try (NpyFile array = open(file)) {
      if (array.header.shape().length == 1) {
        return new float[][] {array.onlyVector()};
      }
      array.requireVectors();
      float[][] vectors = new float[Math.toIntExact(array.rows())][array.width()];
      for (float[] vector : vectors) {
        array.next();
        array.floats(vector);
      }
      return vectors;
    }
  }

  public long rows() {
    return header.shape()[0];
  }

  /// The numbers in a row; 1 for an array of one axis.
  public int width() {
    return row.capacity() / header.type().bytes;
  }

  /// Goes to the next row; false after the last.
  ///
  /// @throws ImportException when the file ends too early or goes on after the last row
  public boolean next() {
    try {
      return ++at < rows() ? read() : end();
    } catch (IOException e) {
      throw Place.whole(file).unreadable(e);
    }
  }

  private boolean read() throws IOException {
    if (in.readNBytes(row.array(), 0, row.capacity()) < row.capacity()) {
      throw Place.whole(file)
          .error(
              "ends in row %d (from 0) of the %d its header promises; fetch or save it again",
              at, rows());
    }
    return true;
  }

  private boolean end() throws IOException {
    if (in.read() >= 0) {
      throw Place.whole(file)
          .error("goes on after the %d rows its header promises; fetch or save it again", rows());
    }
    return false;
  }

  /// The current row as floats.
  ///
  /// @param into [#width()] floats
  public void floats(float[] into) {
    header.type().floats(row, into);
  }

  /// The number of the current row of an array of one axis.
  Cell cell() {
    return Cell.of(header.type().kind(), header.type().text(row, 0));
  }

  NpyHeader header() {
    return header;
  }

  Place place() {
    return at < 0 ? Place.whole(file) : Place.row(file, at);
  }

  /// @throws ImportException unless the rows are vectors a dataset takes
  void requireVectors() {
    if (header.shape().length != 2) {
      throw Place.whole(file)
          .error("has shape %s; vectors have two axes, (rows, dimensions)", header.shown());
    }
    if (!header.type().vector()) {
      throw Place.whole(file)
          .error(
              "holds %s; vectors are float32, float16 or uint8: save a.astype('float32')",
              header.type().title);
    }
    requireDimensions(header.shape()[1]);
  }

  private void requireDimensions(long dimensions) {
    if (dimensions < 1 || dimensions > Latent.MAX_DIMENSIONS) {
      throw Place.whole(file)
          .error(
              "holds vectors of %d dimensions, a dataset takes 1 to %d; reduce them first",
              dimensions, Latent.MAX_DIMENSIONS);
    }
  }

  private float[] onlyVector() {
    requireDimensions(rows());
    if (!header.type().vector()) {
      throw Place.whole(file)
          .error("holds %s; save a vector as float32, float16 or uint8", header.type().title);
    }
    float[] vector = new float[(int) rows()];
    float[] number = new float[1];
    for (int i = 0; next(); i++) {
      floats(number);
      vector[i] = number[0];
    }
    return vector;
  }

  /// Writes vectors as float32, two axes.
  ///
  /// @param vectors `[n][d]`, all of one length
  public static void write(Path file, float[][] vectors) throws IOException {
    int width = vectors.length == 0 ? 0 : vectors[0].length;
    ByteBuffer data =
        ByteBuffer.allocate(Math.multiplyExact(vectors.length, width * Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float[] vector : vectors) {
      if (vector.length != width) {
        throw new IllegalArgumentException(
            "vectors of %d and %d dimensions in one array; write them to two files"
                .formatted(width, vector.length));
      }
      for (float value : vector) {
        data.putFloat(value);
      }
    }
    write(file, NpyType.FLOAT32.code, "(%d, %d)".formatted(vectors.length, width), data.array());
  }

  static void write(Path file, String descr, String shape, byte[] data) throws IOException {
    String entries =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(descr, shape);
    int start = HEADER_ALIGNMENT * ((10 + entries.length()) / HEADER_ALIGNMENT + 1);
    byte[] header = new byte[start];
    Arrays.fill(header, (byte) ' ');
    byte[] prefix = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    System.arraycopy(prefix, 0, header, 0, prefix.length);
    header[8] = (byte) (start - 10);
    header[9] = (byte) ((start - 10) >> 8);
    byte[] text = entries.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, header, 10, text.length);
    header[start - 1] = '\n';
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(header);
      out.write(data);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw Place.whole(file).unreadable(e);
    }
  }
}
