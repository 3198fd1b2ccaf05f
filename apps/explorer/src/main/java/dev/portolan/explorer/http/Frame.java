package dev.portolan.explorer.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The binary form of an answer: a header in JSON, then arrays of numbers.
///
/// ```
/// u32  length of the header in bytes, little-endian; 4 + length is a multiple of 8
/// …    header, padded with spaces
/// …    arrays, little-endian, each padded with zeros to a multiple of 8 bytes
/// ```
///
/// Written in pieces of 64 KiB from where the numbers lie; nothing is copied whole. For one thread.
public final class Frame {
  private static final int ALIGN = 8;
  private static final int PIECE = 1 << 16;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ObjectNode header = JsonNodeFactory.instance.objectNode();
  private final ArrayNode arrays = header.putArray("arrays");
  private final List<Numbers> bodies = new ArrayList<>();

  /// How the numbers of an array are written.
  private enum Type {
    U8(1),
    U16(2),
    U32(4),
    I32(4),
    F32(4),
    F64(8);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private interface Put {
    void into(ByteBuffer piece, int i);
  }

  private record Numbers(Type type, int length, Put put) {
    long bytes() {
      return (long) type.bytes * length;
    }

    long padding() {
      return -bytes() & (ALIGN - 1);
    }
  }

  /// What the header says besides its arrays.
  public ObjectNode header() {
    return header;
  }

  /// Whole numbers in the smallest type that holds the largest of them.
  ///
  /// @param largest there may be, at least 0
  public Frame codes(String name, int length, int largest, IntUnaryOperator value) {
    if (largest < 1 << 8) {
      return add(name, new Numbers(Type.U8, length, (to, i) -> to.put((byte) value.applyAsInt(i))));
    }
    if (largest < 1 << 16) {
      return add(
          name, new Numbers(Type.U16, length, (to, i) -> to.putShort((short) value.applyAsInt(i))));
    }
    return u32(name, length, value);
  }

  public Frame u8(String name, byte[] bytes) {
    return add(name, new Numbers(Type.U8, bytes.length, (to, i) -> to.put(bytes[i])));
  }

  public Frame u32(String name, int length, IntUnaryOperator value) {
    return add(name, new Numbers(Type.U32, length, (to, i) -> to.putInt(value.applyAsInt(i))));
  }

  public Frame i32(String name, int length, IntUnaryOperator value) {
    return add(name, new Numbers(Type.I32, length, (to, i) -> to.putInt(value.applyAsInt(i))));
  }

  public Frame f32(String name, int length, IntToDoubleFunction value) {
    return add(
        name,
        new Numbers(Type.F32, length, (to, i) -> to.putFloat((float) value.applyAsDouble(i))));
  }

  public Frame f64(String name, int length, IntToDoubleFunction value) {
    return add(
        name, new Numbers(Type.F64, length, (to, i) -> to.putDouble(value.applyAsDouble(i))));
  }

  private Frame add(String name, Numbers numbers) {
    arrays
        .addObject()
        .put("name", name)
        .put("type", numbers.type().label())
        .put("length", numbers.length());
    bodies.add(numbers);
    return this;
  }

  private byte[] head() {
    byte[] json = JSON.writeValueAsBytes(header);
    int length = (Integer.BYTES + json.length + ALIGN - 1) / ALIGN * ALIGN - Integer.BYTES;
    ByteBuffer head = ByteBuffer.allocate(Integer.BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(length).put(json);
    while (head.hasRemaining()) {
      head.put((byte) ' ');
    }
    return head.array();
  }

  /// How many bytes it takes.
  public long bytes() {
    return head().length
        + bodies.stream().mapToLong(numbers -> numbers.bytes() + numbers.padding()).sum();
  }

  public void write(OutputStream out) throws IOException {
    out.write(head());
    byte[] bytes = new byte[PIECE];
    ByteBuffer piece = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (Numbers numbers : bodies) {
      for (int i = 0; i < numbers.length(); i++) {
        if (piece.remaining() < ALIGN) {
          flush(piece, bytes, out);
        }
        numbers.put().into(piece, i);
      }
      flush(piece, bytes, out);
      out.write(new byte[(int) numbers.padding()]);
    }
  }

  private static void flush(ByteBuffer piece, byte[] bytes, OutputStream out) throws IOException {
    out.write(bytes, 0, piece.position());
    piece.clear();
  }

  /// The header's text, for tests and messages.
  @Override
  public String toString() {
    return new String(head(), StandardCharsets.UTF_8).substring(Integer.BYTES).strip();
  }
}
