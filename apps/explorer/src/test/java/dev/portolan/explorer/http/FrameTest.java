package dev.portolan.explorer.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The binary form of an answer, byte for byte.
class FrameTest {
  @Test
  void arrays_beginAtMultiplesOfEight() throws IOException {
    Frame frame =
        new Frame().u8("a", new byte[] {1, 2, 3}).f64("b", 2, i -> i + 0.5).i32("c", 1, _ -> -7);
    frame.header().put("said", "größer");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    frame.write(out);
    ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    int head = bytes.getInt(0);
    assertEquals(0, (4 + head) % 8);
    String header = new String(out.toByteArray(), 4, head, StandardCharsets.UTF_8).strip();
    assertEquals(
        "{\"arrays\":[{\"name\":\"a\",\"type\":\"u8\",\"length\":3},{\"name\":\"b\",\"type\":\"f64\",\"length\":2},{\"name\":\"c\",\"type\":\"i32\",\"length\":1}],\"said\":\"größer\"}",
        header);
    assertEquals(3, bytes.get(4 + head + 2));
    assertEquals(1.5, bytes.getDouble(4 + head + 8 + 8));
    assertEquals(-7, bytes.getInt(4 + head + 8 + 16));
    assertEquals(4 + head + 8 + 16 + 8, out.size());
    assertEquals(out.size(), frame.bytes());
  }

  @Test
  void codes_takeTheSmallestTypeThatHoldsThem() {
    assertEquals("u8", type(255));
    assertEquals("u16", type(256));
    assertEquals("u16", type(65_535));
    assertEquals("u32", type(65_536));
  }

  private static String type(int largest) {
    Frame frame = new Frame().codes("code", 1, largest, _ -> largest);
    return frame.header().at("/arrays/0/type").stringValue();
  }

  @Test
  void longArray_isWrittenWhole() throws IOException {
    int n = 100_003;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Frame frame = new Frame().u32("i", n, i -> i);
    frame.write(out);
    ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    int at = 4 + bytes.getInt(0);
    for (int i = 0; i < n; i++) {
      assertEquals(i, bytes.getInt(at + 4 * i));
    }
    assertEquals(frame.bytes(), out.size());
  }
}
