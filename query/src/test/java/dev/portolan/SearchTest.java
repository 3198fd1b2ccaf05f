package dev.portolan;

import static dev.portolan.query.filter.Filter.range;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.Facets;
import dev.portolan.query.TimeStep;
import dev.portolan.query.filter.Filter;
import dev.portolan.query.filter.FilterJson;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Deadline;
import dev.portolan.storage.Highlight;
import dev.portolan.storage.Metric;
import dev.portolan.storage.OpenOptions;
import dev.portolan.storage.Schema;
import dev.portolan.storage.WordMatch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What searches promise: clear errors, limits, highlights, counts, one state per answer.
class SearchTest {
  private static final Schema SCHEMA =
      Schema.builder()
          .text("body", "english")
          .category("product")
          .categories("labels")
          .integer("priority")
          .real("price")
          .timestamp("opened")
          .latent(4, Metric.COSINE)
          .build();

  @TempDir Path directory;

  private Portolan db;
  private Dataset dataset;

  @BeforeEach
  void open() {
    db = Portolan.open(directory.resolve("db"));
    dataset = db.create("data", SCHEMA);
    List<Datum> data = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      data.add(
          Datum.of("d" + i, new float[] {1, i, -i * i, 1})
              .with("body", i % 2 == 0 ? "The parcel came late. Nobody knew why." : "A lost card")
              .with("product", i % 3 == 0 ? "shoes" : "hats")
              .with("labels", i % 4 == 0 ? List.of("a", "b") : List.of())
              .with("priority", (long) (i % 5))
              .with("price", i / 4.0)
              .with("opened", Instant.parse("2026-01-15T00:00:00Z").plus(Duration.ofDays(i))));
    }
    dataset.add(data);
  }

  @AfterEach
  void close() {
    db.close();
  }

  private static void says(String part, Runnable asked) {
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, asked::run);
    assertTrue(error.getMessage().contains(part), error.getMessage());
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
  }

  @Test
  void questions_thatDoNotFit_areOneSentence() {
    float[] query = {1, 2, 3, 4};
    says("k is 0", () -> dataset.search(query).k(0));
    says("3 dimensions", () -> dataset.search(new float[3]).run());
    says("NaN", () -> dataset.search(new float[] {1, Float.NaN, 0, 0}).run());
    says("cosine needs a direction", () -> dataset.search(new float[4]).run());
    says("nobody", () -> dataset.searchById("nobody").run());
    says("'nope'", () -> dataset.search(query).include("nope").run());
    says("'nope'", () -> dataset.search(query).groupBy("nope").run());
    says("'nope'", () -> dataset.count(range("nope", 1, 2)));
    says("a range needs", () -> dataset.count(range("product", "a", "b")));
    says("whole numbers", () -> dataset.count(range("priority", 1.5, null)));
    says("is no moment", () -> dataset.count(range("opened", "yesterday", null)));
    says("look for its words", () -> dataset.count(Filter.equalTo("body", "x")));
    says("has no word", () -> dataset.searchWords("the of").run());
    says("has no word", () -> dataset.count(Filter.words("body", "")));
    says("text columns", () -> dataset.searchWords("late", "product").run());
    says("regular expression", () -> dataset.count(Filter.matches("body", "(")));
    says("empty text", () -> dataset.count(Filter.contains("body", "")));
    says("no tag 'x'", () -> dataset.count(Filter.tagged("x")));
    says("no map", () -> dataset.count(Filter.inTopic("x")));
    says("at least 3 corners", () -> Filter.inPolygon(1, 2, 3, 4));
    says("is no place in a list", () -> dataset.list(Filter.all(), "?", 3));
    says("at least one in the first", () -> dataset.searchLike(List.of(), List.of("d1")).run());
    says(
        "by a step of the calendar",
        () -> dataset.facets(Filter.all(), facets -> facets.histogram("opened", 5)));
    says(
        "categories are counted",
        () -> dataset.facets(Filter.all(), facets -> facets.categories("price")));
  }

  @Test
  void values_ofAnyKind_areFoundAsTheyAre() {
    String odd = "'; DROP \"x\" AND (*:* OR [1 TO 2]) \\ \u00fc\ud83d\ude00 ";
    String huge = "word ".repeat(2 << 20);
    dataset.add(
        Datum.of("odd", null).with("product", odd).with("body", odd),
        Datum.of("empty", null).with("product", "").with("body", ""),
        Datum.of("huge", null).with("body", huge));
    assertEquals(1, dataset.count(Filter.equalTo("product", odd)));
    assertEquals(1, dataset.count(Filter.equalTo("product", "")));
    assertEquals(1, dataset.count(Filter.contains("body", odd)));
    assertEquals(1, dataset.count(Filter.contains("product", "(*:* OR [")));
    assertEquals(1, dataset.searchWords("drop \"x\" (*:*").run().size());
    assertEquals(List.of("huge"), ids(dataset.searchWords("word").run()));
    assertEquals(
        43,
        dataset.searchWords("late lost drop word", new WordMatch.AnyWord()).k(99).run().size() + 1);
    assertEquals(40, dataset.search(new float[] {1, 0, 0, 0}).k(Integer.MAX_VALUE).run().size());
    assertEquals(43, dataset.count(Filter.isSet("body")));
  }

  @Test
  void time_thatIsUp_endsTheSearch() {
    Search search = dataset.search(new float[] {1, 0, 0, 0}).timeout(Duration.ofNanos(1));
    Deadline.TimedOut error = assertThrows(Deadline.TimedOut.class, search::run);
    assertTrue(error.getMessage().contains("allow more time"), error.getMessage());
    assertThrows(
        Deadline.TimedOut.class, dataset.searchWords("late").timeout(Duration.ofNanos(1))::run);
    assertThrows(
        CancellationException.class,
        dataset.search(new float[] {1, 0, 0, 0}).cancelWhen(() -> true)::run);
    assertEquals(
        10, dataset.search(new float[] {1, 0, 0, 0}).timeout(Duration.ofHours(1)).run().size());
  }

  @Test
  void highlights_showTheWordsThatWereFound() {
    Hit hit =
        dataset
            .searchWords("parcels arrive late", new WordMatch.AnyWord())
            .highlight(1)
            .k(1)
            .run()
            .getFirst();
    Highlight passage = hit.highlights().get("body").getFirst();
    assertEquals("The <parcel> came <late>. ", passage.marked("<", ">"));
    assertEquals(Map.of(), hit.values());
  }

  @Test
  void facets_ofAFilter_equalCountingByHand() {
    Filter some = range("priority", 1, 3);
    Map<String, Integer> products = new HashMap<>();
    Map<String, Integer> labels = new HashMap<>();
    dataset
        .list(some, null, 99)
        .rows()
        .forEach(row -> {
          products.merge((String) row.values().get("product"), 1, Integer::sum);
          ((List<?>) row.values().get("labels"))
              .forEach(label -> labels.merge((String) label, 1, Integer::sum));
        });
    Map<String, Integer> counted = new HashMap<>();
    dataset
        .facets(some, facets -> facets.categories("product"))
        .forEach(each -> counted.put(each.category(), each.count()));
    assertEquals(products, counted);
    counted.clear();
    dataset
        .facets(some, facets -> facets.categories("labels"))
        .forEach(each -> counted.put(each.category(), each.count()));
    assertEquals(labels, counted);
    List<Facets.Bin<Double>> prices =
        dataset.facets(Filter.all(), facets -> facets.histogram("price", 3));
    assertEquals(List.of(13, 13, 14), prices.stream().map(Facets.Bin::count).toList());
    assertEquals(9.75, prices.getLast().to());
    List<Facets.Bin<Instant>> months =
        dataset.facets(Filter.all(), facets -> facets.histogram("opened", TimeStep.MONTH));
    assertEquals(List.of(17, 23), months.stream().map(Facets.Bin::count).toList());
    assertEquals(Instant.parse("2026-01-01T00:00:00Z"), months.getFirst().from());
    assertEquals(
        List.of(), dataset.facets(range("priority", 9, 9), facets -> facets.histogram("price", 3)));
  }

  @Test
  void metrics_countWhatWasDone() {
    dataset.search(new float[] {1, 0, 0, 0}).run();
    dataset.searchWords("late").run();
    assertThrows(IllegalArgumentException.class, dataset.searchById("nobody")::run);
    Metrics metrics = dataset.metrics();
    assertEquals(2, metrics.searches().count());
    assertEquals(1, metrics.failedSearches());
    assertEquals(2, metrics.commits().count());
    assertEquals(40, metrics.data());
    assertTrue(metrics.searches().longest().compareTo(metrics.searches().median()) >= 0);
    assertTrue(metrics.cache().hits() > 0 && metrics.cache().hits() < metrics.cache().snapshots());
  }

  @Test
  void slowSearches_areLogged() {
    List<String> logged = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord message) {
            logged.add(
                java.text.MessageFormat.format(message.getMessage(), message.getParameters()));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("dev.portolan.slow");
    logger.addHandler(handler);
    try (Portolan other =
        Portolan.open(
            directory.resolve("slow"), OpenOptions.defaults().slowSearch(Duration.ofNanos(1)))) {
      Dataset slow = other.create("posts", SCHEMA);
      slow.add(Datum.of("a", new float[] {1, 0, 0, 0}).with("body", "late"));
      slow.searchWords("late").where(range("priority", null, 3)).run();
      assertEquals(1, logged.size());
      assertTrue(logged.getFirst().contains("posts"), logged.getFirst());
      assertTrue(logged.getFirst().contains("“late”"), logged.getFirst());
    } finally {
      logger.removeHandler(handler);
    }
  }

  @Test
  void filterJson_thatIsWrong_isToldWhere() {
    says(
        "filter.and[1].range: \"column\" is missing",
        () -> FilterJson.read("{\"and\": [{\"all\": {}}, {\"range\": {\"from\": 1}}]}"));
    says("no filter 'rnge'", () -> FilterJson.read("{\"rnge\": {}}"));
    says("no key [form]", () -> FilterJson.read("{\"range\": {\"column\": \"a\", \"form\": 1}}"));
    says("no valid JSON", () -> FilterJson.read("{\"range\""));
    says("one key", () -> FilterJson.read("{}"));
    says("save the set as a tag", () -> FilterJson.write(Filter.in(dataset.all())));
  }

  /// Eight threads ask while one writes and builds: what one snapshot says agrees with itself.
  @Test
  void answers_whileOthersWriteAndBuild_areOfOneState() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(9)) {
      Future<?> writer =
          threads.submit(() -> {
            Random random = new Random(7);
            for (int round = 0; round < 8; round++) {
              List<Datum> pair = new ArrayList<>();
              for (int i = 0; i < 40; i++) {
                float[] vector = {1, random.nextFloat(), random.nextFloat(), round};
                pair.add(
                    Datum.of("d" + i, vector)
                        .with("priority", (long) round)
                        .with("body", "round r" + round));
              }
              dataset.add(pair);
              if (round % 4 == 3) {
                dataset.buildMap(MapOptions.builder().nEpochs(5).build(), BuildMonitor.none());
              }
            }
            done.set(true);
            return null;
          });
      List<Future<Integer>> readers = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        readers.add(threads.submit(() -> ask(done)));
      }
      writer.get();
      for (Future<Integer> reader : readers) {
        assertTrue(reader.get() > 0);
      }
    }
  }

  private int ask(AtomicBoolean done) throws InterruptedException {
    int asked = 0;
    do {
      try (DatasetSnapshot now = dataset.snapshot()) {
        List<Hit> hits =
            dataset.search(new float[] {1, 1, 1, 1}).k(40).include("priority", "body").run(now);
        assertEquals(40, hits.size());
        if (hits.getFirst().values().get("body").toString().startsWith("round")) {
          Object round = hits.getFirst().values().get("priority");
          hits.forEach(hit -> assertEquals(round, hit.values().get("priority")));
          assertEquals(40, now.count(Filter.equalTo("priority", round)));
          assertEquals(40, dataset.searchWords("r" + round).k(99).run(now).size());
        }
        assertEquals(40, now.where(Filter.all()).count());
      }
      asked++;
      Thread.sleep(60);
    } while (!done.get());
    return asked;
  }

  private static List<String> ids(List<Hit> hits) {
    return hits.stream().map(Hit::id).toList();
  }
}
