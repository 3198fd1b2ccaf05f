package dev.portolan.index.duplicates;

import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The duplicates of a map after data came and went: what [OldestWins] finds over all of them, from
/// what was found before and the pairs near what changed.
///
/// Whether a datum is retained depends on the near data that rank before it alone, so one pass by
/// rank sees all changes. A datum that is retained and was not offers itself to all near it. Where
/// one still has its retained datum, the nearest of then, only those who offered themselves can be
/// nearer. Where that one went, is a duplicate itself by now, or nothing is known since a rank is
/// another ([Standing]), the near data are gone through again: the pairs kept where they are
/// complete as far as the cutoff; elsewhere, in the midst of thousands that are alike, they are
/// looked for.
///
/// What is lost stays lost, whatever becomes of the data in between; so these searches are made
/// some ranks ahead, side by side, and none of them in vain.
///
/// `O(n + pairs)`, and a search for each datum that lost its retained one and whose pairs are not
/// all kept: where the retained one of `m` that are alike goes, `m` searches, each of `m` data at
/// least.
public final class DuplicateUpdate {
  private static final int BLOCK = 4096;

  /// Searches made at once: enough that the last of them leaves few threads idle.
  private static final int AHEAD = 64;

  private final EdgeScan scan;
  private final Question question;
  private final Search search;
  private final Progress progress;
  private final Workers workers;
  private final int[] rank;
  private final int[] duplicateOf;
  private final double[] distance;

  /// `[vectors]`, the row that is retained for it, −1 while there is none.
  private final int[] retained;

  /// Vectors that are retained and were not, by each they are near to.
  private final Map<Integer, List<Integer>> offers = new HashMap<>();

  /// `[vectors]`, how many rows have it, by the first row of each.
  private final int[] copies;

  /// What the searches made ahead found, not measured yet; of vectors of several rows it is kept.
  private final Map<Integer, int[]> looked = new HashMap<>();

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

  /// Looks for what the pairs kept leave out. Called by many threads at once.
  public interface Search {
    /// Rows that may lie within the cutoff of a row: of each vector that does one row at least.
    int[] near(int row);
  }

  /// Vectors within the cutoff of one, by the first row of each.
  private record Near(int[] vectors, double[] distances) {}

  private DuplicateUpdate(Question question, Search search, int threads, Progress progress) {
    this.question = question;
    this.search = search;
    this.progress = progress;
    this.workers = new Workers(threads, cancelling(progress));
    int n = question.edges().size();
    this.scan = question.edges().scan();
    this.rank = Ranking.of(question.edges().order()).rank();
    this.duplicateOf = new int[n];
    this.distance = new double[n];
    this.retained = new int[n];
    Arrays.fill(retained, -1);
    this.copies = new int[n];
    for (int vector : question.edges().copyOf()) {
      copies[vector]++;
    }
  }

  /// @param threads that search; any number finds the same
  /// @return empty where that takes more searches than allowed
  /// @throws java.util.concurrent.CancellationException when cancelled
  public static Optional<Duplicates> of(
      Question question, Search search, int threads, Progress progress) {
    return new DuplicateUpdate(question, search, threads, progress).run();
  }

  /// Progress through a few searches is not progress through the ranks.
  private static Progress cancelling(Progress progress) {
    return new Progress() {
      @Override
      public void advance(long done, long total) {}

      @Override
      public boolean cancelled() {
        return progress.cancelled();
      }
    };
  }

  private Optional<Duplicates> run() {
    int[] order = question.edges().order();
    for (int place = 0; place < order.length; place++) {
      int row = order[place];
      int vector = question.edges().copyOf()[row];
      boolean lost = lost(row, place);
      if (!lost && stands(row, vector)) {
        continue;
      }
      progress.check();
      progress.advance(place, order.length);
      if (lost && !known(vector) && !lookAhead(place)) {
        return Optional.empty();
      }
      decide(row, vector, lost);
    }
    int[] components = scan.components(question.cutoff(), duplicateOf);
    return Optional.of(
        new Duplicates(question.cutoff(), duplicateOf, distance, components, question.edges()));
  }

  /// Whether, by the decisions before this place, nothing is known of whose a row is.
  private boolean lost(int row, int place) {
    int was = question.standing().was()[row];
    return was < 0 || rank[was] < place && retained[question.edges().copyOf()[was]] != was;
  }

  /// Leaves the decision as it was, unless one came who may be nearer.
  private boolean stands(int row, int vector) {
    int was = question.standing().was()[row];
    if (offers.containsKey(vector) || was == row && retained[vector] >= 0) {
      return false;
    }
    duplicateOf[row] = was;
    distance[row] = question.standing().at()[row];
    if (was == row) {
      retained[vector] = row;
    }
    return true;
  }

  /// Of the retained ones near it the nearest has it, ties: the first in rank; else the first of
  /// its copies.
  private void decide(int row, int vector, boolean lost) {
    int was = question.standing().was()[row];
    Near near = lost ? retainedNear(vector) : offered(vector, question.edges().copyOf()[was]);
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
    if (duplicateOf[row] == row && was != row) {
      offer(vector);
    }
    if (copies[vector] == 1) {
      looked.remove(vector);
    }
  }

  /// To all near it.
  private void offer(int vector) {
    Near near = complete(vector) ? kept(vector) : measured(vector, looked.get(vector));
    for (int other : near.vectors()) {
      offers.computeIfAbsent(other, _ -> new ArrayList<>()).add(vector);
    }
  }

  /// Those who offered themselves, and the one that it had.
  private Near offered(int vector, int had) {
    IntStream came = offers.getOrDefault(vector, List.of()).stream().mapToInt(each -> each);
    return measured(
        vector,
        IntStream.concat(came, IntStream.of(had)).filter(other -> other != vector).toArray());
  }

  /// The retained ones near a vector, perhaps among others.
  private Near retainedNear(int vector) {
    if (complete(vector)) {
      return kept(vector);
    }
    int[] others = looked.get(vector);
    return measured(vector, Arrays.stream(others).filter(other -> retained[other] >= 0).toArray());
  }

  private boolean complete(int vector) {
    return question.edges().radius()[vector] >= question.cutoff();
  }

  private boolean known(int vector) {
    return complete(vector) || looked.containsKey(vector);
  }

  /// Searches for the next in rank that wait for it.
  ///
  /// @return whether so many searches are allowed
  private boolean lookAhead(int place) {
    int[] vectors = waiting(place);
    searches += vectors.length;
    if (searches > question.most()) {
      return false;
    }
    int[][] found = new int[vectors.length][];
    workers.run(vectors.length, i -> found[i] = lookedFor(vectors[i]));
    for (int i = 0; i < vectors.length; i++) {
      looked.put(vectors[i], found[i]);
    }
    return true;
  }

  /// Vectors of data that lost theirs, from this place on by rank, each once.
  private int[] waiting(int place) {
    int[] order = question.edges().order();
    Set<Integer> waiting = new LinkedHashSet<>();
    for (int i = place; i < order.length && waiting.size() < AHEAD; i++) {
      int vector = question.edges().copyOf()[order[i]];
      if (lost(order[i], place) && !known(vector)) {
        waiting.add(vector);
      }
    }
    return waiting.stream().mapToInt(vector -> vector).toArray();
  }

  private Near kept(int vector) {
    EdgeCollector.Buffer near = new EdgeCollector.Buffer();
    scan.near(vector, question.cutoff(), near);
    return near(near);
  }

  private int[] lookedFor(int vector) {
    return Arrays.stream(search.near(vector))
        .map(row -> question.edges().copyOf()[row])
        .filter(other -> other != vector)
        .distinct()
        .toArray();
  }

  /// Those within the cutoff.
  private Near measured(int vector, int[] others) {
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
