package dev.portolan.index.duplicates;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Groups of two and more unique vectors that may hold duplicates of each other.
///
/// Whatever lies within the distance they were made for lies in one group; the reverse need not
/// hold. Groups stand by their lowest member, members ascend.
///
/// @param root `[m]`, the lowest member of the group of every unique vector
/// @param start `[groups+1]`, where a group starts in `members`
/// @param members the members of all groups
record Components(int[] root, int[] start, int[] members) {
  static Components of(DisjointSets sets) {
    int m = sets.size();
    int[] root = new int[m];
    int[] count = new int[m];
    for (int i = 0; i < m; i++) {
      root[i] = sets.find(i);
      count[root[i]]++;
    }
    int[] next = new int[m];
    int[] start = new int[m + 1];
    int groups = 0;
    for (int i = 0; i < m; i++) {
      if (root[i] == i && count[i] > 1) {
        next[i] = start[groups];
        start[groups + 1] = start[groups] + count[i];
        groups++;
      }
    }
    int[] members = new int[start[groups]];
    for (int i = 0; i < m; i++) {
      if (count[root[i]] > 1) {
        members[next[root[i]]++] = i;
      }
    }
    return new Components(root, Arrays.copyOf(start, groups + 1), members);
  }

  int count() {
    return start.length - 1;
  }

  int size(int group) {
    return start[group + 1] - start[group];
  }

  /// The groups of at most `size` members.
  int[] sizedUpTo(int size) {
    return IntStream.range(0, count()).filter(group -> size(group) <= size).toArray();
  }

  int[] members(int group) {
    return Arrays.copyOfRange(members, start[group], start[group + 1]);
  }
}
