package dev.portolan.cli;

import dev.portolan.query.TopicTimeline;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Topics over time as a line of blocks each, largest first, with the dates below.
///
/// Every line has its own scale: it shows when there was much of a topic, its count how much in
/// all. Steps that are too many for the line share blocks.
final class TopicPlot {
  private static final int MOST_TOPICS = 20;
  private static final int LABEL_CELLS = 40;
  private static final int SHORT_LABEL_CELLS = 20;
  private static final int LEAST_LABEL_CELLS = 12;
  private static final int COUNT_CELLS = 11;
  private static final int PLOT_CELLS = 36;
  private static final String GAP = "  ";
  private static final String ALL = "all of these";

  private final TopicTimeline timeline;
  private final Terminal terminal;
  private final int shown;
  private final int labelCells;
  private final int stepsPerBlock;
  private final int blocks;
  private final int blockCells;

  /// @param timeline with data
  TopicPlot(TopicTimeline timeline, Terminal terminal) {
    this.timeline = timeline;
    this.terminal = terminal;
    int topics = timeline.topics().size();
    int steps = timeline.starts().size();
    this.shown = topics <= MOST_TOPICS + 1 ? topics : MOST_TOPICS;
    int room = terminal.width() - GAP.length() - COUNT_CELLS;
    int longest =
        timeline.topics().stream()
            .limit(shown)
            .mapToInt(topic -> FittedText.width(FittedText.line(topic.label())))
            .reduce(ALL.length(), Math::max);
    int leastLabel =
        Math.min(longest, Math.clamp(room - PLOT_CELLS, LEAST_LABEL_CELLS, SHORT_LABEL_CELLS));
    this.stepsPerBlock = partsOf(steps, room - leastLabel);
    this.blocks = partsOf(steps, stepsPerBlock);
    int plotCells = Math.max(blocks, Math.min(PLOT_CELLS, room - leastLabel));
    this.labelCells = Math.min(longest, Math.min(LABEL_CELLS, room - plotCells));
    this.blockCells = Math.min(partsOf(PLOT_CELLS, blocks), (room - labelCells) / blocks);
  }

  private static int partsOf(int whole, int part) {
    return (whole + part - 1) / part;
  }

  void print() {
    List<TopicTimeline.OfTopic> topics = timeline.topics();
    print(ALL, topics);
    topics.subList(0, shown).forEach(topic -> print(topic.label(), List.of(topic)));
    if (shown < topics.size()) {
      List<TopicTimeline.OfTopic> rest = topics.subList(shown, topics.size());
      print("… %d more".formatted(rest.size()), rest);
    }
    TimeAxis axis = new TimeAxis(timeline.step(), timeline.starts(), stepsPerBlock, blockCells);
    terminal.say(" ".repeat(labelCells) + GAP + terminal.faint(axis.line()));
    String step = timeline.step().name().toLowerCase(Locale.ROOT);
    terminal.say(
        terminal.faint(
            "every line has its own scale; a block is %s"
                .formatted(
                    stepsPerBlock == 1 ? "one " + step : "%d %ss".formatted(stepsPerBlock, step))));
  }

  private void print(String label, List<TopicTimeline.OfTopic> topics) {
    int[] counts = new int[blocks];
    for (TopicTimeline.OfTopic topic : topics) {
      for (int step = 0; step < topic.counts().length; step++) {
        counts[step / stepsPerBlock] += topic.counts()[step];
      }
    }
    terminal.say(
        FittedText.pad(FittedText.fit(label, labelCells), labelCells)
            + GAP
            + Sparkline.in(terminal).of(counts, blockCells)
            + FittedText.padLeft(Figures.count(Arrays.stream(counts).sum()), COUNT_CELLS));
  }
}
