package dev.portolan.exchange;

import java.nio.ByteBuffer;

/// The element types of `.npy` arrays that can be read, little-endian.
enum NpyType {
  BOOL("|b1", "bool", 1),
  INT8("|i1", "int8", 1),
  UINT8("|u1", "uint8", 1),
  INT16("<i2", "int16", 2),
  UINT16("<u2", "uint16", 2),
  INT32("<i4", "int32", 4),
  UINT32("<u4", "uint32", 4),
  INT64("<i8", "int64", 8),
  FLOAT16("<f2", "float16", 2),
  FLOAT32("<f4", "float32", 4),
  FLOAT64("<f8", "float64", 8);

  final String code;
  final String title;
  final int bytes;

  NpyType(String code, String title, int bytes) {
    this.code = code;
    this.title = title;
    this.bytes = bytes;
  }

  /// The type numpy writes as `code`, null when it is none of these.
  static NpyType of(String code) {
    for (NpyType type : values()) {
      if (type.code.equals(code)) {
        return type;
      }
    }
    return null;
  }

  /// Whether rows of this type may be latent vectors.
  boolean vector() {
    return this == FLOAT32 || this == FLOAT16 || this == UINT8;
  }

  Cell.Kind kind() {
    return switch (this) {
      case BOOL -> Cell.Kind.BOOL;
      case FLOAT16, FLOAT32, FLOAT64 -> Cell.Kind.REAL;
      default -> Cell.Kind.INTEGER;
    };
  }

  /// An element as its decimal text; a float in the shortest form that reads back the same.
  String text(ByteBuffer row, int index) {
    int at = index * bytes;
    return switch (this) {
      case BOOL -> row.get(at) == 0 ? "false" : "true";
      case INT8 -> Integer.toString(row.get(at));
      case UINT8 -> Integer.toString(Byte.toUnsignedInt(row.get(at)));
      case INT16 -> Integer.toString(row.getShort(at));
      case UINT16 -> Integer.toString(Short.toUnsignedInt(row.getShort(at)));
      case INT32 -> Integer.toString(row.getInt(at));
      case UINT32 -> Integer.toUnsignedString(row.getInt(at));
      case INT64 -> Long.toString(row.getLong(at));
      case FLOAT16 -> Float.toString(Float.float16ToFloat(row.getShort(at)));
      case FLOAT32 -> Float.toString(row.getFloat(at));
      case FLOAT64 -> Double.toString(row.getDouble(at));
    };
  }

  /// The first elements of a row as floats; only of types that are [#vector()].
  void floats(ByteBuffer row, float[] into) {
    switch (this) {
      case FLOAT32 -> row.asFloatBuffer().get(into);
      case FLOAT16 -> {
        for (int i = 0; i < into.length; i++) {
          into[i] = Float.float16ToFloat(row.getShort(2 * i));
        }
      }
      case UINT8 -> {
        for (int i = 0; i < into.length; i++) {
          into[i] = Byte.toUnsignedInt(row.get(i));
        }
      }
      default ->
          throw new IllegalStateException("an array of %s holds no vectors".formatted(title));
    }
  }
}
