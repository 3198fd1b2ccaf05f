package dev.portolan.projection;

/// The rows that list a row, for every row: those of `r` are `rows[starts[r] … starts[r+1]−1]`.
///
/// A row that more than a given number of others list keeps a share of them, drawn by hash.
///
/// @param starts `[n+1]`
/// @param rows `[starts[n]]`, ascending in each row
/// @param fresh whether the listing is fresh
record ReverseLists(int[] starts, int[] rows, boolean[] fresh) {
  /// @param listed `[n][k]`, −1 where a slot is free
  /// @param freshly `[n][k]`
  /// @param most so many of the rows that list a row at most
  static ReverseLists of(int n, int k, int[] listed, boolean[] freshly, int most, long seed) {
    int[] listings = new int[n];
    for (int row : listed) {
      if (row >= 0) {
        listings[row]++;
      }
    }
    int[] starts = new int[n + 1];
    for (int s = 0; s < listed.length; s++) {
      int row = listed[s];
      if (row >= 0 && starts[row + 1] < most && isKept(listings[row], most, seed, s)) {
        starts[row + 1]++;
      }
    }
    for (int row = 0; row < n; row++) {
      starts[row + 1] += starts[row];
    }
    int[] next = starts.clone();
    int[] rows = new int[starts[n]];
    boolean[] fresh = new boolean[starts[n]];
    for (int from = 0; from < n; from++) {
      for (int s = from * k; s < (from + 1) * k; s++) {
        int row = listed[s];
        if (row >= 0 && next[row] < starts[row + 1] && isKept(listings[row], most, seed, s)) {
          fresh[next[row]] = freshly[s];
          rows[next[row]++] = from;
        }
      }
    }
    return new ReverseLists(starts, rows, fresh);
  }

  private static boolean isKept(int listings, int most, long seed, int slot) {
    return listings <= most || CounterRandom.below(CounterRandom.hash(seed, slot), listings) < most;
  }
}
