package dev.portolan.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Blobs;
import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.projection.Projection;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumSet;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Topics over time and between two windows, beside counting one datum after another.
///
/// Datum i is of minute i; every seventh has no time, and none is of the hours 4 and 5.
class TopicsOverTimeTest {
  private static final int N = 1_000;
  private static final TimeWindow FIRST = minutes(0, 199);
  private static final TimeWindow SECOND = minutes(150, 999);

  @TempDir static Path directory;

  private static Portolan db;
  private static Dataset dataset;
  private static EmbeddingMap map;

  /// Time of each datum, null for none, in the order of [MapTopics#perDatum].
  private static Instant[] times;

  @BeforeAll
  static void build() {
    db = Portolan.open(directory.resolve("db"));
    dataset = db.create("blobs", Blobs.SCHEMA);
    List<Datum> data = new ArrayList<>();
    times = new Instant[N];
    for (Datum datum : Blobs.data(N)) {
      int i = data.size();
      Map<String, Object> values = new HashMap<>(datum.values());
      Instant at = (Instant) values.remove("at");
      if (i % 7 != 0 && (i < 240 || i >= 360)) {
        times[i] = at;
        values.put("at", at);
      }
      data.add(new Datum(datum.id(), values, datum.latent()));
    }
    dataset.add(data);
    map =
        dataset.buildMap(
            MapOptions.builder().projection(new Projection.Pca()).build(), BuildMonitor.none());
  }

  @AfterAll
  static void close() {
    db.close();
  }

  private static TimeWindow minutes(int first, int last) {
    return new TimeWindow(Instant.ofEpochSecond(60L * first), Instant.ofEpochSecond(60L * last));
  }

  /// Data by topic, counted one by one.
  private static Map<String, Integer> counted(int depth, TimeWindow window, DatumSet within) {
    String[] labels = map.topics().perDatum().labels()[depth - 1];
    int[] ordinals = dataset.all().ordinals();
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < N; i++) {
      if (labels[i] != null
          && times[i] != null
          && within.contains(ordinals[i])
          && !times[i].isBefore(window.from())
          && !times[i].isAfter(window.to())) {
        counts.merge(labels[i], 1, Integer::sum);
      }
    }
    return counts;
  }

  @Test
  void overTime_hours_followEachOtherAndEmptyOnesAreZero() {
    TopicTimeline timeline = map.topics().overTime("at", 1, TimeStep.HOUR);
    assertEquals(17, timeline.starts().size());
    for (int hour = 0; hour < 17; hour++) {
      assertEquals(Instant.EPOCH.plus(hour, ChronoUnit.HOURS), timeline.starts().get(hour));
    }
    assertEquals(Instant.EPOCH.plus(17, ChronoUnit.HOURS), timeline.end());
    for (TopicTimeline.OfTopic topic : timeline.topics()) {
      assertEquals(0, topic.counts()[4] + topic.counts()[5]);
      assertTrue(topic.counts()[3] > 0 && topic.counts()[6] > 0, topic.label());
    }
  }

  @Test
  void overTime_everyBin_isTheDensityOfItsWindow() {
    for (int depth = 1; depth <= map.topics().depths(); depth++) {
      TopicTimeline timeline = map.topics().overTime("at", depth, TimeStep.HOUR);
      for (int bin = 0; bin < timeline.starts().size(); bin++) {
        Instant from = timeline.starts().get(bin);
        Map<String, Integer> expected =
            counted(depth, new TimeWindow(from, from.plusSeconds(3599)), dataset.all());
        for (TopicTimeline.OfTopic topic : timeline.topics()) {
          assertEquals(expected.getOrDefault(topic.label(), 0), topic.counts()[bin]);
        }
        Map<String, Integer> density = new HashMap<>();
        map.topics()
            .topicDensity("at", from, from.plusSeconds(3599), depth)
            .forEach(of -> density.put(of.topic(), of.count()));
        assertEquals(expected, density);
      }
    }
  }

  @Test
  void overTime_bins_sumToTheDensityOfAllTimeLargestFirst() {
    TopicTimeline timeline = map.topics().overTime("at", 2, TimeStep.AUTO);
    assertEquals(TimeStep.HOUR, timeline.step());
    for (TopicTimeline.OfTopic topic : timeline.topics()) {
      assertEquals(topic.count(), Arrays.stream(topic.counts()).sum());
    }
    assertEquals(
        map.topics().topicDensity("at", Instant.MIN, Instant.MAX, 2),
        timeline.topics().stream()
            .map(of -> new MapTopics.Density(of.label(), of.topicId(), of.count()))
            .toList());
  }

  @Test
  void overTime_window_hasBothItsEnds() {
    TopicTimeline timeline = map.topics().overTime("at", 1, TimeStep.HOUR, minutes(65, 129));
    assertEquals(Instant.ofEpochSecond(3600), timeline.starts().getFirst());
    assertEquals(2, timeline.starts().size());
    assertEquals(
        counted(1, minutes(65, 129), dataset.all()).values().stream().mapToInt(n -> n).sum(),
        timeline.topics().stream().mapToInt(TopicTimeline.OfTopic::count).sum());
    TopicTimeline none = map.topics().overTime("at", 1, TimeStep.AUTO, minutes(240, 359));
    assertEquals(List.of(), none.topics());
    assertEquals(List.of(), none.starts());
  }

  @Test
  void compare_twoWindows_areCountedWithBothEnds() {
    for (int depth = 1; depth <= map.topics().depths(); depth++) {
      compared(map.topics().compare("at", FIRST, SECOND, depth), depth, dataset.all());
    }
  }

  @Test
  void compare_partOfAMap_countsThatPart() {
    DatumSet part = dataset.where(Filter.equalTo("kind", "refund").not());
    try (MapSnapshot snapshot = map.snapshot()) {
      compared(snapshot.only(part).topics().compare("at", FIRST, SECOND, 1), 1, part);
    }
  }

  private static void compared(List<TopicChange> changes, int depth, DatumSet within) {
    Map<String, Integer> before = counted(depth, FIRST, within);
    Map<String, Integer> after = counted(depth, SECOND, within);
    int ofBefore = before.values().stream().mapToInt(n -> n).sum();
    int ofAfter = after.values().stream().mapToInt(n -> n).sum();
    Map<String, Integer> either = new HashMap<>(before);
    after.forEach((label, count) -> either.merge(label, count, Integer::sum));
    assertEquals(either.size(), changes.size());
    TopicChange previous = null;
    for (TopicChange change : changes) {
      assertEquals(before.getOrDefault(change.label(), 0), change.before());
      assertEquals(after.getOrDefault(change.label(), 0), change.after());
      assertEquals((double) change.before() / ofBefore, change.shareBefore());
      assertEquals((double) change.after() / ofAfter, change.shareAfter());
      assertEquals(change.shareAfter() - change.shareBefore(), change.change());
      assertEquals(
          TopicComparison.z(change.before(), ofBefore, change.after(), ofAfter), change.z());
      assertTrue(
          previous == null
              || previous.z() > change.z()
              || previous.z() == change.z() && previous.topicId() < change.topicId());
      previous = change;
    }
  }

  @Test
  void compare_windowWithItself_isNoChange() {
    for (TopicChange change : map.topics().compare("at", FIRST, FIRST, 1)) {
      assertEquals(0, change.change());
      assertEquals(0, change.z());
      assertEquals(1, change.ratio());
    }
  }

  @Test
  void compare_windowWithoutData_saysWhereTheyLie() {
    assertEquals(
        "column 'at': no datum with a topic at depth 1 of map 'default' lies in"
            + " 2030-01-01T00:00:00Z to 2030-12-31T23:59:59.999999Z; they go from"
            + " 1970-01-01T00:01:00Z to 1970-01-01T16:39:00Z: choose a window of that time",
        error(() -> map.topics().compare("at", FIRST, TimeWindow.parse("2030"), 1)));
  }

  @Test
  void wrongColumnOrDepth_isNamed() {
    assertEquals(
        "column 'kind' is no timestamp; topics over time need one: 'at'",
        error(() -> map.topics().overTime("kind", 1, TimeStep.DAY)));
    assertTrue(error(() -> map.topics().overTime("when", 1, TimeStep.DAY)).contains("'when'"));
    assertTrue(
        error(() -> map.topics().compare("at", FIRST, SECOND, 9))
            .startsWith("topic depth 9 is out of range"));
  }

  private static String error(Runnable question) {
    return assertThrows(IllegalArgumentException.class, question::run).getMessage();
  }

  @Test
  void vectorSearchTopics_manyAtOnce_areAnsweredAsOneByOne() {
    float[][] queries =
        Blobs.data(N).stream().map(Datum::latent).filter(Objects::nonNull).toArray(float[][]::new);
    for (MapView view : List.of(map, map.within(dataset.where(Filter.words("body", "parcel"))))) {
      List<MapTopics.Posterior> together = view.topics().vectorSearchTopics(queries, 20, 2);
      for (int i = 0; i < N; i += 9) {
        assertEquals(
            view.topics().vectorSearchTopics(new float[][] {queries[i]}, 20, 2).getFirst(),
            together.get(i));
      }
    }
  }

  @Test
  void vectorSearchTopics_oneQueryThatDoesNotFit_isThatError() {
    float[][] queries = Blobs.data(N).stream().map(Datum::latent).toArray(float[][]::new);
    queries[100] = new float[3];
    String alone = error(() -> map.topics().vectorSearchTopics(new float[][] {queries[100]}, 5, 1));
    assertTrue(alone.startsWith("query vector has 3 dimensions"), alone);
    assertEquals(alone, error(() -> map.topics().vectorSearchTopics(queries, 5, 1)));
    assertEquals(alone, error(() -> map.embeddings().vectorSearch(queries, 5)));
    assertEquals(alone, error(() -> map.place(List.of(queries))));
  }
}
