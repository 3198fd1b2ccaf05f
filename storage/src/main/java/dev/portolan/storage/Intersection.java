package dev.portolan.storage;

import java.util.Arrays;
import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.BitmapContainer;
import org.roaringbitmap.Container;
import org.roaringbitmap.ContainerPointer;
import org.roaringbitmap.RoaringBitmap;

/// The intersection of two Roaring bitmaps, in one pass where the library takes two.
///
/// Two dense containers of 65,536 ordinals (bitmaps of 1,024 words) most often share few members.
/// The library counts these first and then reads all words again to list them; here they are listed
/// at once, and only a list that outgrows an array container is left to the library.
final class Intersection {
  private static final int WORDS = 1 << 10;
  private static final int LONGEST_ARRAY = 1 << 12;

  private final long[] left = new long[WORDS];
  private final long[] right = new long[WORDS];
  private final char[] members = new char[LONGEST_ARRAY + Long.SIZE];

  private Intersection() {}

  static RoaringBitmap of(RoaringBitmap a, RoaringBitmap b) {
    Intersection intersection = new Intersection();
    RoaringBitmap both = new RoaringBitmap();
    ContainerPointer x = a.getContainerPointer();
    ContainerPointer y = b.getContainerPointer();
    while (x.getContainer() != null && y.getContainer() != null) {
      int order = Character.compare(x.key(), y.key());
      if (order == 0) {
        Container shared = intersection.of(x.getContainer(), y.getContainer());
        if (!shared.isEmpty()) {
          both.append(x.key(), shared);
        }
      }
      if (order <= 0) {
        x.advance();
      }
      if (order >= 0) {
        y.advance();
      }
    }
    return both;
  }

  private Container of(Container x, Container y) {
    if (x instanceof BitmapContainer dense && y instanceof BitmapContainer other) {
      dense.copyBitmapTo(left, 0);
      other.copyBitmapTo(right, 0);
      int count = list(left, right, members);
      if (count <= LONGEST_ARRAY) {
        return new ArrayContainer(count, Arrays.copyOf(members, count));
      }
    }
    return x.and(y);
  }

  /// Lists the members of both, ascending, until they are more than an array container takes.
  private static int list(long[] left, long[] right, char[] members) {
    int count = 0;
    for (int word = 0; word < WORDS && count <= LONGEST_ARRAY; word++) {
      for (long rest = left[word] & right[word]; rest != 0; rest &= rest - 1) {
        members[count++] = (char) (word * Long.SIZE + Long.numberOfTrailingZeros(rest));
      }
    }
    return count;
  }
}
