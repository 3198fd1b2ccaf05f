package dev.portolan.cli;

import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.index.UpdateLevel;
import dev.portolan.index.UpdatePolicy;
import dev.portolan.index.UpdateReport;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `update`: a map follows its data.
@Command(
    name = "update",
    description = {
      "Brings a map up to date with its data, without building it anew where that will do.",
      "",
      "What came gets a place, a topic and its duplicates; what went leaves; nobody else moves."
          + " Where new data lie badly so, they and their neighbours find places together; where"
          + " more than 10 % came or went since the build, or new data are unlike those of the map,"
          + " all positions go on from where they are; where more than 50 % did, the map is built"
          + " anew and turned to lie on the old one. The answer says which, and why. 'portolan"
          + " rollback' takes it back."
    },
    footer = {
      "  portolan import my.portolan posts more.jsonl --id id --append && portolan update"
          + " my.portolan posts",
      "  portolan update my.portolan posts --policy place --json"
    })
final class UpdateVerb implements Callable<Integer> {
  @ParentCommand private Main portolan;
  @Mixin private DatasetArgument dataset;
  @Mixin private MapOption map;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      defaultValue = "auto",
      description =
          "auto unless said; place: new data are placed, whatever changed; relax: they and those"
              + " they are nearest to find better places; warm: all is found anew, and positions go"
              + " on from where they are; refit: the map is built anew and turned onto the old"
              + " one.")
  private UpdatePolicy policy;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    portolan.cancellation().watch("the dataset and its maps are as they were");
    long started = System.nanoTime();
    try (Portolan db = dataset.open();
        Progress progress = new Progress(portolan.terminal())) {
      EmbeddingMap updated = db.dataset(dataset.name()).map(map.name());
      Optional<UpdateReport> report =
          updated.update(policy, new BuildProgress(progress, portolan.cancellation()));
      progress.finish();
      if (json.wanted()) {
        new JsonAnswer()
            .with("dataset", dataset.name())
            .with("map", map.name())
            .with("generation", updated.generation())
            .with("update", report.orElse(null))
            .print(portolan.terminal());
      } else if (report.isEmpty()) {
        portolan
            .terminal()
            .say(
                "%s: map '%s' is up to date, generation %d"
                    .formatted(
                        portolan.terminal().bold(dataset.name()),
                        map.name(),
                        updated.generation()));
      } else {
        tell(report.get(), updated.generation(), started);
      }
    }
    return 0;
  }

  private void tell(UpdateReport report, long generation, long started) {
    Terminal terminal = portolan.terminal();
    terminal.say(
        "%s: map '%s', generation %d to %d in %s"
            .formatted(
                terminal.bold(dataset.name()),
                map.name(),
                report.from(),
                generation,
                Figures.since(started)));
    TextTable table = new TextTable(terminal.width());
    table.row("  data", came(report));
    table.row(
        "  how", "%s, %s".formatted(UpdateLevel.named(report.level()).words(), report.reason()));
    if (report.moved().count() > 0) {
      table.row(
          "  moved",
          "%s, half of them by less than %s of the map's width"
              .formatted(
                  Figures.count(report.moved().count(), "datum", "data"),
                  Figures.percent(report.moved().medianShare())));
    }
    table.row("  drift", drift(report.drift()));
    table.row(
        "  quality",
        "data keep %s of their neighbours on the map (%s before)"
            .formatted(
                Figures.percent(report.quality().kept()),
                Figures.percent(report.quality().before())));
    table.row(
        "  topics",
        "%d new, %d gone, %d named anew"
            .formatted(report.topics().born(), report.topics().died(), report.topics().renamed()));
    table.row(
        "  duplicates",
        "%s (before %s), %s could go (before %s)"
            .formatted(
                Figures.count(report.duplicates().clusters(), "cluster", "clusters"),
                Figures.count(report.duplicates().clustersBefore()),
                Figures.count(report.duplicates().candidates(), "datum", "data"),
                Figures.count(report.duplicates().candidatesBefore())));
    report.notes().forEach(note -> table.row("  note", note));
    table.print(terminal);
  }

  private static String came(UpdateReport report) {
    return "%s came or changed, %s left"
        .formatted(Figures.count(report.placed()), Figures.count(report.dropped()));
  }

  private static String drift(UpdateReport.Drift drift) {
    String said =
        "%s of the data came or went since the build".formatted(Figures.percent(drift.churn()));
    if (drift.novelty() != null) {
      said += ", %s of the new are unlike the others".formatted(Figures.percent(drift.novelty()));
    }
    if (drift.kept() != null) {
      said += ", they keep %s of their neighbours".formatted(Figures.percent(drift.kept()));
    }
    if (drift.unassigned() != null) {
      said += ", %s have no topic".formatted(Figures.percent(drift.unassigned()));
    }
    return said;
  }
}
