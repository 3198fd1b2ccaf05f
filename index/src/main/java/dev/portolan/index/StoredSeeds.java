package dev.portolan.index;

import dev.portolan.projection.ExactCopies;
import dev.portolan.projection.Seeds;
import dev.portolan.storage.StoredVectors;

/// The stored graph's lists as first neighbours of the distinct vectors.
///
/// The stored graph holds every copy of a vector, so a distinct vector takes the lists of all its
/// copies.
final class StoredSeeds implements Seeds {
  private static final int LINKS = 64;

  private final StoredVectors stored;
  private final int[] uniqueOf;
  private final int[] firstCopy;
  private final int[] nextCopy;

  StoredSeeds(StoredVectors stored, ExactCopies copies) {
    this.stored = stored;
    uniqueOf = copies.uniqueIndices();
    firstCopy = copies.uniqueRows();
    nextCopy = new int[uniqueOf.length];
    int[] last = firstCopy.clone();
    for (int row = 0; row < uniqueOf.length; row++) {
      nextCopy[row] = -1;
      int unique = uniqueOf[row];
      if (row != firstCopy[unique]) {
        nextCopy[last[unique]] = row;
        last[unique] = row;
      }
    }
  }

  @Override
  public int neighbors(int unique, int[] target) {
    int[] links = new int[LINKS];
    int count = 0;
    for (int row = firstCopy[unique]; row >= 0 && count < target.length; row = nextCopy[row]) {
      int linked = stored.linked(row, links);
      for (int i = 0; i < linked && count < target.length; i++) {
        if (uniqueOf[links[i]] != unique) {
          target[count++] = uniqueOf[links[i]];
        }
      }
    }
    return count;
  }
}
