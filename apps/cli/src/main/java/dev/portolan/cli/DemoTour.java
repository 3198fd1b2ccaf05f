package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Hit;
import dev.portolan.minilm.MiniLm;
import dev.portolan.query.MapDuplicates;
import dev.portolan.query.MapSnapshot;
import dev.portolan.query.MapTopics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the demo shows of the map it built.
record DemoTour(Terminal terminal, Dataset dataset, MiniLm model) {
  private static final List<String> QUERIES =
      List.of(
          "an instrument that measures earthquakes",
          "the feeling of missing home",
          "someone who writes poems");

  private static final int HITS = 4;
  private static final int DEPTHS = 2;
  private static final int TOPICS = 12;
  private static final int SUBTOPICS = 36;
  private static final int CLUSTERS = 3;
  private static final int MEMBERS = 4;

  void show(EmbeddingMap map) {
    try (MapSnapshot snapshot = map.snapshot()) {
      topics(snapshot);
      searches();
      duplicates(snapshot);
    }
  }

  private void heading(String text) {
    terminal.say();
    terminal.say(terminal.bold(text));
  }

  private void topics(MapSnapshot snapshot) {
    heading("What it is about");
    List<MapTopics.Metadata> topics = snapshot.topics().metadata();
    long coarse = topics.stream().filter(topic -> topic.depth() == 1).count();
    int each = SUBTOPICS / Math.clamp(coarse, 4, TOPICS);
    new TopicDrawing(topics, DEPTHS, TOPICS, each).print(terminal);
  }

  private void searches() {
    heading("Searched by meaning");
    TextTable table = new TextTable(terminal.width());
    for (String query : QUERIES) {
      table.line("“" + query + "”");
      for (Hit hit :
          dataset.searchText(model, query).k(HITS).include("lemma", "definition").run()) {
        table.row("  " + Figures.distance(hit.distance()), lemma(hit.values()), text(hit.values()));
      }
    }
    table.print(terminal);
  }

  private static String lemma(Map<String, Object> values) {
    return (String) values.get("lemma");
  }

  private static String text(Map<String, Object> values) {
    return (String) values.get("definition");
  }

  private void duplicates(MapSnapshot snapshot) {
    heading("Said more than once");
    ClusterLines lines = ClusterLines.of(snapshot, snapshot.duplicates());
    List<MapDuplicates.Cluster> clusters = snapshot.duplicates().clusters();
    if (clusters.isEmpty()) {
      terminal.say("nothing: no two of these definitions are alike");
    }
    TextTable table = new TextTable(terminal.width());
    for (MapDuplicates.Cluster cluster : clusters.subList(0, Math.min(CLUSTERS, clusters.size()))) {
      table.line("%d data".formatted(cluster.members().length));
      List<ClusterLines.Member> members = lines.of(cluster);
      for (int i = 0; i < Math.min(MEMBERS, members.size()); i++) {
        Map<String, Object> values =
            snapshot.dataSnapshot().values(cluster.members()[i], Set.of("lemma", "definition"));
        table.row(
            i == 0 ? "  keep" : "  " + Figures.distance(members.get(i).distance()),
            lemma(values),
            text(values));
      }
      if (members.size() > MEMBERS) {
        table.line("  … %d more".formatted(members.size() - MEMBERS));
      }
    }
    table.print(terminal);
  }

  /// Where it lies and what to do with it, as commands to paste.
  static void next(Terminal terminal, Path directory, String took) {
    String db = ShellWord.of(directory) + " " + DemoVerb.DATASET;
    String verb = "  " + ShellWord.portolan() + " ";
    terminal.say();
    terminal.say(
        terminal.bold("Your turn")
            + ": the database lies in %s (all of this took %s)"
                .formatted(
                    FittedText.line(directory.toAbsolutePath().normalize().toString()), took));
    terminal.say(verb + "serve " + db + " --open");
    terminal.say(verb + "search " + db + " \"something you wear on your head\"");
    terminal.say(verb + "topics " + db + " --depth 3");
    terminal.say(verb + "topics " + db + " --text \"a small boat\"");
    terminal.say(verb + "duplicates " + db);
    terminal.say(verb + "export " + db + " wordnet.csv");
    terminal.say(verb + "--help");
  }
}
