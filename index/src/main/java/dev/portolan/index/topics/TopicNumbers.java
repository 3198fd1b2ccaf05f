package dev.portolan.index.topics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Clusters numbered as topics: from 1, depth by depth, largest first, ties by first datum.
///
/// @param rows `[depth][topic]`, the data of each topic, ascending; topics in the order of ids
/// @param parents `[depth][topic]`, the topic's parent among those of the depth before; −1 at the
///   first
/// @param n number of data
record TopicNumbers(int[][][] rows, int[][] parents, int n) {

  /// @param clusterOfPoint `[depth][m]`, −1 for none
  static TopicNumbers of(int[][] clusterOfPoint, int[] pointOf, ClusterLayers clusters) {
    int depths = clusterOfPoint.length;
    int[][][] rows = new int[depths][][];
    int[][] parents = new int[depths][];
    int[] numberAbove = new int[0];
    for (int depth = 0; depth < depths; depth++) {
      int[][] members =
          Buckets.of(
              clusterOfRow(clusterOfPoint[depth], pointOf), clusters.parents()[depth].length);
      int[] order = largestFirst(members);
      int[] numberOf = new int[members.length];
      rows[depth] = new int[order.length][];
      parents[depth] = new int[order.length];
      for (int topic = 0; topic < order.length; topic++) {
        int above = clusters.parents()[depth][order[topic]];
        numberOf[order[topic]] = topic;
        rows[depth][topic] = members[order[topic]];
        parents[depth][topic] = above < 0 ? -1 : numberAbove[above];
      }
      numberAbove = numberOf;
    }
    return new TopicNumbers(rows, parents, pointOf.length);
  }

  private static int[] clusterOfRow(int[] clusterOfPoint, int[] pointOf) {
    return Arrays.stream(pointOf).map(point -> clusterOfPoint[point]).toArray();
  }

  private static int[] largestFirst(int[][] members) {
    List<Integer> order = new ArrayList<>();
    for (int cluster = 0; cluster < members.length; cluster++) {
      if (members[cluster].length > 0) {
        order.add(cluster);
      }
    }
    order.sort(
        Comparator.<Integer>comparingInt(cluster -> -members[cluster].length)
            .thenComparingInt(cluster -> members[cluster][0]));
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  /// The topics under their names, and every datum's deepest one.
  Topics topics(List<List<TopicLabels.Name>> names, List<TopicCut> cuts) {
    List<Topic> topics = new ArrayList<>();
    int[] topicOfRow = new int[n];
    int firstAbove = 0;
    for (int depth = 0; depth < rows.length; depth++) {
      int first = topics.size() + 1;
      for (int topic = 0; topic < rows[depth].length; topic++) {
        int id = first + topic;
        int parent = depth == 0 ? -1 : firstAbove + parents[depth][topic];
        TopicLabels.Name name = names.get(depth).get(topic);
        long count = rows[depth][topic].length;
        topics.add(new Topic(id, depth + 1, parent, name.label(), name.description(), count));
        for (int row : rows[depth][topic]) {
          topicOfRow[row] = id;
        }
      }
      firstAbove = first;
    }
    return new Topics(new TopicTree(topics), topicOfRow, cuts);
  }
}
