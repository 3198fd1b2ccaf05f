package dev.portolan.index.topics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which topics of a build are topics of the build before, so that ids stay.
///
/// Matched per depth, coarsest first, on the data that both builds have: a pair whose Jaccard is
/// over ½ is the only one of both; then greedily by the data shared, under parents that match
/// first, down to a Jaccard of .3. A topic without a partner gets a new id, larger than any before.
///
/// @param topics the same topics under their ids
/// @param retired topics of the build before that have no partner
/// @param nextId the least id never given
public record TopicSuccession(Topics topics, List<RetiredTopic> retired, int nextId) {
  private static final double LEAST_JACCARD = .3;
  private static final double LEAST_SHARE = .1;
  private static final int MOST_SUCCESSORS = 3;

  /// Two topics that share data.
  private record Pair(Topic before, Topic now, int shared, double jaccard, boolean underParents) {}

  /// Gives the topics of a build their ids.
  ///
  /// `O(n·depths + pairs·log pairs)`.
  ///
  /// @param found numbered from 1
  /// @param before the tree of the build before
  /// @param topicBefore `[n]`, the deepest topic each datum had then, 0 for none, −1 where it was
  ///   not there
  /// @param nextId the least id never given
  public static TopicSuccession of(Topics found, TopicTree before, int[] topicBefore, int nextId) {
    int first = Math.max(nextId, before.topics().stream().mapToInt(Topic::id).max().orElse(0) + 1);
    Map<Integer, Integer> beforeOf = new HashMap<>();
    List<RetiredTopic> retired = new ArrayList<>();
    for (int depth = 1; depth <= before.depths(); depth++) {
      List<Pair> pairs = pairs(found, before, topicBefore, depth, beforeOf);
      match(pairs, beforeOf);
      retire(before.atDepth(depth), pairs, beforeOf, retired);
    }
    return numbered(found, beforeOf, retired, first);
  }

  private static List<Pair> pairs(
      Topics found, TopicTree before, int[] topicBefore, int depth, Map<Integer, Integer> known) {
    if (depth > found.tree().depths()) {
      return List.of();
    }
    int[] then = before.onPath(depth);
    int[] now = found.tree().onPath(depth);
    Map<Long, Integer> shared = new HashMap<>();
    int[] sizeThen = new int[then.length];
    int[] sizeNow = new int[now.length];
    for (int row = 0; row < topicBefore.length; row++) {
      if (topicBefore[row] >= 0) {
        int a = then[topicBefore[row]];
        int b = now[found.topicOfRow()[row]];
        sizeThen[a]++;
        sizeNow[b]++;
        if (a > 0 && b > 0) {
          shared.merge((long) a << Integer.SIZE | b, 1, Integer::sum);
        }
      }
    }
    List<Pair> pairs = new ArrayList<>();
    shared.forEach((ids, count) -> {
      int a = (int) (ids >> Integer.SIZE);
      int b = (int) (long) ids;
      Topic topic = before.topic(a);
      Topic other = found.tree().topic(b);
      boolean underParents = depth == 1 || known.getOrDefault(other.parent(), 0) == topic.parent();
      double jaccard = (double) count / (sizeThen[a] + sizeNow[b] - count);
      pairs.add(new Pair(topic, other, count, jaccard, underParents));
    });
    pairs.sort(
        Comparator.<Pair>comparingInt(pair -> pair.jaccard() > .5 ? 0 : 1)
            .thenComparingInt(pair -> pair.underParents() ? 0 : 1)
            .thenComparingInt(pair -> -pair.shared())
            .thenComparingInt(pair -> pair.before().id())
            .thenComparingInt(pair -> pair.now().id()));
    return pairs;
  }

  private static void match(List<Pair> pairs, Map<Integer, Integer> beforeOf) {
    Set<Integer> taken = new HashSet<>();
    for (Pair pair : pairs) {
      if (pair.jaccard() >= LEAST_JACCARD
          && !beforeOf.containsKey(pair.now().id())
          && taken.add(pair.before().id())) {
        beforeOf.put(pair.now().id(), pair.before().id());
      }
    }
  }

  private static void retire(
      List<Topic> before,
      List<Pair> pairs,
      Map<Integer, Integer> beforeOf,
      List<RetiredTopic> retired) {
    Set<Integer> kept = new HashSet<>(beforeOf.values());
    for (Topic topic : before) {
      if (!kept.contains(topic.id())) {
        List<Integer> successors =
            pairs.stream()
                .filter(pair ->
                    pair.before().id() == topic.id()
                        && pair.shared() >= LEAST_SHARE * topic.count())
                .sorted(
                    Comparator.comparingInt(Pair::shared)
                        .reversed()
                        .thenComparingInt(pair -> pair.now().id()))
                .limit(MOST_SUCCESSORS)
                .map(pair -> pair.now().id())
                .toList();
        retired.add(new RetiredTopic(topic.id(), topic.depth(), topic.label(), successors));
      }
    }
  }

  private static TopicSuccession numbered(
      Topics found, Map<Integer, Integer> beforeOf, List<RetiredTopic> retired, int first) {
    List<Topic> topics = found.tree().topics();
    int[] idOf = new int[topics.stream().mapToInt(Topic::id).max().orElse(0) + 1];
    int next = first;
    for (Topic topic : topics) {
      Integer kept = beforeOf.get(topic.id());
      idOf[topic.id()] = kept == null ? next++ : kept;
    }
    TopicTree tree =
        new TopicTree(
            topics.stream()
                .map(topic ->
                    topic.numbered(
                        idOf[topic.id()], topic.parent() < 0 ? -1 : idOf[topic.parent()]))
                .toList());
    int[] topicOfRow = Arrays.stream(found.topicOfRow()).map(topic -> idOf[topic]).toArray();
    List<RetiredTopic> renumbered =
        retired.stream()
            .map(topic ->
                new RetiredTopic(
                    topic.id(),
                    topic.depth(),
                    topic.label(),
                    topic.successors().stream().map(id -> idOf[id]).toList()))
            .toList();
    return new TopicSuccession(new Topics(tree, topicOfRow, found.cuts()), renumbered, next);
  }
}
