package dev.portolan.benchmarks.topics;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.index.topics.Topic;
import dev.portolan.query.MapSnapshot;
import dev.portolan.storage.Datum;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How many topics keep their id when data are replaced and the map is built again.
///
/// @param topics before
/// @param kept share of them that keep their id
/// @param mass the same, each counted by its data
/// @param jaccard median over the kept ids, of the data that are there before and after
record TopicStability(int topics, double kept, double mass, double jaccard) {

  /// @param dataset holds the data but `coming`
  /// @param leaving ids of data that go
  static TopicStability of(
      Dataset dataset, MapOptions options, List<Datum> coming, List<String> leaving) {
    EmbeddingMap map = dataset.buildMap("stability", options, BuildMonitor.none());
    Map<Integer, Set<String>> before = dataById(map);
    dataset.delete(leaving);
    dataset.add(coming);
    dataset.buildMap("stability", options, BuildMonitor.none());
    Map<Integer, Set<String>> after = dataById(map);
    Set<String> gone = new HashSet<>(leaving);
    Set<String> come = new HashSet<>(coming.stream().map(Datum::id).toList());
    double kept = 0;
    double massKept = 0;
    double mass = 0;
    double[] jaccards = new double[before.size()];
    int n = 0;
    for (Map.Entry<Integer, Set<String>> topic : before.entrySet()) {
      Set<String> then = new HashSet<>(topic.getValue());
      then.removeAll(gone);
      mass += then.size();
      if (after.containsKey(topic.getKey())) {
        Set<String> now = new HashSet<>(after.get(topic.getKey()));
        now.removeAll(come);
        kept++;
        massKept += then.size();
        int shared = (int) then.stream().filter(now::contains).count();
        jaccards[n++] = (double) shared / (then.size() + now.size() - shared);
      }
    }
    Arrays.sort(jaccards, 0, n);
    return new TopicStability(
        before.size(), kept / before.size(), massKept / mass, n == 0 ? 0 : jaccards[n / 2]);
  }

  private static Map<Integer, Set<String>> dataById(EmbeddingMap map) {
    Map<Integer, Set<String>> data = new HashMap<>();
    try (MapSnapshot snapshot = map.snapshot()) {
      for (Topic topic : snapshot.tree().topics()) {
        int[] ordinals = snapshot.topics().in(0, null, topic.id()).ordinals();
        data.put(topic.id(), Set.of(snapshot.dataSnapshot().ids(ordinals)));
      }
    }
    return data;
  }
}
