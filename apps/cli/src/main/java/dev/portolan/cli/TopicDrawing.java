package dev.portolan.cli;

import dev.portolan.query.MapTopics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The topics of a map as a drawn tree with counts, largest first.
///
/// @param depths levels to draw
/// @param most branches to draw of one topic at each depth; what is left becomes one line
record TopicDrawing(List<MapTopics.Metadata> topics, int depths, int... most) {
  private static final int COUNT_CELLS = 10;
  private static final int MAX_CELLS = 100;

  /// A line of the tree.
  private record Line(String branch, String label, String count, boolean rest) {}

  void print(Terminal terminal) {
    List<Line> lines = new ArrayList<>();
    draw(byParent(), List.of(), "", lines);
    int widest = Math.min(terminal.width(), MAX_CELLS) - COUNT_CELLS;
    int cells = lines.stream().mapToInt(line -> width(line)).max().orElse(0);
    for (Line line : lines) {
      int left = Math.min(cells, widest) - FittedText.width(line.branch());
      String label = FittedText.pad(FittedText.fit(line.label(), left), left);
      terminal.say(
          terminal.faint(line.branch())
              + (line.rest() ? terminal.faint(label) : label)
              + FittedText.padLeft(line.count(), COUNT_CELLS));
    }
  }

  private static int width(Line line) {
    return FittedText.width(line.branch()) + FittedText.width(FittedText.line(line.label()));
  }

  /// Path of a topic's parent to its children, largest first.
  private Map<List<String>, List<MapTopics.Metadata>> byParent() {
    Map<List<String>, List<MapTopics.Metadata>> children = new LinkedHashMap<>();
    for (MapTopics.Metadata topic : topics) {
      if (topic.depth() <= depths) {
        children
            .computeIfAbsent(topic.path().subList(0, topic.depth() - 1), _ -> new ArrayList<>())
            .add(topic);
      }
    }
    children
        .values()
        .forEach(siblings ->
            siblings.sort(
                Comparator.comparingInt(MapTopics.Metadata::count)
                    .reversed()
                    .thenComparingInt(MapTopics.Metadata::topicId)));
    return children;
  }

  private void draw(
      Map<List<String>, List<MapTopics.Metadata>> children,
      List<String> parent,
      String indent,
      List<Line> lines) {
    List<MapTopics.Metadata> siblings = children.getOrDefault(parent, List.of());
    int wanted = parent.size() < most.length ? most[parent.size()] : Integer.MAX_VALUE - 1;
    int drawn = siblings.size() <= wanted + 1 ? siblings.size() : wanted;
    for (int i = 0; i < drawn; i++) {
      MapTopics.Metadata topic = siblings.get(i);
      boolean last = i == siblings.size() - 1;
      lines.add(
          new Line(
              indent + (last ? "└─ " : "├─ "), topic.label(), Figures.count(topic.count()), false));
      draw(
          children, topic.path().subList(0, topic.depth()), indent + (last ? "   " : "│  "), lines);
    }
    if (drawn < siblings.size()) {
      List<MapTopics.Metadata> rest = siblings.subList(drawn, siblings.size());
      lines.add(
          new Line(
              indent + "└─ ",
              "… %d more".formatted(rest.size()),
              Figures.count(rest.stream().mapToInt(MapTopics.Metadata::count).sum()),
              true));
    }
  }
}
