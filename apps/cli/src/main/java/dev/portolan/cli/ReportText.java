package dev.portolan.cli;

import dev.portolan.index.BuildReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A build report as people read it: a line per subject.
record ReportText(List<String[]> lines) {
  static ReportText of(BuildReport report) {
    List<String[]> lines = new ArrayList<>();
    lines.add(line("data", data(report)));
    lines.add(line("positions", report.projection() + ", seed " + report.seed()));
    lines.add(line("neighbours", neighbors(report.neighbors(), report.metric())));
    lines.add(line("quality", quality(report.quality())));
    lines.add(line("topics", topics(report.topics())));
    lines.add(line("duplicates", duplicates(report.duplicates(), report.metric())));
    if (report.duplicates().cutoff() != null) {
      lines.add(line("", audit(report.duplicates())));
    }
    return new ReportText(lines);
  }

  private static String[] line(String subject, String said) {
    return new String[] {"  " + subject, said};
  }

  private static String data(BuildReport report) {
    String without =
        report.withoutVector() == 0
            ? ""
            : ", %s without a vector left out".formatted(Figures.count(report.withoutVector()));
    return "%s on the map, %s different vectors%s"
        .formatted(Figures.count(report.data()), Figures.count(report.unique()), without);
  }

  private static String neighbors(BuildReport.Neighbors neighbors, String metric) {
    return "%d per datum by %s, %s of the true ones found%s"
        .formatted(
            neighbors.k(),
            metric,
            Figures.percent(neighbors.recall()),
            neighbors.shortfall().map(", "::concat).orElse(""));
  }

  private static String quality(BuildReport.Quality quality) {
    return "trustworthiness %s,%s nearest 15 kept %s, triplets in order %s"
        .formatted(
            Figures.figure(quality.trustworthiness()),
            quality.continuity() == null
                ? ""
                : " continuity %s,".formatted(Figures.figure(quality.continuity())),
            Figures.percent(quality.kept()),
            Figures.percent(quality.triplets()));
  }

  private static String topics(BuildReport.Topics topics) {
    if (topics.depths() == 0) {
      return "none";
    }
    return IntStream.range(0, topics.depths())
        .mapToObj(depth ->
            "%d at depth %d (%s)"
                .formatted(
                    topics.perDepth().get(depth),
                    depth + 1,
                    Figures.percent(topics.coverage().get(depth))))
        .collect(Collectors.joining(", ", "", " of the data" + labelled(topics)));
  }

  private static String labelled(BuildReport.Topics topics) {
    return topics.labels().equals("none") ? "" : ", labelled from " + topics.labels();
  }

  private static String duplicates(BuildReport.Duplicates duplicates, String metric) {
    if (duplicates.cutoff() == null) {
      return "not looked for";
    }
    return "%s, %s could go (within %s %s), retained: %s"
        .formatted(
            Figures.count(duplicates.clusters(), "cluster", "clusters"),
            Figures.count(duplicates.candidates(), "datum", "data"),
            metric,
            Figures.cutoff(duplicates.cutoff()),
            duplicates.retained() == null ? "oldest" : duplicates.retained());
  }

  private static String audit(BuildReport.Duplicates duplicates) {
    if (duplicates.exact()) {
      return "audit: all pairs were compared, so none is missed";
    }
    return "audit: %s of %s true pairs missed, so at least %s are found"
        .formatted(
            Figures.count(duplicates.auditMissed()),
            Figures.count(duplicates.auditPairs()),
            Figures.percent(duplicates.recallBound()));
  }

  void print(Terminal terminal) {
    TextTable table = new TextTable(terminal.width());
    lines.forEach(table::row);
    table.printWrapped(terminal);
  }
}
