package dev.portolan.index.topics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The rows that are in each topic or below it.
final class TopicRows {
  private TopicRows() {}

  /// @param topicOfRow the deepest topic of each row, 0 for none
  /// @return in the order of the tree, each ascending
  static List<int[]> of(TopicTree tree, int[] topicOfRow) {
    Map<Integer, Integer> placeOf = new HashMap<>();
    tree.topics().forEach(topic -> placeOf.put(topic.id(), placeOf.size()));
    int[] counts = new int[placeOf.size()];
    int[][] rows = new int[counts.length][4];
    for (int row = 0; row < topicOfRow.length; row++) {
      for (int id = topicOfRow[row]; id > 0; id = tree.topic(id).parent()) {
        int place = placeOf.get(id);
        if (counts[place] == rows[place].length) {
          rows[place] = Arrays.copyOf(rows[place], 2 * counts[place]);
        }
        rows[place][counts[place]++] = row;
      }
    }
    return IntStream.range(0, counts.length)
        .mapToObj(place -> Arrays.copyOf(rows[place], counts[place]))
        .toList();
  }
}
