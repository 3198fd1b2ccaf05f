package dev.portolan.query;

import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicCore;
import dev.portolan.index.topics.TopicPosterior;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.KnnOptions;
import dev.portolan.storage.Nearest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// The topics of a map: per datum, as a hierarchy, as groups, over time, and for any vector.
public final class MapTopics {
  /// How many neighbours vote when it is not said.
  public static final int DEFAULT_K = 32;

  private static final int DEFAULT_DEPTH = 3;

  private final MapView view;

  public MapTopics(MapView view) {
    this.view = view;
  }

  /// The topic of every mapped datum at every depth, oldest datum first.
  ///
  /// @param ids `[n]`
  /// @param labels `[D][n]`; null where the datum is unassigned from that depth on
  public record PerDatum(String[] ids, String[][] labels) {}

  /// A row per topic.
  ///
  /// @param path labels of its ancestors and itself, one per depth; null below its own
  /// @param description keywords joined by "/"
  /// @param label the short description
  /// @param count data that are in it now
  /// @param exemplars ids of up to three of its data, the closest to its centre
  /// @param core its place on the map and density; null where an earlier version built it
  public record Metadata(
      int depth,
      int topicId,
      List<String> path,
      String description,
      String label,
      int count,
      List<String> exemplars,
      TopicCore core) {}

  /// A topic with its data.
  ///
  /// @param subtopics labels one depth below
  /// @param data the data in it, those of its subtopics included
  public record Group(
      String label,
      int topicId,
      String description,
      List<String> subtopics,
      List<Integer> subtopicIds,
      DatumSet data) {}

  /// How many data of a topic fall into a time window.
  public record Density(String topic, int topicId, int count) {}

  /// What a vector is about.
  ///
  /// @param topics label to probability, most likely first; sums to 1, or empty when no neighbour
  ///   is assigned
  /// @param unassigned share of the neighbours without a topic at that depth
  public record Posterior(Map<String, Double> topics, double unassigned) {}

  public PerDatum perDatum() {
    return view.read(map -> {
      int[] rows = map.rows();
      TopicTree tree = map.tree();
      String[][] labels = new String[tree.depths()][rows.length];
      for (int depth = 1; depth <= tree.depths(); depth++) {
        for (int i = 0; i < rows.length; i++) {
          int topic = tree.onPath(map.columns().topic()[rows[i]], depth);
          labels[depth - 1][i] = topic == 0 ? null : tree.topic(topic).label();
        }
      }
      return new PerDatum(map.dataSnapshot().ids(map.mapped().ordinals()), labels);
    });
  }

  /// Levels of the hierarchy; 0 when the map has no topics.
  public int depths() {
    return view.read(map -> map.tree().depths());
  }

  public TopicTree tree() {
    return view.read(MapSnapshot::tree);
  }

  public List<Metadata> metadata() {
    return view.read(map -> {
      TopicTree tree = map.tree();
      Map<Integer, Integer> counts = counts(map);
      List<Metadata> rows = new ArrayList<>();
      for (Topic topic : tree.topics()) {
        List<String> path = new ArrayList<>();
        tree.ancestors(topic.id()).forEach(ancestor -> path.add(ancestor.label()));
        path.add(topic.label());
        while (path.size() < tree.depths()) {
          path.add(null);
        }
        rows.add(
            new Metadata(
                topic.depth(),
                topic.id(),
                path,
                topic.description(),
                topic.label(),
                counts.getOrDefault(topic.id(), 0),
                exemplars(map, topic),
                topic.core()));
      }
      return rows;
    });
  }

  private static List<String> exemplars(MapSnapshot map, Topic topic) {
    if (topic.core() == null) {
      return List.of();
    }
    int[] there =
        topic.core().exemplars().stream()
            .mapToInt(Integer::intValue)
            .filter(map.mapped()::contains)
            .toArray();
    return List.of(map.dataSnapshot().ids(there));
  }

  /// (label, depth) to the labels one depth below, in first-seen order; a leaf is no key.
  public Map<TopicTree.Named, List<String>> hierarchy() {
    return view.read(map -> map.tree().hierarchy());
  }

  public List<Group> groupByTopic() {
    return groupByTopic(1);
  }

  /// The topics of one depth with their data, sorted by label; empty ones are left out.
  ///
  /// @throws IllegalArgumentException when the map has no such depth
  public List<Group> groupByTopic(int depth) {
    return view.read(map -> {
      TopicTree tree = map.tree();
      List<Group> groups = new ArrayList<>();
      Map<Integer, DatumSet> members = members(map, depth);
      for (Topic topic : tree.atDepth(depth)) {
        DatumSet data = members.get(topic.id());
        if (data != null) {
          List<Topic> children =
              tree.topics().stream().filter(child -> child.parent() == topic.id()).toList();
          groups.add(
              new Group(
                  topic.label(),
                  topic.id(),
                  topic.description(),
                  children.stream().map(Topic::label).toList(),
                  children.stream().map(Topic::id).toList(),
                  data));
        }
      }
      groups.sort(Comparator.comparing(Group::label));
      return groups;
    });
  }

  /// Topics of depth 1 by how many of their data fall into a time window, largest first.
  public List<Density> topicDensity(String timeField, Instant from, Instant to) {
    return topicDensity(timeField, from, to, 1);
  }

  /// Topics of a depth by how many of their data fall into a time window, largest first, ties by
  /// id.
  ///
  /// @param from inclusive
  /// @param to inclusive; data without a time are left out
  public List<Density> topicDensity(String timeField, Instant from, Instant to, int depth) {
    return view.read(map -> {
      TimedTopics timed = TimedTopics.of(map, timeField, depth);
      int[] counts =
          from.isAfter(to)
              ? new int[timed.topics().size()]
              : timed.counts(new TimeWindow(from, to));
      return IntStream.range(0, counts.length)
          .filter(slot -> counts[slot] > 0)
          .mapToObj(slot -> {
            Topic topic = timed.topics().get(slot);
            return new Density(topic.label(), topic.id(), counts[slot]);
          })
          .sorted(
              Comparator.comparingInt(Density::count).reversed().thenComparingInt(Density::topicId))
          .toList();
    });
  }

  /// The data of each topic of a depth over time, in steps of the calendar; about .1 µs per datum.
  ///
  /// @param step how long the steps are, or [TimeStep#AUTO]
  /// @throws IllegalArgumentException when the column is no timestamp, the map has no such depth,
  ///   or there are more than 100,000 steps
  public TopicTimeline overTime(String timeField, int depth, TimeStep step) {
    return overTime(timeField, depth, step, TimeWindow.all());
  }

  /// The same within a window of time.
  public TopicTimeline overTime(String timeField, int depth, TimeStep step, TimeWindow within) {
    return view.read(map -> TopicTimeline.of(map, timeField, depth, step, within));
  }

  /// What grew and what shrank from one window of time to another, which may overlap: the topics of
  /// a depth with data in either, by `z` from the largest growth on, ties by id.
  ///
  /// Data without a time or without a topic at that depth are left out; about .1 µs per datum. `z`
  /// is that of a two-proportion test with a pooled share, made careful where counts are small. For
  /// `c₁` of `n₁` data before, `c₂` of `n₂` after, and `m` the smaller of `n₁` and `n₂`:
  ///
  /// ```
  /// p = (c₁ + c₂) / (n₁ + n₂), kept within 1/(m + 2) and (m + 1)/(m + 2)
  /// z = ±max(0, |c₂/n₂ − c₁/n₁| − ½(1/n₁ + 1/n₂)) / √(p (1 − p) (1/n₁ + 1/n₂))
  /// ```
  ///
  /// @throws IllegalArgumentException when the column is no timestamp, the map has no such depth,
  ///   or a window has no datum with a topic
  public List<TopicChange> compare(
      String timeField, TimeWindow before, TimeWindow after, int depth) {
    return view.read(map -> TopicComparison.of(map, timeField, before, after, depth));
  }

  /// What each vector is about, by the topics of its 32 nearest data in the dataset's metric, at
  /// depth 3 or the deepest there is.
  public List<Posterior> vectorSearchTopics(float[][] queries) {
    return view.read(map ->
        vectorSearchTopics(map, queries, DEFAULT_K, Math.min(DEFAULT_DEPTH, map.tree().depths())));
  }

  /// What each vector is about, by the topics of its k nearest data, as the dataset searches: by
  /// its own metric, also where the map was built by another. On all cores, in the time the search
  /// for the neighbours takes.
  ///
  /// @param queries `[q][d]`
  /// @param k how many neighbours vote; 1 gives the nearest datum's topic probability 1
  /// @param depth of the topics asked for
  /// @throws IllegalArgumentException when the map has no such depth
  public List<Posterior> vectorSearchTopics(float[][] queries, int k, int depth) {
    return view.read(map -> vectorSearchTopics(map, queries, k, depth));
  }

  /// The data in a topic or below it.
  ///
  /// @param depth of the topic, or 0 for any
  /// @param label of the topic where there is no id; one beside an id is what it was called once
  /// @param id of the topic, or 0 where the label counts
  /// @throws IllegalArgumentException when the map has no such topic, or not at this depth
  public DatumSet in(int depth, String label, int id) {
    return view.read(map -> {
      Topic wanted = id > 0 ? map.topic(id) : map.tree().labelled(label);
      if (depth > 0 && wanted.depth() != depth) {
        throw new IllegalArgumentException(
            "topic %d '%s' of map '%s' is at depth %d, not %d; leave the depth out"
                .formatted(wanted.id(), wanted.label(), map.name(), wanted.depth(), depth));
      }
      return selected(map, topic -> map.tree().onPath(topic, wanted.depth()) == wanted.id());
    });
  }

  /// The mapped data that have no topic at a depth.
  ///
  /// @throws IllegalArgumentException when the map has no such depth
  public DatumSet unassigned(int depth) {
    return view.read(map -> {
      map.tree().checkDepth(depth);
      return selected(map, topic -> map.tree().onPath(topic, depth) == 0);
    });
  }

  /// The mapped data whose deepest topic passes; each topic is tested once.
  private static DatumSet selected(MapSnapshot map, IntPredicate test) {
    Map<Integer, Boolean> passes = new HashMap<>();
    int[] ordinals = map.mapped().ordinals();
    int[] rows = map.rows();
    return DatumSet.collect(
        map.dataSnapshot().dataset(),
        sink -> {
          for (int i = 0; i < rows.length; i++) {
            if (passes.computeIfAbsent(map.columns().topic()[rows[i]], test::test)) {
              sink.accept(ordinals[i]);
            }
          }
        });
  }

  private static List<Posterior> vectorSearchTopics(
      MapSnapshot map, float[][] queries, int k, int depth) {
    map.tree().checkDepth(depth);
    MappedSearch.check(map, queries);
    int[] onPath = map.tree().onPath(depth);
    KnnOptions options =
        MappedSearch.within(map, KnnOptions.of(k).effort(Math.max(k, 2 * DEFAULT_K)));
    return Arrays.stream(queries)
        .parallel()
        .map(query -> map.dataSnapshot().nearest(query, options))
        .map(nearest -> posterior(map, nearest, onPath, depth))
        .toList();
  }

  /// @param onPath topic at `depth` of each topic
  private static Posterior posterior(MapSnapshot map, Nearest nearest, int[] onPath, int depth) {
    int[] topics = new int[nearest.size()];
    float[] distances = new float[topics.length];
    for (int i = 0; i < topics.length; i++) {
      topics[i] = onPath[map.columns().topic()[map.row(nearest.ordinals()[i])]];
      distances[i] = (float) nearest.distances()[i];
    }
    return named(TopicPosterior.of(topics, distances, depth, map.tree()), map.tree());
  }

  static Posterior named(TopicPosterior posterior, TopicTree tree) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int i = 0; i < posterior.topics().length; i++) {
      named.put(tree.topic(posterior.topics()[i]).label(), posterior.probabilities()[i]);
    }
    return new Posterior(named, posterior.unassigned());
  }

  private static Map<Integer, Integer> counts(MapSnapshot map) {
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    for (int row : map.rows()) {
      for (int topic = map.columns().topic()[row];
          topic > 0;
          topic = map.tree().topic(topic).parent()) {
        counts.merge(topic, 1, Integer::sum);
      }
    }
    return counts;
  }

  private static Map<Integer, DatumSet> members(MapSnapshot map, int depth) {
    map.tree().checkDepth(depth);
    Map<Integer, List<Integer>> ordinals = new LinkedHashMap<>();
    for (int ordinal : map.mapped().ordinals()) {
      int topic = map.tree().onPath(map.columns().topic()[map.row(ordinal)], depth);
      if (topic != 0) {
        ordinals.computeIfAbsent(topic, _ -> new ArrayList<>()).add(ordinal);
      }
    }
    Map<Integer, DatumSet> members = new LinkedHashMap<>();
    ordinals.forEach((topic, data) ->
        members.put(
            topic,
            DatumSet.of(
                map.dataSnapshot().dataset(),
                data.stream().mapToInt(Integer::intValue).toArray())));
    return members;
  }
}
