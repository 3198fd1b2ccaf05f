package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.query.filter.Filter;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import dev.portolan.storage.WordMatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Searches against plain Java over what was written, in every metric.
class SearchOracleTest {
  private static final long SEED = Long.getLong("portolan.seed", 7);
  private static final int DATA = 700;
  private static final int DIMENSIONS = 8;

  @TempDir Path directory;

  private final Random random = new Random(SEED);
  private final Map<String, Datum> written = new LinkedHashMap<>();

  private Dataset open(Portolan db, Metric metric) {
    Schema schema =
        Schema.builder()
            .text("body", "simple")
            .category("document")
            .integer("n")
            .latent(DIMENSIONS, metric)
            .build();
    Dataset dataset = db.create("data", schema);
    for (int batch = 0; batch < 7; batch++) {
      List<Datum> data = new ArrayList<>();
      for (int i = 0; i < DATA / 7; i++) {
        data.add(datum("d" + (100 * batch + i), 100 * batch + i));
      }
      dataset.add(data);
      data.forEach(datum -> written.put(datum.id(), datum));
    }
    dataset.delete(List.of("d3", "d350", "d699"));
    List.of("d3", "d350", "d699").forEach(written::remove);
    return dataset;
  }

  private Datum datum(String id, int n) {
    float[] vector = new float[DIMENSIONS];
    boolean copy = n % 10 == 9;
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = copy ? written(n - 1)[i] : (float) random.nextGaussian();
    }
    latents.put(n, vector);
    Datum datum =
        Datum.of(id, n % 17 == 0 ? null : vector)
            .with("body", n % 3 == 0 ? "late parcel " + "late ".repeat(n % 5) : "lost card")
            .with("n", (long) n);
    return n % 4 == 0 ? datum : datum.with("document", "doc" + n % 40);
  }

  private final Map<Integer, float[]> latents = new HashMap<>();

  private float[] written(int n) {
    return latents.get(n);
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void exact_anyFilterAndDistance_equalsBruteForce(Metric metric) {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = open(db, metric);
      List<Search> searches = new ArrayList<>();
      List<List<String>> expected = new ArrayList<>();
      for (int q = 0; q < 200; q++) {
        float[] query = query();
        long from = random.nextInt(DATA);
        long to = from + random.nextInt(DATA);
        double farthest =
            q % 3 == 0 ? metric.distance(query, latents.get(random.nextInt(DATA))) : 1e9;
        int k = 1 + random.nextInt(30);
        searches.add(
            dataset
                .search(query)
                .where(Filter.range("n", from, to))
                .maxDistance(farthest)
                .exact()
                .k(k));
        expected.add(
            nearest(metric, query, farthest).stream()
                .filter(id -> n(id) >= from && n(id) <= to)
                .limit(k)
                .toList());
      }
      List<List<Hit>> found = dataset.runAll(searches);
      for (int q = 0; q < expected.size(); q++) {
        assertEquals(expected.get(q), ids(found.get(q)), "seed %d query %d".formatted(SEED, q));
        assertEquals(expected.get(q), ids(searches.get(q).run()));
      }
    }
  }

  @Test
  void graph_smallData_findsTheNearestToo() {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = open(db, Metric.COSINE);
      int right = 0;
      for (int q = 0; q < 100; q++) {
        float[] query = query();
        List<String> expected = nearest(Metric.COSINE, query, 9).subList(0, 10);
        List<String> found = ids(dataset.search(query).run());
        right += (int) found.stream().filter(expected::contains).count();
      }
      assertTrue(right > 980, "%d of 1000 neighbours".formatted(right));
    }
  }

  @Test
  void words_anyMatch_findsExactlyTheDataThatHaveThem() {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = open(db, Metric.COSINE);
      Set<String> late = new HashSet<>();
      written.forEach((id, datum) -> {
        if (((String) datum.values().get("body")).startsWith("late")) {
          late.add(id);
        }
      });
      List<Hit> hits = dataset.searchWords("LATE parcel").k(DATA).run();
      assertEquals(late, new HashSet<>(ids(hits)));
      for (int i = 1; i < hits.size(); i++) {
        assertTrue(hits.get(i - 1).reason().score() >= hits.get(i).reason().score());
        assertEquals(i + 1, hits.get(i).reason().wordRank());
      }
      assertEquals(
          late,
          new HashSet<>(
              ids(dataset.searchWords("lat parcl", new WordMatch.Fuzzy(1)).k(DATA).run())));
      assertEquals(List.of(), dataset.searchWords("late card").run());
      assertEquals(
          written.keySet(),
          new HashSet<>(
              ids(dataset.searchWords("late card", new WordMatch.AnyWord()).k(DATA).run())));
    }
  }

  @Test
  void both_fuseTheRanksOfTheParts() {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = open(db, Metric.COSINE);
      float[] query = query();
      List<Hit> near = dataset.search(query).exact().k(100).run();
      List<Hit> fitting = dataset.searchWords("late", new WordMatch.AnyWord()).k(100).run();
      Map<String, Double> scores = new HashMap<>();
      for (int i = 0; i < 100; i++) {
        scores.merge(near.get(i).id(), 1.0 / (61 + i), Double::sum);
        scores.merge(fitting.get(i).id(), 1.0 / (61 + i), Double::sum);
      }
      List<Hit> hits = dataset.search(query).exact().andWords("late").k(20).run();
      List<String> expected =
          scores.entrySet().stream()
              .sorted(
                  Comparator.<Map.Entry<String, Double>>comparingDouble(each -> -each.getValue())
                      .thenComparing(each -> n(each.getKey())))
              .limit(20)
              .map(Map.Entry::getKey)
              .toList();
      assertEquals(expected, ids(hits));
      for (Hit hit : hits) {
        assertEquals(scores.get(hit.id()), hit.reason().score(), 1e-12);
        int vectorRank = ids(near).indexOf(hit.id()) + 1;
        assertEquals(vectorRank, hit.reason().vectorRank());
        assertEquals(ids(fitting).indexOf(hit.id()) + 1, hit.reason().wordRank());
      }
    }
  }

  @Test
  void pages_ofAnySize_haveEveryDatumOnce() {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = open(db, Metric.COSINE);
      float[] query = query();
      Filter some = Filter.greaterThan("n", 100);
      for (int size : new int[] {1 + random.nextInt(7), 50, 1_000}) {
        List<String> read = new ArrayList<>();
        try (Pages pages = dataset.search(query).where(some).k(size).exact().pages()) {
          dataset.add(datum("new" + size, 1));
          while (pages.hasNext()) {
            pages.next().forEach(hit -> read.add(hit.id()));
          }
        }
        dataset.delete(List.of("new" + size));
        assertEquals(
            nearest(Metric.COSINE, query, 9).stream().filter(id -> n(id) > 100).toList(), read);
      }
    }
  }

  @Test
  void pages_grouped_haveEachGroupOnce() {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = open(db, Metric.COSINE);
      float[] query = query();
      List<String> expected = new ArrayList<>();
      Set<Object> seen = new HashSet<>();
      for (String id : nearest(Metric.COSINE, query, 9)) {
        Object document = written.get(id).values().get("document");
        if (document == null || seen.add(document)) {
          expected.add(id);
        }
      }
      List<String> read = new ArrayList<>();
      try (Pages pages = dataset.search(query).k(13).exact().groupBy("document").pages()) {
        while (pages.hasNext()) {
          pages.next().forEach(hit -> read.add(hit.id()));
        }
      }
      assertEquals(expected, read);
      assertEquals(
          expected.subList(0, 20),
          ids(dataset.search(query).k(20).exact().groupBy("document").run()));
    }
  }

  @Test
  void list_whileDataComeAndGo_hasEveryDatumThatStaysOnce() {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = open(db, Metric.COSINE);
      Filter some = Filter.isSet("document");
      List<String> read = new ArrayList<>();
      String next = null;
      int page = 0;
      do {
        var found = dataset.list(some, next, 37, "n");
        found.rows().forEach(row -> read.add(row.id()));
        next = found.next();
        if (page == 1) {
          dataset.delete(List.of(read.getLast(), read.getFirst()));
        }
        page++;
      } while (next != null);
      assertEquals(
          written.values().stream()
              .filter(datum -> datum.values().containsKey("document"))
              .map(Datum::id)
              .toList(),
          read);
    }
  }

  @Test
  void diverse_halfRelevance_takesOneOfTwoCopies() {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = open(db, Metric.COSINE);
      float[] query = latents.get(18);
      assertEquals(List.of("d18", "d19"), ids(dataset.search(query).k(2).run()));
      List<String> differing = ids(dataset.search(query).diverse(0.5).k(2).run());
      assertEquals("d18", differing.getFirst());
      assertTrue(!differing.contains("d19"), differing.toString());
      assertEquals(
          ids(dataset.search(query).k(5).run()), ids(dataset.search(query).diverse(1).k(5).run()));
    }
  }

  @Test
  void like_moreAndLess_isNearerToOneThanToTheOther() {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = open(db, Metric.COSINE);
      List<Hit> hits = dataset.searchLike(List.of("d1", "d2"), List.of("d5")).k(10).run();
      assertTrue(ids(hits).stream().noneMatch(Set.of("d1", "d2", "d5")::contains));
      double more = 0;
      double less = 0;
      for (Hit hit : hits) {
        float[] vector = written.get(hit.id()).latent();
        more += Metric.COSINE.distance(vector, latents.get(1));
        more += Metric.COSINE.distance(vector, latents.get(2));
        less += 2 * Metric.COSINE.distance(vector, latents.get(5));
      }
      assertTrue(more < less, "%s is not less than %s".formatted(more, less));
    }
  }

  @Test
  void rerank_byOwnScore_ordersTheCandidates() {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = open(db, Metric.COSINE);
      float[] query = query();
      List<String> near = nearest(Metric.COSINE, query, 9).subList(0, 30);
      List<Hit> hits =
          dataset
              .search(query)
              .exact()
              .include("n")
              .k(5)
              .rerank(
                  30,
                  judged ->
                      judged.stream().mapToDouble(hit -> (Long) hit.values().get("n")).toArray())
              .run();
      assertEquals(
          near.stream().sorted(Comparator.comparing(id -> -n(id))).limit(5).toList(), ids(hits));
    }
  }

  private float[] query() {
    float[] query = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      query[i] = (float) random.nextGaussian();
    }
    return query;
  }

  /// Ids nearest first, ties by the datum that came first.
  private List<String> nearest(Metric metric, float[] query, double farthest) {
    record Far(String id, double distance) {}
    return written.values().stream()
        .filter(datum -> datum.latent() != null)
        .map(datum -> new Far(datum.id(), metric.distance(query, stored(metric, datum.latent()))))
        .filter(far -> far.distance() <= farthest)
        .sorted(Comparator.comparingDouble(Far::distance).thenComparing(far -> n(far.id())))
        .map(Far::id)
        .toList();
  }

  /// The store keeps unit vectors for cosine.
  private static float[] stored(Metric metric, float[] vector) {
    if (metric != Metric.COSINE) {
      return vector;
    }
    double length = 0;
    for (float v : vector) {
      length += (double) v * v;
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] * (1 / Math.sqrt(length)));
    }
    return unit;
  }

  private static long n(String id) {
    return Long.parseLong(id.substring(1));
  }

  private static List<String> ids(List<Hit> hits) {
    return hits.stream().map(Hit::id).toList();
  }
}
