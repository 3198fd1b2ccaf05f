package dev.portolan.projection;

/// Introduces the rows of a group to each other, for one thread: every pair is measured and offered
/// to both lists.
///
/// The rows are gathered into a block first, so that memory is waited for once a row and not once a
/// pair; then pairs cost little more than their arithmetic. Most pairs that are near enough know
/// each other already, which is found out without a branch. Lists are those of [NearestLists] over
/// distances that only compare: squares, or `1 − a·b`.
final class GroupJoin {
  private static final TileKernel KERNEL = TileKernel.fastest();
  private static final int LANES = TileKernel.LANES;
  private static final int ROWS = TileKernel.ROWS;

  private final LatentVectors vectors;
  private final NearestLists lists;
  private final int d;
  private final int pitch;
  private final float[] block;
  private final float[] gathered;
  private final float[] farthest;
  private final float[] distances;

  /// `known[1 + r] == stamp` when the row in hand lists `r`; `r` is −1 in a free slot.
  private final int[] known;

  private int stamp;
  private long measured;

  /// The group: rows, those that everybody is introduced to first.
  final int[] rows;

  /// @param most rows of a group
  GroupJoin(LatentVectors vectors, NearestLists lists, int most) {
    this.vectors = vectors;
    this.lists = lists;
    d = vectors.dimensions();
    pitch = (most + LANES - 1) / LANES * LANES;
    block = new float[d * pitch];
    gathered = new float[d];
    farthest = new float[pitch];
    distances = new float[ROWS * pitch];
    known = new int[lists.n + 1];
    rows = new int[pitch];
  }

  /// Introduces the first `fresh` rows of the group to all `count` of it, which are distinct.
  void run(int count, int fresh) {
    if (fresh == 0 || count < 2) {
      return;
    }
    gather(count);
    for (int i = 0; i < count; i += ROWS) {
      for (int j = 0; j < Math.min(fresh, i + ROWS - 1); j += LANES) {
        measure(i, j);
      }
      for (int r = 0; r < Math.min(ROWS, count - i); r++) {
        introduce(i + r, r * pitch, Math.min(fresh, i + r));
      }
    }
  }

  /// How many distances were measured.
  long measured() {
    return measured;
  }

  private void gather(int count) {
    for (int m = 0; m < count; m++) {
      vectors.copy(rows[m], gathered, 0);
      farthest[m] = lists.farthest(rows[m]);
      for (int e = 0, to = TileKernel.begin(m, d); e < d; e++, to += LANES) {
        block[to] = gathered[e];
      }
    }
  }

  private void measure(int i, int j) {
    measured += ROWS * LANES;
    switch (vectors.metric()) {
      case EUCLIDEAN -> KERNEL.squares(block, d, i, j, distances, pitch);
      case COSINE -> {
        KERNEL.dots(block, d, i, j, distances, pitch);
        for (int r = 0; r < ROWS; r++) {
          for (int s = r * pitch + j; s < r * pitch + j + LANES; s++) {
            distances[s] = 1 - distances[s];
          }
        }
      }
    }
  }

  /// Offers the members `0 … end−1` and member `i` to each other. A pair of which one lists the
  /// other has been offered to both before.
  private void introduce(int i, int at, int end) {
    int row = rows[i];
    stamp++;
    for (int s = row * lists.k; s < (row + 1) * lists.k; s++) {
      known[lists.rows[s] + 1] = stamp;
    }
    float reach = farthest[i];
    for (int j = 0; j < end; j++) {
      float distance = distances[at + j];
      boolean near = distance <= reach | distance <= farthest[j];
      if (near & known[rows[j] + 1] != stamp) {
        lists.offerLocked(row, rows[j], distance);
        lists.offerLocked(rows[j], row, distance);
      }
    }
  }
}
