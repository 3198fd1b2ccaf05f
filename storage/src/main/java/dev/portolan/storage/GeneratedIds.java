package dev.portolan.storage;

import java.util.Base64;

/// Ids for data that come without one: a counter, big-endian, in base64 without padding.
///
/// `0 → AA`, `70000 → ARFw`.
public final class GeneratedIds {
  private GeneratedIds() {}

  public static String of(long counter) {
    if (counter < 0) {
      throw new IllegalArgumentException(
          "row counter %d is negative: counters start at 0".formatted(counter));
    }
    int bytes = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(counter) + 7) / 8);
    byte[] bigEndian = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      bigEndian[bytes - 1 - i] = (byte) (counter >>> (8 * i));
    }
    return Base64.getEncoder().withoutPadding().encodeToString(bigEndian);
  }
}
