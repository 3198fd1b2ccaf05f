package dev.portolan.index.topics;

import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.Progress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Names topics anew after the data they still have.
///
/// A topic that has all its data keeps its words, since they stem from them. One that lost some is
/// named and described as a build over the rest would do it; one that lost all is called "Topic 17
/// (empty)", without keywords. Ids, depths and parents stay.
public final class TopicRelabel {
  private TopicRelabel() {}

  /// The tree with the words and counts of the data that are left; the same one when no topic lost
  /// any.
  ///
  /// @param topicOfRow `[n]`, the deepest topic of each datum that is left, 0 for none
  /// @param lost ids of topics that lost data which their counts do not tell of
  /// @param latent the `n` latent vectors
  /// @param labels what topics are named after
  /// @throws java.util.concurrent.CancellationException when cancelled
  public static TopicTree of(
      TopicTree tree,
      int[] topicOfRow,
      Set<Integer> lost,
      LatentVectors latent,
      LabelSource labels,
      int threads,
      Progress progress) {
    List<int[]> rows = TopicRows.of(tree, topicOfRow);
    BitSet stale = new BitSet();
    for (int place = 0; place < rows.size(); place++) {
      Topic topic = tree.topics().get(place);
      stale.set(place, rows.get(place).length < topic.count() || lost.contains(topic.id()));
    }
    return stale.isEmpty() ? tree : of(tree, rows, stale, latent, labels, threads, progress);
  }

  /// The tree with the words and counts of the data that are left for every topic: what they were
  /// named after is gone.
  ///
  /// The parameters are those of [#of].
  public static TopicTree all(
      TopicTree tree,
      int[] topicOfRow,
      LatentVectors latent,
      LabelSource labels,
      int threads,
      Progress progress) {
    List<int[]> rows = TopicRows.of(tree, topicOfRow);
    BitSet stale = new BitSet();
    stale.set(0, rows.size());
    return of(tree, rows, stale, latent, labels, threads, progress);
  }

  /// The tree with other words for some topics, after the data they have now.
  ///
  /// The parameters are those of [#of].
  ///
  /// @param changed ids of those topics
  public static TopicTree some(
      TopicTree tree,
      Set<Integer> changed,
      int[] topicOfRow,
      LatentVectors latent,
      LabelSource labels,
      int threads,
      Progress progress) {
    BitSet stale = new BitSet();
    for (int place = 0; place < tree.topics().size(); place++) {
      stale.set(place, changed.contains(tree.topics().get(place).id()));
    }
    List<int[]> rows = TopicRows.of(tree, topicOfRow);
    return of(tree, rows, stale, latent, labels, threads, progress);
  }

  /// @param stale places in the tree of the topics to name anew
  private static TopicTree of(
      TopicTree tree,
      List<int[]> rows,
      BitSet stale,
      LatentVectors latent,
      LabelSource labels,
      int threads,
      Progress progress) {
    List<TopicLabels.Name> names =
        TopicLabels.of(
                byDepth(tree, rows), parents(tree), labels, latent, new Slices(threads, progress))
            .stream()
            .flatMap(List::stream)
            .toList();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (!stale.get(i)) {
        taken.add(tree.topics().get(i).label());
      }
    }
    List<Topic> topics = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Topic topic = tree.topics().get(i);
      topics.add(stale.get(i) ? renamed(topic, rows.get(i).length, names.get(i), taken) : topic);
    }
    return new TopicTree(topics);
  }

  /// `[depth][topic]`, the place of the topic's parent among those of the depth before.
  private static int[][] parents(TopicTree tree) {
    int[][] parents = new int[tree.depths()][];
    List<Integer> above = List.of();
    for (int depth = 1; depth <= parents.length; depth++) {
      List<Topic> topics = tree.atDepth(depth);
      List<Integer> ids = above;
      parents[depth - 1] = topics.stream().mapToInt(topic -> ids.indexOf(topic.parent())).toArray();
      above = topics.stream().map(Topic::id).toList();
    }
    return parents;
  }

  private static int[][][] byDepth(TopicTree tree, List<int[]> rows) {
    int[][][] byDepth = new int[tree.depths()][][];
    for (int depth = 1, from = 0; depth <= byDepth.length; depth++) {
      int to = from + tree.atDepth(depth).size();
      byDepth[depth - 1] = rows.subList(from, to).toArray(int[][]::new);
      from = to;
    }
    return byDepth;
  }

  private static Topic renamed(Topic topic, int count, TopicLabels.Name name, Set<String> taken) {
    String wanted = count == 0 ? "Topic " + topic.id() + " (empty)" : name.label();
    String label = wanted;
    for (int i = 2; !taken.add(label); i++) {
      label = wanted + " (" + i + ")";
    }
    return new Topic(
        topic.id(), topic.depth(), topic.parent(), label, name.description(), count, topic.core());
  }
}
