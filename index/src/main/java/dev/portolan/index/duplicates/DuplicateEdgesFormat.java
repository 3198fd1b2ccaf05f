package dev.portolan.index.duplicates;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// The bytes of [DuplicateEdges], version 2, big-endian:
///
/// ```
/// int       0x50445550 ("PDUP")
/// int       version, 2
/// int       n
/// int       pairs
/// int[n]    order
/// int[n]    copyOf
/// double[n] radius
/// int[pairs]    from
/// int[pairs]    to
/// double[pairs] distance
/// int       CRC-32C of all bytes before it
/// ```
///
/// Version 1 had no order: the older row came first.
final class DuplicateEdgesFormat {
  private static final int MAGIC = 0x50445550;
  private static final int VERSION = 2;
  private static final int BY_AGE = 1;
  private static final int HEADER = 4 * Integer.BYTES;

  private DuplicateEdgesFormat() {}

  static byte[] write(DuplicateEdges edges) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(length(VERSION, edges.size(), edges.pairs())));
    bytes.putInt(MAGIC).putInt(VERSION).putInt(edges.size()).putInt(edges.pairs());
    put(bytes, edges.order());
    put(bytes, edges.copyOf());
    put(bytes, edges.radius());
    put(bytes, edges.from());
    put(bytes, edges.to());
    put(bytes, edges.distance());
    return bytes.putInt(checksum(bytes.duplicate().flip())).array();
  }

  static DuplicateEdges read(ByteBuffer source) {
    ByteBuffer bytes = source.slice();
    require(bytes.limit() >= HEADER && bytes.getInt() == MAGIC, "are no duplicate edges");
    int version = bytes.getInt();
    require(
        version == VERSION || version == BY_AGE,
        "have version " + version + ", this program reads " + BY_AGE + " and " + VERSION);
    int n = bytes.getInt();
    int pairs = bytes.getInt();
    require(
        n >= 0 && pairs >= 0 && bytes.limit() == length(version, n, pairs),
        "are " + bytes.limit() + " long, their header says " + length(version, n, pairs));
    int end = bytes.limit() - Integer.BYTES;
    require(bytes.getInt(end) == checksum(bytes.slice(0, end)), "do not match their checksum");
    return new DuplicateEdges(
        version == BY_AGE ? Ranking.byAge(n).order() : ints(bytes, n),
        ints(bytes, n),
        doubles(bytes, n),
        ints(bytes, pairs),
        ints(bytes, pairs),
        doubles(bytes, pairs));
  }

  private static long length(int version, long n, long pairs) {
    return HEADER + n * ((version == BY_AGE ? 0 : 4) + 4 + 8) + pairs * (4 + 4 + 8) + Integer.BYTES;
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static void put(ByteBuffer bytes, int[] values) {
    bytes.asIntBuffer().put(values);
    bytes.position(bytes.position() + values.length * Integer.BYTES);
  }

  private static void put(ByteBuffer bytes, double[] values) {
    bytes.asDoubleBuffer().put(values);
    bytes.position(bytes.position() + values.length * Double.BYTES);
  }

  private static int[] ints(ByteBuffer bytes, int count) {
    int[] values = new int[count];
    bytes.asIntBuffer().get(values);
    bytes.position(bytes.position() + count * Integer.BYTES);
    return values;
  }

  private static double[] doubles(ByteBuffer bytes, int count) {
    double[] values = new double[count];
    bytes.asDoubleBuffer().get(values);
    bytes.position(bytes.position() + count * Double.BYTES);
    return values;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("bytes " + what + "; build the map again");
    }
  }
}
