package dev.portolan.index.topics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Ranks the terms of every topic of one depth.
final class TermRanking {
  /// How telling a term is that occurs `count` times among the `size` terms of a topic.
  @FunctionalInterface
  interface Weight {
    /// @param frequency the term's count over all topics of the depth
    /// @param meanSize mean number of terms of a topic
    double of(int count, long size, long frequency, double meanSize, double lift);
  }

  /// c-TF-IDF: `tf/Σtf · ln(1 + A/f)` (Grootendorst 2022, arXiv 2203.05794).
  static final Weight CLASS_TF_IDF =
      (count, size, frequency, meanSize, lift) ->
          (double) count / size * StrictMath.log(1 + meanSize / frequency);

  /// Over-representation: `p · ln(p/q)`, `p` the term's share of the topic and `q` of all topics.
  static final Weight OVER_REPRESENTATION =
      (count, size, frequency, meanSize, lift) -> (double) count / size * StrictMath.log(lift);

  private final Terms terms;
  private final int[][] topicRows;
  private final Weight weight;
  private final long[] frequencies;
  private long all;

  private TermRanking(Terms terms, int[][] topicRows, Weight weight) {
    this.terms = terms;
    this.topicRows = topicRows;
    this.weight = weight;
    this.frequencies = new long[terms.size()];
    for (int[] rows : topicRows) {
      for (int row : rows) {
        for (int i = terms.starts()[row]; i < terms.starts()[row + 1]; i++) {
          frequencies[terms.terms()[i]]++;
        }
        all += terms.starts()[row + 1] - terms.starts()[row];
      }
    }
  }

  /// The `most` best terms of every topic, by (weight descending, term ascending).
  ///
  /// @param topicRows the rows of each topic
  static List<List<Keyword>> of(
      Terms terms, int[][] topicRows, int most, Weight weight, Slices slices) {
    TermRanking ranking = new TermRanking(terms, topicRows, weight);
    List<List<Keyword>> ranked = new ArrayList<>(Collections.nCopies(topicRows.length, List.of()));
    slices.runEach(
        topicRows.length,
        1,
        () -> {
          Counter counter = ranking.new Counter();
          return (from, _) -> ranked.set(from, counter.rank(topicRows[from], most));
        });
    return ranked;
  }

  /// One thread's counts of one topic's terms.
  private final class Counter {
    private final int[] counts = new int[terms.size()];
    private int[] seen = new int[1024];
    private int distinct;
    private long size;

    List<Keyword> rank(int[] rows, int most) {
      count(rows);
      Arrays.sort(seen, 0, distinct);
      List<Keyword> best = new ArrayList<>();
      for (int i = 0; i < distinct; i++) {
        Keyword keyword = keyword(seen[i]);
        counts[seen[i]] = 0;
        boolean full = best.size() == most;
        if (keyword.weight() > 0 && !(full && keyword.weight() <= best.getLast().weight())) {
          if (full) {
            best.removeLast();
          }
          insert(keyword, best);
        }
      }
      return best;
    }

    private void count(int[] rows) {
      distinct = 0;
      size = 0;
      for (int row : rows) {
        for (int i = terms.starts()[row]; i < terms.starts()[row + 1]; i++) {
          int term = terms.terms()[i];
          if (counts[term]++ == 0) {
            if (distinct == seen.length) {
              seen = Arrays.copyOf(seen, 2 * distinct);
            }
            seen[distinct++] = term;
          }
          size++;
        }
      }
    }

    private Keyword keyword(int term) {
      double lift = (double) counts[term] / size * all / frequencies[term];
      double meanSize = (double) all / topicRows.length;
      double weighed = weight.of(counts[term], size, frequencies[term], meanSize, lift);
      return new Keyword(term, weighed, counts[term], lift);
    }

    private static void insert(Keyword keyword, List<Keyword> best) {
      int at = best.size();
      while (at > 0 && best.get(at - 1).weight() < keyword.weight()) {
        at--;
      }
      best.add(at, keyword);
    }
  }
}
