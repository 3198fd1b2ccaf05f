package dev.portolan.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The ids met so far and where each was met: the first time, or the last.
///
/// Ids are kept as the first 128 bits of their SHA-256, in open addressing of 32-byte slots, of
/// which at most three quarters are taken: 43 to 86 bytes per id.
final class IdTable {
  private static final int FIRST_SLOTS = 1 << 10;
  private static final int SLOT = 4;

  private final MessageDigest sha256;
  private final boolean last;
  private long[] slots = new long[SLOT * FIRST_SLOTS];
  private int size;

  /// @param last whether the last meeting counts, not the first
  IdTable(boolean last) {
    this.last = last;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256, which every Java must have", e);
    }
  }

  /// Where an id was met before; the meeting now is noted when it counts.
  ///
  /// @param row the row it is met in now, from 0
  /// @param line its line, for messages
  /// @return the row and line noted before, null when it is new
  long[] put(String id, long row, long line) {
    if (4 * size >= 3 * (slots.length / SLOT)) {
      grow();
    }
    ByteBuffer hash = ByteBuffer.wrap(sha256.digest(id.getBytes(StandardCharsets.UTF_8)));
    long high = hash.getLong() | 1;
    long low = hash.getLong();
    int at = slot(slots, high, low);
    long[] before = slots[at] == 0 ? null : new long[] {slots[at + 2], slots[at + 3]};
    size += before == null ? 1 : 0;
    if (before == null || last) {
      slots[at] = high;
      slots[at + 1] = low;
      slots[at + 2] = row;
      slots[at + 3] = line;
    }
    return before;
  }

  /// The slot of a hash or the free one where it belongs; a free slot's first word is 0.
  private static int slot(long[] slots, long high, long low) {
    int count = slots.length / SLOT;
    int index = (int) (low & count - 1);
    while (slots[SLOT * index] != 0
        && (slots[SLOT * index] != high || slots[SLOT * index + 1] != low)) {
      index = index + 1 & count - 1;
    }
    return SLOT * index;
  }

  private void grow() {
    long[] larger = new long[Math.multiplyExact(2, slots.length)];
    for (int at = 0; at < slots.length; at += SLOT) {
      if (slots[at] != 0) {
        int to = slot(larger, slots[at], slots[at + 1]);
        larger[to] = slots[at];
        larger[to + 1] = slots[at + 1];
        larger[to + 2] = slots[at + 2];
        larger[to + 3] = slots[at + 3];
      }
    }
    slots = larger;
  }
}
