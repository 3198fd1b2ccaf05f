package dev.portolan.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import net.openhft.chronicle.map.ChronicleMap;

/// Id → ordinal in a memory-mapped Chronicle Map, each value with its own CRC32C: the cache that
/// was measured and not taken (docs/design/cache.md).
///
/// For one thread.
final class ChronicleIds implements AutoCloseable {
  private final ChronicleMap<byte[], Long> map;
  private final CRC32C crc = new CRC32C();

  private ChronicleIds(ChronicleMap<byte[], Long> map) {
    this.map = map;
  }

  /// @param entries how many ids fit for sure; a map cannot grow much past it
  static ChronicleIds open(Path file, long entries) throws IOException {
    return new ChronicleIds(
        ChronicleMap.of(byte[].class, Long.class)
            .averageKeySize(16)
            .entries(entries)
            .createPersistedTo(file.toFile()));
  }

  void put(String id, int ordinal) {
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    map.put(key, value(key, ordinal));
  }

  /// The ordinal, or −1.
  ///
  /// @throws IllegalStateException when the value is not what was put
  int find(String id) {
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    Long value = map.get(key);
    if (value == null) {
      return -1;
    }
    if (value(key, value.intValue()) != value) {
      throw new IllegalStateException("id '%s': the cached ordinal is damaged".formatted(id));
    }
    return value.intValue();
  }

  private long value(byte[] key, int ordinal) {
    crc.reset();
    crc.update(key);
    for (int shift = 0; shift < 32; shift += 8) {
      crc.update(ordinal >>> shift);
    }
    return crc.getValue() << 32 | ordinal;
  }

  @Override
  public void close() {
    map.close();
  }
}
