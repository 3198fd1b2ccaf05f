package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.query.Overlay;
import dev.portolan.query.TopicChange;
import dev.portolan.query.filter.Filter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `overlay`: some data laid over a map without being inserted.
@Command(
    name = "overlay",
    description = {
      "Lays data over a map without inserting them, and says how the two spread over its topics.",
      "",
      "The data are another dataset's (--with), or some of the same (--over), such as a later year"
          + " over an earlier one. Those that are on the map lie where they are, others amid their"
          + " neighbours. --json gives every place."
    },
    footer = {
      "  portolan overlay my.portolan posts --with drafts",
      "  portolan overlay my.portolan posts --filter '{\"range\": {\"column\": \"year\", \"to\":"
          + " 2020}}' --over '{\"range\": {\"column\": \"year\", \"from\": 2021}}' --depth 2"
    })
final class OverlayVerb implements Callable<Integer> {
  private static final int STRANGERS_SHOWN = 5;

  @ParentCommand private Main portolan;
  @Mixin private DatasetArgument dataset;
  @Mixin private MapOption map;
  @Mixin private FilterOption filter;

  @Option(
      names = "--with",
      paramLabel = "DATASET",
      description = "Whose data are laid over; the same dataset's unless said.")
  private String with;

  @Option(
      names = "--over",
      paramLabel = "JSON|@FILE",
      description = "Which of them; all unless said.")
  private String over;

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "1",
      description = "Depth of the topics that are compared; 1 unless said.")
  private int depth;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    if (with == null && over == null) {
      throw new IllegalArgumentException(
          "nothing to lay over the map; name a dataset by --with, or some data by --over");
    }
    portolan.cancellation().watch("nothing was changed");
    try (Portolan db = dataset.open();
        Progress progress = new Progress(portolan.terminal())) {
      Dataset own = db.dataset(dataset.name());
      EmbeddingMap shown = own.map(map.name());
      int depths = shown.topics().depths();
      if (depths > 0 && (depth < 1 || depth > depths)) {
        throw new IllegalArgumentException(
            "map '%s' has no topics of depth %d; give --depth 1 to %d"
                .formatted(shown.name(), depth, depths));
      }
      Overlay overlay =
          shown.overlay(
              filter.filter(own),
              with == null ? own : db.dataset(with),
              over == null ? Filter.all() : FilterOption.read(over),
              new BuildProgress(progress, portolan.cancellation()));
      progress.finish();
      if (json.wanted()) {
        new JsonAnswer()
            .with("dataset", dataset.name())
            .with("map", map.name())
            .with("under", overlay.under())
            .with("data", overlay.data())
            .with("topics", overlay.topics())
            .print(portolan.terminal());
      } else {
        tell(overlay);
      }
    }
    return 0;
  }

  private void tell(Overlay overlay) {
    Terminal terminal = portolan.terminal();
    terminal.say(
        "%s over %s of map '%s'"
            .formatted(
                Figures.count(overlay.data().size(), "datum", "data"),
                Figures.count(overlay.under()),
                map.name()));
    if (!overlay.topics().isEmpty()) {
      tellTopics(overlay, terminal);
    }
    List<String> strangers = overlay.strangers();
    if (!strangers.isEmpty()) {
      terminal.say(
          "unlike any of the map, their places say little: %s (%s%s)"
              .formatted(
                  Figures.count(strangers.size(), "datum", "data"),
                  String.join(
                      ", ", strangers.subList(0, Math.min(STRANGERS_SHOWN, strangers.size()))),
                  strangers.size() > STRANGERS_SHOWN ? ", …" : ""));
    }
  }

  private void tellTopics(Overlay overlay, Terminal terminal) {
    List<TopicChange> changes = overlay.topics().get(depth - 1);
    if (changes.isEmpty()) {
      terminal.say("  none of them has a topic at depth %d".formatted(depth));
    } else {
      new ComparisonTable(changes).print(terminal);
    }
    only("only on the map: ", overlay.onlyUnder(depth));
    only("only laid over: ", overlay.onlyOver(depth));
  }

  private void only(String head, List<TopicChange> topics) {
    if (!topics.isEmpty()) {
      String labels = topics.stream().map(TopicChange::label).collect(Collectors.joining("; "));
      for (String line : FittedText.wrap(head + labels, portolan.terminal().width())) {
        portolan.terminal().say(line);
      }
    }
  }
}
