package dev.portolan.index.topics;

/// Members sorted into numbered groups, each ascending.
final class Buckets {
  private Buckets() {}

  /// @param groupOf the group of each member, −1 for none
  static int[][] of(int[] groupOf, int groups) {
    int[] sizes = new int[groups];
    for (int group : groupOf) {
      if (group >= 0) {
        sizes[group]++;
      }
    }
    int[][] buckets = new int[groups][];
    for (int group = 0; group < groups; group++) {
      buckets[group] = new int[sizes[group]];
      sizes[group] = 0;
    }
    for (int i = 0; i < groupOf.length; i++) {
      if (groupOf[i] >= 0) {
        buckets[groupOf[i]][sizes[groupOf[i]]++] = i;
      }
    }
    return buckets;
  }
}
