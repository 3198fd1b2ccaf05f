package dev.portolan.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/// UTF-8 read strictly: a wrong byte comes out as a character that no text holds, so that its row
/// can be found and refused.
///
/// A wrong byte `b` becomes the unpaired surrogate `0xDC00 + b`, which right UTF-8 never gives. A
/// byte order mark at the start is skipped.
final class Utf8Reader extends Reader {
  private static final int BUFFER = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int WRONG = 0xDC00;

  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
  private boolean wrong;
  private boolean started;
  private boolean ended;

  Utf8Reader(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    CharBuffer chars = CharBuffer.wrap(into, offset, length).slice();
    while (chars.position() == 0) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      if (result.isError() && chars.hasRemaining()) {
        chars.put((char) (WRONG + (bytes.get() & 0xFF)));
        wrong = true;
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

  /// Refuses a piece of what was read that holds wrong bytes.
  ///
  /// @throws ImportException naming them
  void check(CharSequence text, Place place) {
    if (!wrong) {
      return;
    }
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < text.length() && (hex.isEmpty() || wrong(text, i)); i++) {
      if (wrong(text, i)) {
        hex.append("%s%02X".formatted(hex.isEmpty() ? "" : " ", text.charAt(i) - WRONG));
      }
    }
    if (!hex.isEmpty()) {
      throw place.error(
          "the bytes %s are no UTF-8; convert the file, e.g. with iconv -t UTF-8", hex);
    }
  }

  private static boolean wrong(CharSequence text, int i) {
    return Character.isLowSurrogate(text.charAt(i))
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
