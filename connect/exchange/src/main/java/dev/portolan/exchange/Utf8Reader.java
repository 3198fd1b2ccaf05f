package dev.portolan.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// UTF-8 read strictly: a wrong byte is an error that names its line, never a replacement
/// character.
///
/// A byte order mark at the start is skipped.
final class Utf8Reader extends Reader {
  private static final int BUFFER = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
  private long newlines;
  private boolean started;
  private boolean ended;

  Utf8Reader(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    CharBuffer chars = CharBuffer.wrap(into, offset, length).slice();
    while (chars.position() == 0) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      count(into, offset, chars.position());
      if (result.isError()) {
        throw notUtf8(result.length());
      }
      skipByteOrderMark(into, offset, chars);
      if (chars.position() == 0 && (ended || result.isOverflow())) {
        return ended ? -1 : 0;
      }
      if (chars.position() == 0) {
        fill();
      }
    }
    return chars.position();
  }

  private void fill() throws IOException {
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    bytes.position(bytes.position() + Math.max(0, read));
    bytes.flip();
    ended = read < 0;
  }

  private void skipByteOrderMark(char[] into, int offset, CharBuffer chars) {
    if (!started && chars.position() > 0) {
      started = true;
      if (into[offset] == BYTE_ORDER_MARK) {
        System.arraycopy(into, offset + 1, into, offset, chars.position() - 1);
        chars.position(chars.position() - 1);
      }
    }
  }

  private void count(char[] chars, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (chars[i] == '\n') {
        newlines++;
      }
    }
  }

  private ImportException notUtf8(int length) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < Math.min(length, bytes.remaining()); i++) {
      hex.append("%s%02X".formatted(i == 0 ? "" : " ", bytes.get(bytes.position() + i)));
    }
    return Place.line(file, newlines + 1)
        .error("the bytes %s are no UTF-8; convert the file, e.g. with iconv -t UTF-8", hex);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
