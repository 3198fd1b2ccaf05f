package dev.portolan.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.query.TopicEdit;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Topics named by a model that answers by a rule.
class TopicNamesTest {
  private static final long SEED = Long.getLong("portolan.seed", 7);
  private static final int N = 400;
  private static final MapOptions QUICK = MapOptions.builder().nEpochs(30).build();
  private static final String[][] WORDS = {
    {"parcel", "courier", "delivery"},
    {"refund", "money", "bank"},
    {"login", "password", "account"},
    {"battery", "charger", "cable"}
  };

  @TempDir Path directory;

  private Portolan db;
  private Dataset dataset;
  private EmbeddingMap map;

  @BeforeEach
  void build() {
    db = Portolan.open(directory);
    dataset =
        db.create(
            "posts",
            Schema.builder()
                .text("title")
                .text("body")
                .category("kind")
                .latent(8, Metric.COSINE)
                .build());
    dataset.add(posts());
    map = dataset.buildMap(QUICK, BuildMonitor.none());
  }

  @AfterEach
  void close() {
    db.close();
  }

  /// Directions around four centres, each with words of its own.
  private static List<Datum> posts() {
    SplittableRandom random = new SplittableRandom(SEED);
    float[][] centres = new float[WORDS.length][];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = near(new float[8], 1, random);
    }
    List<Datum> posts = new ArrayList<>();
    for (int i = 0; i < N; i++) {
      String[] words = WORDS[i % WORDS.length];
      posts.add(
          Datum.of("p" + i, near(centres[i % WORDS.length], .4f, random))
              .with("title", "post " + i)
              .with(
                  "body",
                  "a %s question about my %s, number %d"
                      .formatted(words[random.nextInt(3)], words[random.nextInt(3)], i))
              .with("kind", words[0]));
    }
    return posts;
  }

  private static float[] near(float[] centre, float spread, SplittableRandom random) {
    float[] vector = new float[centre.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = centre[i] + (float) random.nextGaussian() * spread;
    }
    return vector;
  }

  private TopicTree tree() {
    return map.topics().tree();
  }

  @Test
  void names_areStoredAndShown() {
    TopicTree before = tree();
    ScriptedModel model = ScriptedModel.counting();
    NamingReport report = TopicNames.by(model).name(map);
    assertTrue(before.depths() > 1, before.toString());
    assertEquals(before.topics().size(), report.named().size());
    assertEquals(before.topics().size(), report.calls());
    assertEquals(List.of(), report.kept());
    for (NamingReport.Named named : report.named()) {
      assertEquals(before.topic(named.id()).label(), named.before());
      assertEquals(tree().topic(named.id()).label(), named.after());
      assertTrue(named.after().startsWith("Subject "), named.after());
    }
    assertEquals(1, map.topicEdits().all().size());
  }

  @Test
  void names_surviveARebuildAndGoWithOneUndo() {
    TopicTree before = tree();
    TopicNames.by(ScriptedModel.counting()).name(map);
    TopicTree named = tree();
    dataset.buildMap(QUICK, BuildMonitor.none());
    assertEquals(named, tree());
    map.topicEdits().undo();
    assertEquals(before, tree());
  }

  @Test
  void question_holdsKeywordsCentralTextsAndNamesGivenSoFar() {
    ScriptedModel model = ScriptedModel.counting();
    TopicNames.by(model).name(map);
    String last = model.asked().getLast();
    Topic topic = tree().labelled("Subject " + model.asked().size());
    assertEquals(1, topic.depth());
    assertTrue(last.contains("Keywords: " + topic.description().split("/")[0]), last);
    assertEquals(3, last.lines().filter(line -> line.startsWith("- a ")).count(), last);
    for (Topic other : tree().topics()) {
      boolean told =
          other.parent() == topic.id() || (other.depth() == 1 && other.id() != topic.id());
      assertEquals(
          told,
          last.lines()
              .filter(line -> line.startsWith("Its "))
              .flatMap(line -> List.of(line.substring(line.indexOf(':') + 2).split("; ")).stream())
              .anyMatch(other.label()::equals),
          other.label() + " in " + last);
    }
  }

  @Test
  void askedColumn_isWhatTextsAreFrom() {
    ScriptedModel model = ScriptedModel.counting();
    TopicNames.by(model).textColumn("title").depths(1).name(map);
    assertTrue(model.asked().getFirst().contains("\n- post "), model.asked().getFirst());
  }

  @Test
  void depths_leaveTheOthersAlone() {
    TopicTree before = tree();
    NamingReport report = TopicNames.by(ScriptedModel.counting()).depths(1).name(map);
    assertEquals(before.atDepth(1).size(), report.named().size());
    assertEquals(before.atDepth(2), tree().atDepth(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "…",
        "Here is the name:\nParcels",
        "far more words than were asked for",
        "averyveryveryveryveryveryveryveryveryveryveryveryverylongword"
      })
  void badAnswers_areAskedOnceMoreAndThenTheLabelIsKept(String answer) {
    TopicTree before = tree();
    ScriptedModel model = new ScriptedModel(_ -> answer);
    NamingReport report = TopicNames.by(model).name(map);
    assertEquals(before.topics().size(), report.kept().size());
    assertEquals(2 * before.topics().size(), report.calls());
    assertEquals(before, tree());
    assertEquals(List.of(), map.topicEdits().all());
    String refusal = report.kept().getLast().reason();
    assertFalse(refusal.isBlank());
    assertTrue(model.asked().get(1).contains(refusal), model.asked().get(1));
  }

  @Test
  void secondAnswer_mayBeAName() {
    int[] calls = {0};
    ScriptedModel model =
        new ScriptedModel(question ->
            question.contains("cannot be taken")
                ? "**\"Subject %d.\"**".formatted(++calls[0])
                : "");
    NamingReport report = TopicNames.by(model).name(map);
    assertEquals(tree().topics().size(), report.named().size());
    assertTrue(report.named().stream().allMatch(named -> named.after().matches("Subject \\d+")));
  }

  @Test
  void oneNameForAll_isGivenOnceWhateverItsCase() {
    int[] calls = {0};
    NamingReport report =
        TopicNames.by(new ScriptedModel(_ -> calls[0]++ % 2 == 0 ? "Parcels" : "PARCELS"))
            .name(map);
    assertEquals(1, report.named().size());
    assertTrue(
        report.kept().stream()
            .allMatch(
                kept -> kept.reason().matches("another topic is called '(?i:parcels)' already")),
        report.kept().toString());
    assertEquals(
        1, tree().topics().stream().filter(t -> t.label().equalsIgnoreCase("parcels")).count());
  }

  @Test
  void labelOfAnotherTopic_isNoName() {
    String label = tree().topic(1).label().toUpperCase(Locale.ROOT);
    NamingReport report =
        TopicNames.by(new ScriptedModel(_ -> label)).maxWords(20).depths(2).name(map);
    assertEquals(List.of(), report.named());
  }

  @Test
  void personsLabel_staysAndIsNotAskedFor() {
    map.topicEdits().rename(1, "Hers");
    ScriptedModel model = ScriptedModel.counting();
    NamingReport report = TopicNames.by(model).name(map);
    assertEquals(
        List.of(new NamingReport.Kept(1, "Hers", "a person gave it that label")), report.kept());
    assertEquals(tree().topics().size() - 1, report.calls());
    assertEquals("Hers", tree().topic(1).label());
    assertTrue(
        model.asked().getLast().contains("Hers"), "the neighbours of a topic are told by name");
  }

  @Test
  void namedAgain_theNewNamesCount() {
    TopicNames.by(ScriptedModel.counting()).depths(1).name(map);
    int[] calls = {0};
    NamingReport report =
        TopicNames.by(new ScriptedModel(_ -> "Matter " + ++calls[0])).depths(1).name(map);
    assertTrue(report.named().getFirst().before().startsWith("Subject"));
    assertTrue(tree().atDepth(1).stream().allMatch(t -> t.label().startsWith("Matter ")));
    map.topicEdits().undo();
    assertTrue(tree().atDepth(1).stream().allMatch(t -> t.label().startsWith("Subject ")));
  }

  @Test
  void failingModel_leavesNothing() {
    TopicTree before = tree();
    IllegalStateException cause = new IllegalStateException("rate limit");
    int[] calls = {0};
    ScriptedModel model =
        new ScriptedModel(_ -> {
          if (++calls[0] == 3) {
            throw cause;
          }
          return "Subject " + calls[0];
        });
    NamingException error =
        assertThrows(NamingException.class, () -> TopicNames.by(model).name(map));
    assertEquals(before, tree());
    assertEquals(List.of(), map.topicEdits().all());
    assertTrue(
        error
            .getMessage()
            .startsWith(
                "topic %d '%s' was not named, the chat model failed ("
                    .formatted(error.topic(), before.topic(error.topic()).label())),
        error.getMessage());
    assertTrue(error.getMessage().contains("rate limit"), error.getMessage());
    assertSame(cause, error.getCause());
    map.topicEdits().name(error.names());
    assertEquals(Set.of("Subject 1", "Subject 2"), labelsLike("Subject"));
  }

  @Test
  void cancelled_leavesNothing() {
    List<String> told = new ArrayList<>();
    NamingProgress progress =
        new NamingProgress() {
          @Override
          public void named(int done, int total) {
            told.add(done + "/" + total);
          }

          @Override
          public boolean cancelled() {
            return told.size() == 2;
          }
        };
    TopicNames names = TopicNames.by(ScriptedModel.counting());
    CancellationException error =
        assertThrows(CancellationException.class, () -> names.name(map, progress));
    int topics = tree().topics().size();
    assertEquals(List.of("1/" + topics, "2/" + topics), told);
    assertEquals(
        "naming the topics of map 'default' was cancelled; nothing of it stays",
        error.getMessage());
    assertEquals(List.of(), map.topicEdits().all());
  }

  @Test
  void editsMeanwhile_areStronger() {
    Topic hidden = tree().atDepth(1).getLast();
    Topic renamed = tree().atDepth(1).getFirst();
    int[] calls = {0};
    ScriptedModel model =
        new ScriptedModel(_ -> {
          if (++calls[0] == 1) {
            map.topicEdits().hide(hidden.id());
            map.topicEdits().rename(renamed.id(), "Subject 1");
          }
          return "Subject " + calls[0];
        });
    NamingReport report = TopicNames.by(model).name(map);
    assertEquals("Subject 1", tree().topic(renamed.id()).label());
    assertEquals(
        Set.of(
            "it went away while names were asked for",
            "a person gave it that label",
            "another topic was called 'Subject 1' meanwhile"),
        report.kept().stream().map(NamingReport.Kept::reason).collect(Collectors.toSet()));
    assertEquals(new TopicEdit.Name(named(report)), map.topicEdits().undo());
  }

  private static Map<Integer, String> named(NamingReport report) {
    return report.named().stream()
        .collect(Collectors.toMap(NamingReport.Named::id, NamingReport.Named::after));
  }

  @Test
  void topicsOfNothingButVectors_keepTheirNumbers() {
    Dataset bare = db.create("bare", Schema.builder().latent(8, Metric.COSINE).build());
    bare.add(posts().stream().map(post -> Datum.of(post.id(), post.latent())).toList());
    EmbeddingMap numbered = bare.buildMap(QUICK, BuildMonitor.none());
    NamingReport report = TopicNames.by(ScriptedModel.counting()).name(numbered);
    assertEquals(numbered.topics().tree().topics().size(), report.kept().size());
    assertEquals(0, report.calls());
  }

  @Test
  void mapWithoutTopics_hasNothingToName() {
    EmbeddingMap without =
        dataset.buildMap(
            "without", MapOptions.builder().nEpochs(30).topics(false).build(), BuildMonitor.none());
    NamingReport report = TopicNames.by(ScriptedModel.counting()).name(without);
    assertEquals(new NamingReport(List.of(), List.of(), 0), report);
  }

  @Test
  void optionsThatCannotBe_areRefused() {
    TopicNames names = TopicNames.by(ScriptedModel.counting());
    refused("ask for 1 to 20", () -> names.maxWords(0));
    refused("say it as in 'German'", () -> names.language(" "));
    refused("depth 9 is out of range", () -> names.depths(9).name(map));
    refused("column 'kind' is no text", () -> names.textColumn("kind").name(map));
    refused("there is no column 'x'", () -> names.textColumn("x").name(map));
  }

  private Set<String> labelsLike(String start) {
    return tree().topics().stream()
        .map(Topic::label)
        .filter(label -> label.startsWith(start))
        .collect(Collectors.toSet());
  }

  private static void refused(String words, Runnable attempt) {
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, attempt::run);
    assertTrue(error.getMessage().contains(words), error.getMessage());
  }
}
