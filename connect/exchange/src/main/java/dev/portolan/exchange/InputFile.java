package dev.portolan.exchange;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// The bytes of a file, unpacked where it is gzipped, counted, and guarded against bombs.
final class InputFile {
  private static final int BUFFER = 1 << 13;
  private static final int GZIP_MAGIC = 0x8b1f;
  private static final long FREE_BYTES = 1 << 20;
  private static final long MAX_RATIO = 1000;

  private InputFile() {}

  static InputStream open(Path file, ReadProgress progress) throws IOException {
    Counted raw = new Counted(Files.newInputStream(file), progress);
    try {
      BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
      return packed(file, buffered)
          ? new Unpacked(new GZIPInputStream(buffered, BUFFER), file, raw, progress)
          : buffered;
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private static boolean packed(Path file, BufferedInputStream in) throws IOException {
    in.mark(2);
    boolean packed = (in.read() | in.read() << 8) == GZIP_MAGIC;
    in.reset();
    if (!packed && FileFormat.gzipped(file)) {
      throw Place.whole(file).error("is named .gz but holds no gzip stream; rename it or pack it");
    }
    return packed;
  }

  private static final class Counted extends FilterInputStream {
    private final ReadProgress progress;
    private long bytes;

    Counted(InputStream in, ReadProgress progress) {
      super(in);
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      count(value < 0 ? -1 : 1);
      return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return count(in.read(into, offset, length));
    }

    private int count(int read) {
      if (read > 0) {
        bytes += read;
        progress.read(read);
      }
      progress.check();
      return read;
    }
  }

  private static final class Unpacked extends FilterInputStream {
    private final Path file;
    private final Counted raw;
    private final ReadProgress progress;
    private long bytes;

    Unpacked(InputStream in, Path file, Counted raw, ReadProgress progress) {
      super(in);
      this.file = file;
      this.raw = raw;
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      count(value < 0 ? -1 : 1);
      return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = count(in.read(into, offset, length));
      progress.check();
      return read;
    }

    private int count(int read) {
      bytes += Math.max(0, read);
      if (bytes > FREE_BYTES && bytes > MAX_RATIO * raw.bytes) {
        throw Place.whole(file)
            .error(
                "unpacks to more than %d times its size, as a gzip bomb does; "
                    + "unpack it yourself if you trust it",
                MAX_RATIO);
      }
      return read;
    }
  }
}
