package dev.portolan.index.topics;

import java.util.Arrays;

/// How likely a vector belongs to each topic of one depth, judged by its nearest data.
///
/// The share of each topic among those neighbours that have a topic at that depth. Neighbours
/// without one are counted beside the distribution, never in it: when none has a topic the
/// distribution is empty and `unassigned` is 1.
///
/// @param topics topic ids of one depth, most likely first, ties by lower id
/// @param probabilities of those topics, summing to 1
/// @param unassigned share of the neighbours that have no topic at that depth, in `[0, 1]`
public record TopicPosterior(int[] topics, double[] probabilities, double unassigned) {

  /// What a neighbour's vote counts.
  public enum Weighting {
    /// One neighbour, one vote.
    EQUAL,
    /// `exp(−(d−d₁)/σ)`, `d₁` the nearest neighbour's distance, `σ` the mean of all `d−d₁`.
    BY_DISTANCE
  }

  /// The posterior of equal votes.
  ///
  /// @param neighborTopics deepest topic of each neighbour, 0 for none, nearest first
  /// @param distances of the same neighbours, ascending
  /// @throws IllegalArgumentException when the tree has no such depth or a topic is not in it
  public static TopicPosterior of(
      int[] neighborTopics, float[] distances, int depth, TopicTree tree) {
    return of(neighborTopics, distances, depth, tree, Weighting.EQUAL);
  }

  /// The posterior of weighted votes.
  public static TopicPosterior of(
      int[] neighborTopics, float[] distances, int depth, TopicTree tree, Weighting weighting) {
    tree.checkDepth(depth);
    double[] weights = weights(distances, neighborTopics.length, weighting);
    int[] voted = new int[weights.length];
    double all = 0;
    double assigned = 0;
    for (int i = 0; i < voted.length; i++) {
      voted[i] = tree.onPath(neighborTopics[i], depth);
      all += weights[i];
      assigned += voted[i] == 0 ? 0 : weights[i];
    }
    int[] topics = Arrays.stream(voted).filter(topic -> topic != 0).sorted().distinct().toArray();
    double[] votes = new double[topics.length];
    for (int i = 0; i < voted.length; i++) {
      if (voted[i] != 0) {
        votes[Arrays.binarySearch(topics, voted[i])] += weights[i];
      }
    }
    return ranked(topics, votes, assigned, all == 0 ? 1 : (all - assigned) / all);
  }

  private static double[] weights(float[] distances, int n, Weighting weighting) {
    if (distances.length != n) {
      throw new IllegalArgumentException(
          "%d neighbours have %d distances; give one distance per neighbour"
              .formatted(n, distances.length));
    }
    double[] weights = new double[n];
    Arrays.fill(weights, 1);
    double spread = 0;
    for (float distance : distances) {
      spread += ((double) distance - distances[0]) / n;
    }
    if (weighting == Weighting.BY_DISTANCE && spread > 0) {
      for (int i = 0; i < n; i++) {
        weights[i] = StrictMath.exp(-((double) distances[i] - distances[0]) / spread);
      }
    }
    return weights;
  }

  private static TopicPosterior ranked(
      int[] topics, double[] votes, double assigned, double unassigned) {
    int n = topics.length;
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int at = i;
      for (; at > 0 && votes[order[at - 1]] < votes[i]; at--) {
        order[at] = order[at - 1];
      }
      order[at] = i;
    }
    int[] ranked = new int[n];
    double[] probabilities = new double[n];
    for (int i = 0; i < n; i++) {
      ranked[i] = topics[order[i]];
      probabilities[i] = votes[order[i]] / assigned;
    }
    return new TopicPosterior(ranked, probabilities, unassigned);
  }
}
