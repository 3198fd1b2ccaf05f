package dev.portolan.smile;

import dev.portolan.projection.Progress;
import java.util.Arrays;
import java.util.stream.IntStream;
import smile.graph.AdjacencyList;

/// The nearest neighbours of every row as Smile's graph, in one piece.
///
/// Smile maps the largest piece only and leaves the rest without a place. Here each piece is tied
/// to the others by its shortest link until there is one.
final class NearGraph {
  /// Smile takes a weight of 0 for no edge.
  private static final double LEAST = 1e-12;

  private final double[][] distances;
  private final AdjacencyList graph;
  private final double least;

  /// A row of the same piece for each row; its own number for one of each piece.
  private final int[] pieces;

  private NearGraph(AllPairs pairs) {
    this.distances = pairs.distances();
    this.graph = new AdjacencyList(pairs.size(), false);
    this.least = LEAST * pairs.largest();
    this.pieces = IntStream.range(0, pairs.size()).toArray();
  }

  /// @param k nearest neighbours per row; all others where there are fewer
  static AdjacencyList of(AllPairs pairs, int k, Progress progress) {
    NearGraph near = new NearGraph(pairs);
    for (int row = 0; row < pairs.size(); row++) {
      progress.check();
      for (int neighbor : near.nearest(row, Math.min(k, pairs.size() - 1))) {
        near.link(row, neighbor);
      }
    }
    while (near.inPieces()) {
      progress.check();
      near.tie();
    }
    return near.graph;
  }

  private int[] nearest(int row, int k) {
    int[] nearest = new int[k];
    int found = 0;
    for (int other = 0; other < distances.length; other++) {
      double distance = distances[row][other];
      if (other == row || found == k && distance >= distances[row][nearest[k - 1]]) {
        continue;
      }
      int place = found < k ? found++ : k - 1;
      for (; place > 0 && distance < distances[row][nearest[place - 1]]; place--) {
        nearest[place] = nearest[place - 1];
      }
      nearest[place] = other;
    }
    return nearest;
  }

  private void link(int a, int b) {
    graph.setWeight(a, b, Math.max(least, distances[a][b]));
    pieces[piece(a)] = piece(b);
  }

  private int piece(int row) {
    int piece = row;
    while (pieces[piece] != piece) {
      pieces[piece] = pieces[pieces[piece]];
      piece = pieces[piece];
    }
    return piece;
  }

  private boolean inPieces() {
    int first = piece(0);
    return IntStream.range(0, pieces.length).anyMatch(row -> piece(row) != first);
  }

  /// Ties every piece to another by the shortest link that leaves it (Borůvka).
  private void tie() {
    int n = distances.length;
    int[] from = new int[n];
    int[] to = new int[n];
    Arrays.fill(from, -1);
    for (int a = 0; a < n; a++) {
      int piece = piece(a);
      for (int b = 0; b < n; b++) {
        boolean shorter = from[piece] < 0 || distances[a][b] < distances[from[piece]][to[piece]];
        if (shorter && piece(b) != piece) {
          from[piece] = a;
          to[piece] = b;
        }
      }
    }
    for (int piece = 0; piece < n; piece++) {
      if (from[piece] >= 0) {
        link(from[piece], to[piece]);
      }
    }
  }
}
