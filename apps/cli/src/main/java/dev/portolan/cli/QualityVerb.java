package dev.portolan.cli;

import dev.portolan.Portolan;
import dev.portolan.index.BuildReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// `quality`: how much of the truth a map keeps.
@Command(
    name = "quality",
    description = {
      "Says how much of what is near and far in the data a map shows, as measured when it was"
          + " built.",
      "",
      "The figures are exact for a seeded sample of the data, each compared with all others."
          + " Compare them between maps of the same data; between datasets they differ with the"
          + " data."
    },
    footer = {
      "  portolan quality my.portolan posts",
      "  portolan quality my.portolan posts --map axes --json"
    })
final class QualityVerb implements Callable<Integer> {
  @ParentCommand private Main portolan;
  @Mixin private DatasetArgument dataset;
  @Mixin private MapOption map;
  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    try (Portolan db = dataset.open()) {
      BuildReport report = db.dataset(dataset.name()).map(map.name()).report();
      if (json.wanted()) {
        new JsonAnswer()
            .with("dataset", dataset.name())
            .with("map", map.name())
            .with("metric", report.metric())
            .with("projection", report.projection())
            .with("sample", report.quality().sample())
            .with("trustworthiness", report.quality().trustworthiness())
            .with("continuity", report.quality().continuity())
            .with("kept", report.quality().kept())
            .with("triplets", report.quality().triplets())
            .with("neighbor_recall", report.neighbors().recall())
            .print(portolan.terminal());
      } else {
        tell(report);
      }
    }
    return 0;
  }

  private void tell(BuildReport report) {
    Terminal terminal = portolan.terminal();
    BuildReport.Quality quality = report.quality();
    terminal.say(terminal.bold("map " + map.name()) + " of " + dataset.name());
    terminal.say(
        "  %s, by %s, measured on %s of %s data"
            .formatted(
                report.projection(),
                report.metric(),
                Figures.count(quality.sample()),
                Figures.count(report.data())));
    TextTable table = new TextTable(terminal.width());
    table.row(
        "  trustworthiness",
        Figures.figure(quality.trustworthiness()),
        "what lies together on the map belongs together");
    if (quality.continuity() != null) {
      table.row(
          "  continuity",
          Figures.figure(quality.continuity()),
          "what belongs together lies together on the map");
    }
    table.row(
        "  nearest 15 kept",
        Figures.percent(quality.kept()),
        "of a datum's 15 nearest are its 15 nearest on the map too");
    table.row(
        "  triplets in order",
        Figures.percent(quality.triplets()),
        "of far apart pairs keep their order; 50 % is chance");
    table.row(
        "  neighbours found",
        Figures.percent(report.neighbors().recall()),
        "of the true ones are in the graph it was drawn from");
    table.print(terminal);
    report
        .neighbors()
        .shortfall()
        .ifPresent(shortfall -> terminal.say("  neighbours found are " + shortfall));
  }
}
