package dev.portolan.storage.hnsw;

import java.util.stream.IntStream;

/// An order of all vectors in which near ones stand close together.
///
/// A build that numbers its nodes so finds rows and lists of neighbours next to each other in
/// memory, and a thread that places one node after another finds what the last one fetched:
/// searches wait for memory most of their time.
///
/// Splits the vectors by which of two of them is nearer, and so on down to a few. One thread, about
/// `2·log2(n)` distances a vector; 12 bytes a vector.
final class NearbyOrder {
  private static final int FEW = 16;
  private static final int DEEPEST = 64;
  private static final int STRIP = 64;

  private final Crew crew;
  private final Distances fromA;
  private final Distances fromB;
  private final float[] toA = new float[STRIP];
  private final float[] toB = new float[STRIP];
  private final int[] order;
  private final int[] nearB;

  private NearbyOrder(VectorSet vectors, Crew crew) {
    this.crew = crew;
    int[] same = range(vectors.size());
    fromA = distances(vectors, same);
    fromB = distances(vectors, same);
    order = same.clone();
    nearB = new int[same.length];
  }

  /// @return each vector's number once
  /// @throws java.util.concurrent.CancellationException when the crew is told to stop
  static int[] of(VectorSet vectors, Crew crew) {
    NearbyOrder nearby = new NearbyOrder(vectors, crew);
    nearby.split(0, vectors.size(), 0);
    return nearby.order;
  }

  private static int[] range(int n) {
    return IntStream.range(0, n).toArray();
  }

  private static Distances distances(VectorSet vectors, int[] same) {
    Rows rows = new Rows.Read(vectors.readers().get(), same, vectors.dimensions());
    return new Distances(rows, vectors.closeness());
  }

  private void split(int from, int to, int depth) {
    if (to - from <= FEW || depth == DEEPEST) {
      return;
    }
    int a = Levels.hash(from ^ to);
    fromA.from(order[from + Integer.remainderUnsigned(a, to - from)]);
    fromB.from(order[from + Integer.remainderUnsigned(Levels.hash(a), to - from)]);
    int middle = part(from, to);
    if (middle == from || middle == to) {
      middle = from + to >>> 1;
    }
    split(from, middle, depth + 1);
    split(middle, to, depth + 1);
  }

  /// Moves those nearer to A to the front; returns where the others begin.
  private int part(int from, int to) {
    int a = from;
    int b = 0;
    for (int i = from; i < to; i += STRIP) {
      crew.check();
      int count = Math.min(STRIP, to - i);
      fromA.to(order, i, count, toA);
      fromB.to(order, i, count, toB);
      for (int j = 0; j < count; j++) {
        if (toA[j] < toB[j]) {
          order[a++] = order[i + j];
        } else {
          nearB[b++] = order[i + j];
        }
      }
    }
    System.arraycopy(nearB, 0, order, a, b);
    return a;
  }
}
