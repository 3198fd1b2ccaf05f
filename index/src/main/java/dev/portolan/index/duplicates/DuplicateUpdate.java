package dev.portolan.index.duplicates;

import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.Progress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The duplicates of a map after data came and went: what [OldestWins] finds over all of them, from
/// what was found before and the pairs near what changed.
///
/// Whether a datum is retained depends on the near data that rank before it alone. So decided again
/// are those that came, those whose retained datum went or whose rank is another ([Standing]), and
/// those near whom a datum of earlier rank is retained now and was not, or was and is not; one pass
/// by rank sees them all, since a change concerns later ranks only. The pairs of a datum are those
/// kept where they are complete as far as the cutoff; elsewhere, in the midst of thousands that are
/// alike, they are looked for.
///
/// `O(n + pairs)`, and a search for each datum decided again whose pairs are not all kept: where
/// the retained one of `m` that are alike goes, `m` searches, each of `m` data at least.
public final class DuplicateUpdate {
  private static final int BLOCK = 4096;

  private final EdgeScan scan;
  private final Question question;
  private final Search search;
  private final Progress progress;
  private final int[] rank;
  private final int[] duplicateOf;
  private final double[] distance;

  /// `[vectors]`, the row that is retained for it, −1 while there is none.
  private final int[] retained;

  /// Vectors near a change, by the first row of each.
  private final boolean[] again;

  /// `[vectors]`, how many rows have it, by the first row of each.
  private final int[] copies;

  /// What was looked for near vectors of several rows.
  private final Map<Integer, Near> looked = new HashMap<>();

  private int searches;

  /// What is asked.
  ///
  /// @param edges the near pairs of now
  /// @param cutoff in the metric's unit, inclusive
  /// @param standing what was decided before
  /// @param vectors `[n]`
  /// @param most searches; where more are needed, nothing is found
  public record Question(
      DuplicateEdges edges, double cutoff, Standing standing, LatentVectors vectors, int most) {}

  /// Looks for what the pairs kept leave out.
  public interface Search {
    /// Rows that may lie within the cutoff of a row: of each vector that does one row at least.
    int[] near(int row);
  }

  /// Vectors within the cutoff of one, by the first row of each.
  private record Near(int[] vectors, double[] distances) {}

  private DuplicateUpdate(Question question, Search search, Progress progress) {
    this.question = question;
    this.search = search;
    this.progress = progress;
    int n = question.edges().size();
    this.scan = question.edges().scan();
    this.rank = Ranking.of(question.edges().order()).rank();
    this.duplicateOf = new int[n];
    this.distance = new double[n];
    this.retained = new int[n];
    Arrays.fill(retained, -1);
    this.again = new boolean[n];
    this.copies = new int[n];
    for (int vector : question.edges().copyOf()) {
      copies[vector]++;
    }
  }

  /// @return empty where that took more searches than allowed
  /// @throws java.util.concurrent.CancellationException when cancelled
  public static Optional<Duplicates> of(Question question, Search search, Progress progress) {
    return new DuplicateUpdate(question, search, progress).run();
  }

  private Optional<Duplicates> run() {
    int[] order = question.edges().order();
    for (int place = 0; place < order.length; place++) {
      int row = order[place];
      int vector = question.edges().copyOf()[row];
      if (question.standing().was()[row] < 0 || again[vector]) {
        progress.check();
        progress.advance(place, order.length);
        decide(row, vector);
        if (searches > question.most()) {
          return Optional.empty();
        }
      } else {
        stands(row, vector);
      }
    }
    int[] components = scan.components(question.cutoff(), duplicateOf);
    return Optional.of(
        new Duplicates(question.cutoff(), duplicateOf, distance, components, question.edges()));
  }

  private void stands(int row, int vector) {
    duplicateOf[row] = question.standing().was()[row];
    distance[row] = question.standing().at()[row];
    if (duplicateOf[row] == row) {
      retained[vector] = row;
    }
  }

  /// Of the retained ones near it the nearest has it, ties: the first in rank; else the first of
  /// its copies.
  private void decide(int row, int vector) {
    Near near = near(vector);
    int of = -1;
    double at = Double.POSITIVE_INFINITY;
    for (int i = 0; i < near.vectors().length; i++) {
      int other = retained[near.vectors()[i]];
      double apart = near.distances()[i];
      if (other >= 0 && (apart < at || apart == at && rank[other] < rank[of])) {
        of = other;
        at = apart;
      }
    }
    if (of < 0) {
      retained[vector] = retained[vector] < 0 ? row : retained[vector];
    }
    duplicateOf[row] = of < 0 ? retained[vector] : of;
    distance[row] = of < 0 ? 0 : at;
    if ((duplicateOf[row] == row) != (question.standing().was()[row] == row)) {
      again[vector] = true;
      for (int other : near.vectors()) {
        again[other] = true;
      }
    }
  }

  private Near near(int vector) {
    if (question.edges().radius()[vector] >= question.cutoff()) {
      return kept(vector);
    }
    return copies[vector] == 1
        ? lookedFor(vector)
        : looked.computeIfAbsent(vector, this::lookedFor);
  }

  private Near kept(int vector) {
    EdgeCollector.Buffer near = new EdgeCollector.Buffer();
    scan.near(vector, question.cutoff(), near);
    return near(near);
  }

  private Near lookedFor(int vector) {
    searches++;
    int[] others =
        Arrays.stream(search.near(vector))
            .map(row -> question.edges().copyOf()[row])
            .filter(other -> other != vector)
            .distinct()
            .toArray();
    EdgeCollector.Buffer near = new EdgeCollector.Buffer();
    VectorBlock asked = VectorBlock.of(question.vectors(), new int[] {vector});
    for (int from = 0; from < others.length; from += BLOCK) {
      int[] some = Arrays.copyOfRange(others, from, Math.min(others.length, from + BLOCK));
      VectorBlock block = VectorBlock.of(question.vectors(), some);
      for (int i = 0; i < some.length; i++) {
        double apart = asked.distanceUpTo(0, block, i, question.cutoff());
        if (apart <= question.cutoff()) {
          near.add(vector, some[i], apart);
        }
      }
    }
    return near(near);
  }

  private static Near near(EdgeCollector.Buffer found) {
    return new Near(
        Arrays.copyOf(found.to, found.size), Arrays.copyOf(found.distances, found.size));
  }
}
