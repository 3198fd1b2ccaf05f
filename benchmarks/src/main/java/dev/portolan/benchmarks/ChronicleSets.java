package dev.portolan.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import net.openhft.chronicle.map.ChronicleMap;

/// Name → bytes of a datum set in a memory-mapped Chronicle Map, each with its own CRC32C in front.
///
/// A value may have 64 chunks of 4 KB. For one thread.
final class ChronicleSets implements AutoCloseable {
  private static final int CHUNK = 4096;

  private final ChronicleMap<String, byte[]> map;

  private ChronicleSets(ChronicleMap<String, byte[]> map) {
    this.map = map;
  }

  static ChronicleSets open(Path file) throws IOException {
    return new ChronicleSets(
        ChronicleMap.of(String.class, byte[].class)
            .averageKeySize(16)
            .averageValueSize(16 * CHUNK)
            .actualChunkSize(CHUNK)
            .entries(256)
            .createPersistedTo(file.toFile()));
  }

  void put(String name, byte[] set) {
    map.put(name, withCheck(set));
  }

  byte[] get(String name) {
    return checked(map.get(name));
  }

  static byte[] withCheck(byte[] set) {
    return ByteBuffer.allocate(Integer.BYTES + set.length).putInt(crc(set)).put(set).array();
  }

  /// @throws IllegalStateException when the bytes are not what was put
  static byte[] checked(byte[] value) {
    byte[] set = Arrays.copyOfRange(value, Integer.BYTES, value.length);
    if (ByteBuffer.wrap(value).getInt() != crc(set)) {
      throw new IllegalStateException("a cached datum set is damaged");
    }
    return set;
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  @Override
  public void close() {
    map.close();
  }
}
