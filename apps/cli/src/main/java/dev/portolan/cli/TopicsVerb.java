package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.Search;
import dev.portolan.exchange.NpyFile;
import dev.portolan.minilm.MiniLm;
import dev.portolan.query.MapSnapshot;
import dev.portolan.query.MapTopics;
import dev.portolan.query.TimeWindow;
import dev.portolan.storage.DatumSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `topics`: what a map is about; edited by the commands below it.
@Command(
    name = "topics",
    description = {
      "Draws the topics of a map as a tree, or answers a question about them.",
      "",
      "One of: a row per topic (--metadata), the data of the topics of one depth (--group), the"
          + " topics of data (--of), of a text (--text) or of vectors (--vector), and how many data"
          + " each topic has in a time window (--density), over time (--over-time) or in two"
          + " windows beside each other (--compare)."
    },
    footer = {
      "  portolan topics my.portolan posts",
      "  portolan topics my.portolan posts --depth 1",
      "  portolan topics my.portolan posts --of 17",
      "  portolan topics my.portolan posts --text \"the parcel never arrived\" --depth 2",
      "  portolan topics my.portolan posts --density opened_at --from 2026-01-01 --to 2026-03-31",
      "  portolan topics my.portolan posts --over-time opened_at --step month",
      "  portolan topics my.portolan posts --compare opened_at --before 2025-12 --after 2026-01",
      "  portolan topics my.portolan posts rename 17 \"Late delivery\""
    },
    subcommands = {
      TopicRenameVerb.class,
      TopicMergeVerb.class,
      TopicHideVerb.class,
      TopicUndoVerb.class,
      TopicEditsVerb.class,
      TopicChangesVerb.class
    })
final class TopicsVerb implements Callable<Integer> {
  private static final int ALL = Integer.MAX_VALUE;
  private static final int SHOWN_IDS = 5;
  private static final int LABEL_CELLS = 40;

  @ParentCommand private Main portolan;
  @Mixin private DatasetArgument dataset;
  @Mixin private MapOption map;

  @ArgGroup private Question question = new Question();

  @Option(
      names = "--depth",
      paramLabel = "N",
      description =
          "Depth of the topics, 1 the coarsest. The tree is drawn down to it; --group,"
              + " --density, --over-time and --compare take 1 unless said, --text and --vector 3.")
  private Integer depth;

  @Option(
      names = "-k",
      paramLabel = "N",
      description = "How many neighbours vote on --text and --vector; default 32.")
  private int k = MapTopics.DEFAULT_K;

  @Mixin private TimeOptions time;
  @Mixin private FilterOption filter;
  @Mixin private JsonOption json;

  /// What is asked; nothing for the tree.
  static final class Question {
    @Option(names = "--metadata", description = "A row per topic.")
    private boolean metadata;

    @Option(names = "--group", description = "The data of each topic of one depth.")
    private boolean group;

    @Option(names = "--of", arity = "1..*", paramLabel = "ID", description = "The topics of data.")
    private List<String> of;

    @Option(names = "--text", paramLabel = "TEXT", description = "What a text is about.")
    private String text;

    @Option(names = "--vector", paramLabel = "FILE", description = "What vectors are about (.npy).")
    private Path vectors;

    @Option(
        names = "--density",
        paramLabel = "COLUMN",
        description = "How many data each topic has in a window of this timestamp.")
    private String density;

    @Option(
        names = "--over-time",
        paramLabel = "COLUMN",
        description = "How many data each topic has in each step of this timestamp.")
    private String overTime;

    @Option(
        names = "--compare",
        paramLabel = "COLUMN",
        description =
            "What grew and shrank from one window of this timestamp (--before) to another"
                + " (--after).")
    private String compare;
  }

  @Override
  public Integer call() {
    time.check(question.density, question.overTime, question.compare);
    try (Portolan db = dataset.open()) {
      Dataset data = db.dataset(dataset.name());
      try (MapSnapshot whole = data.map(map.name()).snapshot()) {
        MapSnapshot snapshot = filter.given() ? whole.only(data.where(filter.filter(data))) : whole;
        if (question.metadata) {
          metadata(snapshot.topics().metadata());
        } else if (question.group) {
          groups(snapshot, snapshot.topics().groupByTopic(depthOr(1)));
        } else if (question.of != null) {
          of(snapshot);
        } else if (question.density != null) {
          TimeWindow when = time.window();
          density(
              snapshot.topics().topicDensity(question.density, when.from(), when.to(), depthOr(1)));
        } else if (question.overTime != null) {
          times(snapshot).overTime(question.overTime, time, time.window());
        } else if (question.compare != null) {
          times(snapshot).compare(question.compare, time);
        } else if (question.text != null || question.vectors != null) {
          posteriors(snapshot, vectors(data));
        } else {
          tree(snapshot);
        }
      }
    }
    return 0;
  }

  Portolan open() {
    return dataset.open();
  }

  EmbeddingMap map(Portolan db) {
    return db.dataset(dataset.name()).map(map.name());
  }

  Terminal terminal() {
    return portolan.terminal();
  }

  /// `--json` may stand before the command or after it.
  boolean json(JsonOption ofCommand) {
    return json.wanted() || ofCommand.wanted();
  }

  /// The id of a topic that is named by its id or its label.
  static int id(EmbeddingMap map, String topic) {
    return topic.matches("\\d{1,9}")
        ? Integer.parseInt(topic)
        : map.topics().tree().labelled(topic).id();
  }

  /// Edits topics and says what their edits are afterwards.
  int edit(JsonOption asJson, Consumer<EmbeddingMap> edit) {
    try (Portolan db = open()) {
      EmbeddingMap edited = map(db);
      edit.accept(edited);
      if (json(asJson)) {
        new JsonAnswer()
            .with("dataset", dataset.name())
            .with("map", edited.name())
            .with("edits", TopicEditList.objects(edited))
            .print(terminal());
      } else {
        TopicEditList.print(edited, terminal());
      }
    }
    return 0;
  }

  private TopicTimes times(MapSnapshot snapshot) {
    return new TopicTimes(dataset.name(), snapshot, depthOr(1), json, portolan.terminal());
  }

  private int depthOr(int otherwise) {
    return depth == null ? otherwise : depth;
  }

  private void tree(MapSnapshot snapshot) {
    List<MapTopics.Metadata> topics = snapshot.topics().metadata();
    int depths = snapshot.tree().depths();
    if (depth != null) {
      snapshot.tree().checkDepth(depth);
    }
    if (json.wanted()) {
      metadata(topics.stream().filter(topic -> topic.depth() <= depthOr(depths)).toList());
      return;
    }
    Terminal terminal = portolan.terminal();
    int mapped = snapshot.mapped().count();
    int assigned =
        topics.stream()
            .filter(topic -> topic.depth() == 1)
            .mapToInt(MapTopics.Metadata::count)
            .sum();
    terminal.say(
        "%s, map '%s': %s data, %s in a topic"
            .formatted(
                terminal.bold(dataset.name()),
                map.name(),
                Figures.count(mapped),
                Figures.count(assigned)));
    new TopicDrawing(topics, depthOr(depths)).print(terminal);
  }

  private void metadata(List<MapTopics.Metadata> topics) {
    if (json.wanted()) {
      new JsonAnswer()
          .with("topics", topics.stream().map(TopicsVerb::object).toList())
          .print(portolan.terminal());
      return;
    }
    TextTable table = new TextTable(portolan.terminal().width());
    table.row("depth", "topic_id", "data", "label", "description");
    for (MapTopics.Metadata topic : topics) {
      table.row(
          Integer.toString(topic.depth()),
          Integer.toString(topic.topicId()),
          Figures.count(topic.count()),
          FittedText.fit(topic.label(), LABEL_CELLS),
          topic.description());
    }
    table.print(portolan.terminal());
  }

  private static Map<String, Object> object(MapTopics.Metadata topic) {
    Map<String, Object> object =
        JsonAnswer.object("depth", topic.depth(), "topic_id", topic.topicId());
    for (int i = 0; i < topic.path().size(); i++) {
      object.put("topic_depth_" + (i + 1), topic.path().get(i));
    }
    object.put("topic_description", topic.description());
    object.put("topic_short_description", topic.label());
    object.put("count", topic.count());
    object.put("exemplars", topic.exemplars());
    if (topic.core() != null) {
      object.put("x", topic.core().x());
      object.put("y", topic.core().y());
      object.put("density", topic.core().density());
    }
    return object;
  }

  private void groups(MapSnapshot snapshot, List<MapTopics.Group> groups) {
    Terminal terminal = portolan.terminal();
    if (json.wanted()) {
      new JsonAnswer()
          .with("groups", groups.stream().map(group -> object(snapshot, group)).toList())
          .print(terminal);
      return;
    }
    for (MapTopics.Group group : groups) {
      terminal.say(
          "%s  %s data"
              .formatted(
                  terminal.bold(FittedText.line(group.label())),
                  Figures.count(group.data().count())));
      TextTable table = new TextTable(terminal.width());
      table.row("  keywords", group.description());
      if (!group.subtopics().isEmpty()) {
        table.row("  subtopics", String.join(" · ", group.subtopics()));
      }
      table.row("  data", String.join(" ", ids(snapshot, group.data(), SHOWN_IDS)) + " …");
      table.print(terminal);
    }
  }

  private static Map<String, Object> object(MapSnapshot snapshot, MapTopics.Group group) {
    return JsonAnswer.object(
        "topic_id", group.topicId(),
        "topic_short_description", group.label(),
        "topic_description", group.description(),
        "subtopics", group.subtopics(),
        "subtopic_ids", group.subtopicIds(),
        "ids", ids(snapshot, group.data(), ALL));
  }

  private static List<String> ids(MapSnapshot snapshot, DatumSet set, int most) {
    int[] ordinals = set.stream().limit(most).toArray();
    return List.of(snapshot.dataSnapshot().ids(ordinals));
  }

  private void of(MapSnapshot snapshot) {
    int[] ordinals = snapshot.dataSnapshot().ordinals(question.of);
    List<Map<String, Object>> objects = new ArrayList<>();
    TextTable table = new TextTable(portolan.terminal().width());
    for (int i = 0; i < ordinals.length; i++) {
      int row = snapshot.row(ordinals[i]);
      int topic = row < 0 ? 0 : snapshot.columns().topic()[row];
      List<String> path = new ArrayList<>();
      for (int at = 1; at <= snapshot.tree().depths(); at++) {
        int onPath = snapshot.tree().onPath(topic, at);
        path.add(onPath == 0 ? null : snapshot.tree().topic(onPath).label());
      }
      Map<String, Object> object = JsonAnswer.object("id", question.of.get(i));
      for (int at = 0; at < path.size(); at++) {
        object.put("topic_depth_" + (at + 1), path.get(at));
      }
      objects.add(object);
      String shown = path.stream().filter(Objects::nonNull).collect(Collectors.joining(" › "));
      table.row(
          question.of.get(i),
          row < 0 ? "(not on the map)" : shown.isEmpty() ? "(no topic)" : shown);
    }
    if (json.wanted()) {
      new JsonAnswer().with("data", objects).print(portolan.terminal());
    } else {
      table.print(portolan.terminal());
    }
  }

  private void density(List<MapTopics.Density> densities) {
    if (json.wanted()) {
      new JsonAnswer()
          .with(
              "topics",
              densities.stream()
                  .map(topic ->
                      JsonAnswer.object(
                          "topic", topic.topic(),
                          "topic_id", topic.topicId(),
                          "count", topic.count()))
                  .toList())
          .print(portolan.terminal());
      return;
    }
    TextTable table = new TextTable(portolan.terminal().width());
    for (MapTopics.Density topic : densities) {
      table.row(FittedText.padLeft(Figures.count(topic.count()), 8), topic.topic());
    }
    if (densities.isEmpty()) {
      portolan.terminal().say("no datum with a topic lies in that window");
    }
    table.print(portolan.terminal());
  }

  private float[][] vectors(Dataset data) {
    if (question.vectors != null) {
      return NpyFile.vectors(question.vectors);
    }
    try (MiniLm model = MiniLm.open()) {
      // Refuses a dataset whose vectors are of another model.
      Search _ = data.searchText(model, question.text);
      return new float[][] {model.embed(question.text)};
    }
  }

  private void posteriors(MapSnapshot snapshot, float[][] vectors) {
    MapTopics topics = snapshot.topics();
    int depths = Math.max(1, Math.min(3, snapshot.tree().depths()));
    List<MapTopics.Posterior> posteriors = topics.vectorSearchTopics(vectors, k, depthOr(depths));
    if (json.wanted()) {
      new JsonAnswer()
          .with(
              "queries",
              posteriors.stream()
                  .map(posterior ->
                      JsonAnswer.object(
                          "topics",
                          posterior.topics().entrySet().stream()
                              .map(topic ->
                                  JsonAnswer.object(
                                      "topic", topic.getKey(),
                                      "probability", topic.getValue()))
                              .toList(),
                          "unassigned",
                          posterior.unassigned()))
                  .toList())
          .print(portolan.terminal());
      return;
    }
    for (MapTopics.Posterior posterior : posteriors) {
      TextTable table = new TextTable(portolan.terminal().width());
      posterior
          .topics()
          .forEach((label, probability) ->
              table.row(FittedText.padLeft(Figures.percent(probability), 8), label));
      table.print(portolan.terminal());
      if (posterior.unassigned() > 0) {
        portolan
            .terminal()
            .say(
                "(%s of the %d nearest data have no topic there)"
                    .formatted(Figures.percent(posterior.unassigned()), k));
      }
    }
  }
}
