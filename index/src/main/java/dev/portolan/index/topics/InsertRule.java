package dev.portolan.index.topics;

import java.util.HashMap;
import java.util.Map;

/// The topic of a datum that comes to a map: the one its nearest mapped data agree on, by the rule
/// that a build assigns by ([Votes]).
public final class InsertRule {
  /// How many of its nearest vote on the topic of a datum.
  public static final int VOTERS = 32;

  private final TopicTree tree;
  private final Coverage coverage;

  public InsertRule(TopicTree tree, Coverage coverage) {
    this.tree = tree;
    this.coverage = coverage;
  }

  /// The same, but a copy of a mapped datum has the topic of that one.
  ///
  /// @param copy whether the first of the nearest has the very vector
  public int topic(int[] nearest, boolean copy) {
    return copy ? nearest[0] : topic(nearest);
  }

  /// The deepest topic, 0 for none. `O(depths·neighbours)`.
  ///
  /// @param nearest the deepest topic of each neighbour, 0 for none, nearest first
  public int topic(int[] nearest) {
    int topic = 0;
    for (int depth = 1; depth <= tree.depths(); depth++) {
      int choice = choice(nearest, depth, topic);
      if (choice == 0 || coverage == Coverage.PARTIAL && !agree(nearest, choice, depth, topic)) {
        return topic;
      }
      topic = choice;
    }
    return topic;
  }

  private int choice(int[] nearest, int depth, int above) {
    Map<Integer, Integer> votes = new HashMap<>();
    int choice = 0;
    for (int neighbor : nearest) {
      int voted = voted(neighbor, depth, above);
      if (voted != 0) {
        votes.merge(voted, 1, Integer::sum);
      }
    }
    for (Map.Entry<Integer, Integer> each : votes.entrySet()) {
      int most = choice == 0 ? 0 : votes.get(choice);
      boolean beats = each.getValue() > most || each.getValue() == most && each.getKey() < choice;
      choice = beats ? each.getKey() : choice;
    }
    return choice;
  }

  private boolean agree(int[] nearest, int choice, int depth, int above) {
    int asked = (int) Math.min(nearest.length, Math.max(1, tree.topic(choice).count() - 1));
    int assigned = 0;
    int won = 0;
    for (int i = 0; i < asked; i++) {
      int voted = voted(nearest[i], depth, above);
      assigned += voted == 0 ? 0 : 1;
      won += voted == choice ? 1 : 0;
    }
    return won > 0 && won >= (depth == 1 ? Votes.CLEAR : Votes.MAJORITY) * assigned;
  }

  /// The topic at a depth that counts as a vote: one under the topic above.
  private int voted(int neighbor, int depth, int above) {
    int topic = tree.onPath(neighbor, depth);
    boolean under = topic != 0 && (depth == 1 || tree.topic(topic).parent() == above);
    return under ? topic : 0;
  }
}
