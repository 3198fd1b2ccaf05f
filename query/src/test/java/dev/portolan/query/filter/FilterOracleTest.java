package dev.portolan.query.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.index.duplicates.DuplicateClass;
import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.MapSnapshot;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import dev.portolan.storage.WordMatch;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random filters over random data, as a query and as a set, against plain Java over what was
/// written.
class FilterOracleTest {
  private static final long SEED = Long.getLong("portolan.seed", 7);
  private static final int DATA = 600;
  private static final int FILTERS = 5_000;
  private static final String[] WORDS = {
    "late", "Delivery", "refund", "parcel", "lost", "found", "card", "cart", "carts", "rate", "a_b"
  };
  private static final String[] CATEGORIES = {"red", "Green", "blue", "blue sky", "", "ü+(x)"};
  private static final Schema SCHEMA =
      Schema.builder()
          .text("body", "simple")
          .category("colour")
          .integer("priority")
          .real("price")
          .bool("open")
          .timestamp("opened")
          .categories("labels")
          .latent(6, Metric.COSINE)
          .build();

  private static final Filter LIVE =
      Filter.oneOf("colour", "red", "blue").or(Filter.lessThan("price", 0.5).not());

  @TempDir Path directory;

  private final Random random = new Random(SEED);
  private final Map<String, Datum> written = new HashMap<>();

  @Test
  void filter_random_selectsWhatPlainJavaSelects() {
    try (Portolan db = Portolan.open(directory.resolve("db"))) {
      Dataset dataset = db.create("data", SCHEMA);
      write(dataset, 0, DATA);
      dataset.buildMap(
          MapOptions.builder().nEpochs(20).duplicateCutoff(0.1).build(), BuildMonitor.none());
      DatumSet positive = dataset.where(Filter.range("priority", 0, null));
      dataset.tags().create("frozen", positive);
      dataset.tags().create("live", LIVE);
      Set<String> frozen = new TreeSet<>(dataset.idsOf(positive));
      rewrite(dataset);
      int asked = 0;
      int some = 0;
      try (DatasetSnapshot now = severalSegments(dataset)) {
        Model model = new Model(now, written, frozen);
        while (asked < FILTERS) {
          Filter filter = filter(now, 3);
          Set<String> expected = model.select(filter);
          check(now, filter, expected);
          asked++;
          some += expected.isEmpty() || expected.size() == written.size() ? 0 : 1;
        }
      }
      assertTrue(some > FILTERS / 3, "only %d filters select some and not all".formatted(some));
    }
  }

  /// Segments are merged in the background: writes until it is seen in several.
  private DatasetSnapshot severalSegments(Dataset dataset) {
    for (int next = DATA + 1_000; ; next++) {
      write(dataset, next, next + 1);
      DatasetSnapshot now = dataset.snapshot();
      if (now.data().segments() > 1) {
        return now;
      }
      now.close();
    }
  }

  private static void check(DatasetSnapshot now, Filter filter, Set<String> expected) {
    FilterCompiler compiler = new FilterCompiler(now);
    String told = "seed %d: %s".formatted(SEED, filter);
    assertEquals(expected, ids(now.data(), compiler.set(filter)), told);
    assertEquals(expected, ids(now.data(), now.data().where(compiler.query(filter))), told);
    assertEquals(expected.size(), now.count(filter), told);
    assertEquals(filter, FilterJson.read(FilterJson.write(filter)), told);
  }

  private static Set<String> ids(DataSnapshot data, DatumSet set) {
    return new TreeSet<>(Arrays.asList(data.ids(set.ordinals())));
  }

  private void write(Dataset dataset, int from, int to) {
    List<Datum> data = new ArrayList<>();
    for (int i = from; i < to; i++) {
      data.add(datum("d" + i));
    }
    dataset.add(data);
    data.forEach(datum -> written.put(datum.id(), datum));
  }

  /// Updates, deletions and insertions after the map was built, in several commits.
  private void rewrite(Dataset dataset) {
    for (int round = 0; round < 4; round++) {
      List<Datum> updates = new ArrayList<>();
      List<String> gone = new ArrayList<>();
      for (String id : new TreeSet<>(written.keySet())) {
        int dice = random.nextInt(40);
        if (dice == 0) {
          gone.add(id);
        } else if (dice == 1) {
          updates.add(datum(id));
        }
      }
      dataset.add(updates);
      updates.forEach(datum -> written.put(datum.id(), datum));
      dataset.delete(gone);
      gone.forEach(written::remove);
      write(dataset, DATA + 20 * round, DATA + 20 * round + 20);
    }
  }

  private Datum datum(String id) {
    Map<String, Object> values = new HashMap<>();
    set(values, "body", text());
    set(values, "colour", any(CATEGORIES));
    set(
        values,
        "priority",
        random.nextBoolean() ? (long) random.nextInt(5) - 2 : random.nextLong());
    set(values, "price", price());
    set(values, "open", random.nextBoolean());
    set(values, "opened", moment());
    List<String> labels = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      labels.add(any(CATEGORIES));
    }
    set(values, "labels", labels);
    float[] latent = new float[6];
    for (int i = 0; i < latent.length; i++) {
      latent[i] = (float) random.nextGaussian();
    }
    return new Datum(id, values, random.nextInt(10) == 0 ? null : latent);
  }

  private void set(Map<String, Object> values, String column, Object value) {
    if (random.nextInt(5) > 0) {
      values.put(column, value);
    }
  }

  private double price() {
    return switch (random.nextInt(4)) {
      case 0 -> 0.0;
      case 1 -> -0.0;
      case 2 -> random.nextInt(4) / 2.0;
      default -> random.nextGaussian() * 1e6;
    };
  }

  private Instant moment() {
    return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3_600L * random.nextInt(240));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(any(WORDS)).append(any(" ", "  ", ", ", "-", "."));
    }
    return text.toString();
  }

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private Filter filter(DatasetSnapshot now, int depth) {
    if (depth > 0 && random.nextInt(5) < 2) {
      List<Filter> parts = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        parts.add(filter(now, depth - 1));
      }
      return switch (random.nextInt(3)) {
        case 0 -> new Filter.And(parts);
        case 1 -> new Filter.Or(parts);
        default -> new Filter.Not(filter(now, depth - 1));
      };
    }
    return leaf(now);
  }

  private Filter leaf(DatasetSnapshot now) {
    MapSnapshot map = now.map("default");
    String id = "d" + random.nextInt(DATA + 100);
    return switch (random.nextInt(24)) {
      case 0 -> Filter.all();
      case 1 -> Filter.ids(id, "d" + random.nextInt(DATA), "nobody");
      case 2 -> new Filter.Range("priority", whole(), whole(), flip(), flip());
      case 3 ->
          new Filter.Range(
              "price", flip() ? null : price(), flip() ? null : price(), flip(), flip());
      case 4 ->
          new Filter.Range(
              "opened", flip() ? null : moment(), flip() ? null : moment(), flip(), flip());
      case 5 -> Filter.range("opened", "2026-01-0" + (1 + random.nextInt(9)), null);
      case 6 -> Filter.oneOf("colour", any(CATEGORIES), any(CATEGORIES));
      case 7 -> Filter.oneOf("labels", any(CATEGORIES), any(CATEGORIES));
      case 8 -> Filter.oneOf("priority", (long) random.nextInt(5) - 2, 0);
      case 9 -> Filter.oneOf("price", price(), 0.5);
      case 10 -> Filter.equalTo("open", flip());
      case 11 ->
          Filter.isSet(any("body", "colour", "priority", "price", "open", "opened", "labels"));
      case 12 -> Filter.hasVector();
      case 13 -> new Filter.HasWords("body", any(WORDS) + " " + any(WORDS), match());
      case 14 ->
          new Filter.Matches(
              any("body", "colour", "labels"),
              any("^b", "r.*d", "[A-Z]", "ü", "late|lost", "^$"),
              flip());
      case 15 ->
          new Filter.Contains(
              any("body", "colour", "labels"),
              any("car", "late", "blue", "b", "a_", "(x"),
              flip(),
              flip());
      case 16 -> Filter.unassigned(1 + random.nextInt(Math.max(1, map.tree().depths())));
      case 17 ->
          map.tree().topics().isEmpty()
              ? new Filter.OnMap("default")
              : Filter.inTopic(
                  map.tree().topics().get(random.nextInt(map.tree().topics().size())).label());
      case 18 ->
          Filter.duplicateClass(
              DuplicateClass.values()[random.nextInt(DuplicateClass.values().length)]);
      case 19 -> polygon(map);
      case 20 -> Filter.tagged("frozen");
      case 21 -> Filter.tagged("live");
      case 22 ->
          map.mapped().contains(now.data().ordinal(id).orElse(-1))
              ? Filter.inCluster(id)
              : Filter.tagged("frozen");
      default ->
          written.containsKey(id) && written.get(id).latent() != null
              ? Filter.near(id, random.nextDouble())
              : Filter.near(new float[] {1, 0, random.nextFloat(), 0, 0, 1}, random.nextDouble());
    };
  }

  private Long whole() {
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> Long.MAX_VALUE;
      case 2 -> Long.MIN_VALUE;
      default -> (long) random.nextInt(5) - 2;
    };
  }

  private boolean flip() {
    return random.nextBoolean();
  }

  private WordMatch match() {
    return switch (random.nextInt(4)) {
      case 0 -> new WordMatch.AllWords();
      case 1 -> new WordMatch.AnyWord();
      case 2 -> new WordMatch.Phrase(0);
      default -> new WordMatch.Fuzzy(1 + random.nextInt(2));
    };
  }

  private Filter polygon(MapSnapshot map) {
    float[] x = map.columns().x();
    float[] y = map.columns().y();
    double[] corners = new double[2 * (3 + random.nextInt(4))];
    for (int i = 0; i < corners.length; i += 2) {
      int row = random.nextInt(x.length);
      corners[i] = x[row] + random.nextGaussian();
      corners[i + 1] = y[row] + random.nextGaussian();
    }
    return Filter.inPolygon(corners);
  }

  /// What was written, and what the map says of each datum, in plain Java.
  private static final class Model {
    private final Map<String, Datum> written;
    private final Set<String> frozen;
    private final Map<String, String> clusters = new HashMap<>();
    private final Map<String, String[]> topics = new HashMap<>();
    private final Map<String, DuplicateClass> duplicates = new HashMap<>();
    private final Map<String, float[]> places = new HashMap<>();

    Model(DatasetSnapshot now, Map<String, Datum> written, Set<String> frozen) {
      this.written = written;
      this.frozen = frozen;
      MapSnapshot map = now.map("default");
      var perDatum = map.topics().perDatum();
      var projected = map.embeddings().projected();
      for (int i = 0; i < perDatum.ids().length; i++) {
        String[] path = new String[perDatum.labels().length];
        for (int depth = 0; depth < path.length; depth++) {
          path[depth] = perDatum.labels()[depth][i];
        }
        topics.put(perDatum.ids()[i], path);
        places.put(projected.ids()[i], new float[] {projected.x()[i], projected.y()[i]});
      }
      map.duplicates()
          .perDatum()
          .forEach(each -> {
            duplicates.put(each.id(), each.duplicateClass());
            clusters.put(each.id(), each.clusterId());
          });
    }

    Set<String> select(Filter filter) {
      Set<String> selected = new TreeSet<>();
      written.forEach((id, datum) -> {
        if (holds(filter, datum)) {
          selected.add(id);
        }
      });
      return selected;
    }

    private boolean holds(Filter filter, Datum datum) {
      return switch (filter) {
        case Filter.All _ -> true;
        case Filter.Ids(List<String> ids) -> ids.contains(datum.id());
        case Filter.And(List<Filter> parts) -> parts.stream().allMatch(part -> holds(part, datum));
        case Filter.Or(List<Filter> parts) -> parts.stream().anyMatch(part -> holds(part, datum));
        case Filter.Not(Filter part) -> !holds(part, datum);
        case Filter.Range range -> inRange(range, datum.values().get(range.column()));
        case Filter.OneOf(String column, List<Object> values) ->
            among(values, datum.values().get(column));
        case Filter.IsSet(String column) -> datum.values().get(column) != null;
        case Filter.HasVector _ -> datum.latent() != null;
        case Filter.HasWords words -> hasWords(words, datum.values().get(words.column()));
        case Filter.Matches(String column, String regex, boolean ignoreCase) ->
            texts(datum.values().get(column)).stream()
                .anyMatch(text ->
                    Pattern.compile(
                            regex, ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
                        .matcher(text)
                        .find());
        case Filter.Contains contains -> contains(contains, datum.values().get(contains.column()));
        case Filter.Unassigned(_, int depth) ->
            topics.containsKey(datum.id()) && topics.get(datum.id())[depth - 1] == null;
        case Filter.InTopic topic ->
            topics.containsKey(datum.id())
                && Arrays.asList(topics.get(datum.id())).contains(topic.label());
        case Filter.OnMap _ -> places.containsKey(datum.id());
        case Filter.OfDuplicateClass(_, DuplicateClass wanted) ->
            duplicates.get(datum.id()) == wanted;
        case Filter.InPolygon polygon ->
            places.containsKey(datum.id()) && inside(polygon, places.get(datum.id()));
        case Filter.Near(List<Float> vector, double distance) -> {
          float[] query = new float[vector.size()];
          for (int i = 0; i < query.length; i++) {
            query[i] = vector.get(i);
          }
          yield datum.latent() != null && cosine(query, datum.latent()) <= distance;
        }
        case Filter.NearDatum(String id, double distance) ->
            datum.latent() != null && cosine(written.get(id).latent(), datum.latent()) <= distance;
        case Filter.Tagged(String tag, _) ->
            tag.equals("frozen") ? frozen.contains(datum.id()) : holds(LIVE, datum);
        case Filter.InCluster(_, String id) ->
            clusters.containsKey(datum.id()) && clusters.get(datum.id()).equals(clusters.get(id));
        case Filter.InSet _ -> throw new IllegalStateException("not asked here: " + filter);
      };
    }

    private static double cosine(float[] a, float[] b) {
      return Metric.COSINE.distance(a, b);
    }

    private static boolean inRange(Filter.Range range, Object value) {
      if (value == null) {
        return false;
      }
      Object from = moment(range.from());
      return (from == null
              || (range.fromOpen() ? compare(value, from) > 0 : compare(value, from) >= 0))
          && (range.to() == null
              || (range.toOpen()
                  ? compare(value, range.to()) < 0
                  : compare(value, range.to()) <= 0));
    }

    private static Object moment(Object end) {
      return end instanceof String day ? Instant.parse(day + "T00:00:00Z") : end;
    }

    private static int compare(Object value, Object end) {
      return switch (value) {
        case Long whole -> Long.compare(whole, (Long) end);
        case Instant moment -> moment.compareTo((Instant) end);
        default -> {
          double a = (Double) value;
          double b = (Double) end;
          yield a < b ? -1 : a > b ? 1 : 0;
        }
      };
    }

    private static boolean among(List<Object> values, Object value) {
      return switch (value) {
        case null -> false;
        case List<?> list -> list.stream().anyMatch(values::contains);
        case Double real -> values.stream().anyMatch(each -> (Double) each == (double) real);
        default -> values.contains(value);
      };
    }

    private static List<String> texts(Object value) {
      return switch (value) {
        case null -> List.of();
        case List<?> list -> list.stream().map(String.class::cast).toList();
        default -> List.of((String) value);
      };
    }

    private static boolean contains(Filter.Contains contains, Object value) {
      Predicate<String> found =
          text -> {
            String whole = contains.ignoreCase() ? text.toLowerCase() : text;
            String piece = contains.ignoreCase() ? contains.text().toLowerCase() : contains.text();
            for (int at = whole.indexOf(piece); at >= 0; at = whole.indexOf(piece, at + 1)) {
              if (!contains.wholeWord()
                  || edge(whole, at - 1) && edge(whole, at + piece.length())) {
                return true;
              }
            }
            return false;
          };
      return texts(value).stream().anyMatch(found);
    }

    private static boolean edge(String text, int at) {
      return at < 0
          || at >= text.length()
          || !Character.isLetterOrDigit(text.charAt(at)) && text.charAt(at) != '_';
    }

    /// The analyzer takes runs of letters, lower-cased.
    private static List<String> words(String text) {
      return Arrays.stream(text.toLowerCase().split("[^\\p{L}]+"))
          .filter(word -> !word.isEmpty())
          .toList();
    }

    private static boolean hasWords(Filter.HasWords question, Object value) {
      if (value == null) {
        return false;
      }
      List<String> asked = words(question.words());
      List<String> there = words((String) value);
      return switch (question.match()) {
        case WordMatch.AllWords _ -> there.containsAll(asked);
        case WordMatch.AnyWord _ -> asked.stream().anyMatch(there::contains);
        case WordMatch.Phrase _ -> java.util.Collections.indexOfSubList(there, asked) >= 0;
        case WordMatch.Fuzzy(int edits) ->
            asked.stream()
                .allMatch(word -> there.stream().anyMatch(other -> edits(word, other) <= edits));
      };
    }

    /// Optimal string alignment: insertions, deletions, changes and swaps of neighbours.
    private static int edits(String a, String b) {
      int[][] cost = new int[a.length() + 1][b.length() + 1];
      for (int i = 0; i <= a.length(); i++) {
        for (int j = 0; j <= b.length(); j++) {
          if (i == 0 || j == 0) {
            cost[i][j] = i + j;
            continue;
          }
          int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
          cost[i][j] =
              Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
          if (i > 1
              && j > 1
              && a.charAt(i - 1) == b.charAt(j - 2)
              && a.charAt(i - 2) == b.charAt(j - 1)) {
            cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
          }
        }
      }
      return cost[a.length()][b.length()];
    }

    private static boolean inside(Filter.InPolygon polygon, float[] place) {
      double turned = 0;
      int corners = polygon.x().size();
      boolean odd = false;
      for (int i = 0; i < corners; i++) {
        double x1 = polygon.x().get(i) - place[0];
        double y1 = polygon.y().get(i) - place[1];
        double x2 = polygon.x().get((i + 1) % corners) - place[0];
        double y2 = polygon.y().get((i + 1) % corners) - place[1];
        turned = x1 * y2 - x2 * y1;
        if (y1 <= 0 && y2 > 0 && turned > 0 || y1 > 0 && y2 <= 0 && turned < 0) {
          odd = !odd;
        }
      }
      return odd;
    }
  }
}
