package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.minilm.MiniLm;
import dev.portolan.query.MapDuplicates;
import dev.portolan.query.MapSnapshot;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `duplicates`: clusters of data that are nearly the same.
@Command(
    name = "duplicates",
    description = {
      "Shows the clusters of duplicates on a map, largest first.",
      "",
      "In each the datum to keep (the oldest, or whom `map --retain` says), and below it the others"
          + " with their distance to it.",
      "",
      "Which cutoff fits depends on the data: --curve says how many would go at each, --cutoff"
          + " shows the clusters at another one, --tag, --delete and --clean-copy act on what could"
          + " go. After that one datum of every cluster is left."
    },
    footer = {
      "  portolan duplicates my.portolan posts",
      "  portolan duplicates my.portolan posts --curve",
      "  portolan duplicates my.portolan posts --cutoff 0.05 --show 17",
      "  portolan duplicates my.portolan posts --candidates > could-go.txt",
      "  portolan duplicates my.portolan posts --check \"the parcel is late\"",
      "  portolan duplicates my.portolan posts --cutoff 0.05 --tag copies",
      "  portolan duplicates my.portolan posts --delete --yes",
      "  portolan duplicates my.portolan posts --clean-copy distinct"
    })
final class DuplicatesVerb implements Callable<Integer> {
  private static final int SHOWN_CLUSTERS = 10;
  private static final int SHOWN_DATA = 8;

  @ParentCommand private Main portolan;
  @Spec private CommandSpec spec;
  @Mixin private DatasetArgument dataset;
  @Mixin private MapOption map;

  @Option(
      names = "--cutoff",
      paramLabel = "X",
      description =
          "How near duplicates are, instead of the map's own cutoff. Beyond what the build kept"
              + " pairs for, they are searched for again.")
  private Double cutoff;

  @Option(names = "--curve", description = "How many data would go at each cutoff.")
  private boolean curve;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Clusters to show; default 10, with --json all.")
  private Integer limit;

  @Option(names = "--show", paramLabel = "ID", description = "Only the cluster of this datum.")
  private String shown;

  @Option(names = "--candidates", description = "Only the ids that could be deleted.")
  private boolean candidates;

  @Option(
      names = "--check",
      paramLabel = "TEXT",
      description = "Whose duplicate this text would be if it were added; nothing is.")
  private String checked;

  @Option(names = "--tag", paramLabel = "NAME", description = "Tag what could go.")
  private String tag;

  @Option(
      names = "--delete",
      description = "Delete what could go, in one commit; without --yes only say how many.")
  private boolean delete;

  @Option(names = "--yes", description = "Delete indeed.")
  private boolean yes;

  @Option(
      names = "--clean-copy",
      paramLabel = "NEW",
      description = "Copy the dataset without what could go.")
  private String cleanCopy;

  @Mixin private FilterOption filter;
  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    check();
    try (Portolan db = dataset.open()) {
      Dataset data = db.dataset(dataset.name());
      try (MapSnapshot snapshot = data.map(map.name()).snapshot()) {
        DatumSet asked = filter.given() ? data.where(filter.filter(data)) : snapshot.mapped();
        if (curve) {
          curve(snapshot);
          return 0;
        }
        MapDuplicates duplicates = duplicates(snapshot);
        if (checked != null) {
          check(data, duplicates, snapshot);
          return 0;
        }
        DuplicateAction action = new DuplicateAction(data, snapshot, portolan, json);
        if (delete) {
          action.delete(duplicates.deletionCandidates().and(asked), yes);
        } else if (tag != null) {
          action.tag(duplicates.deletionCandidates().and(asked), tag);
        } else if (cleanCopy != null) {
          action.copyWithout(duplicates.deletionCandidates().and(asked), cleanCopy);
        } else if (candidates) {
          action.list(duplicates.deletionCandidates().and(asked));
        } else {
          clusters(snapshot, duplicates, asked);
        }
      }
    }
    return 0;
  }

  private void check() {
    int actions =
        (delete ? 1 : 0)
            + (tag == null ? 0 : 1)
            + (cleanCopy == null ? 0 : 1)
            + (candidates ? 1 : 0)
            + (checked == null ? 0 : 1);
    if (actions > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "give one of --candidates, --check, --tag, --delete and --clean-copy");
    }
    if (curve && (cutoff != null || actions > 0 || filter.given())) {
      throw new ParameterException(
          spec.commandLine(), "--curve is about every cutoff and all data; give it alone");
    }
    if (yes && !delete) {
      throw new ParameterException(spec.commandLine(), "--yes is for --delete");
    }
    if (cutoff != null && !(cutoff >= 0 && cutoff < Double.POSITIVE_INFINITY)) {
      throw new ParameterException(
          spec.commandLine(), "--cutoff is %s; give a distance from 0 up".formatted(cutoff));
    }
  }

  /// At the cutoff asked for; with a search where the map has not kept pairs for it.
  private MapDuplicates duplicates(MapSnapshot snapshot) {
    MapDuplicates built = snapshot.duplicates();
    if (cutoff == null) {
      return built;
    }
    double ceiling = built.ceiling();
    if (cutoff <= ceiling) {
      return built.at(cutoff);
    }
    portolan
        .terminal()
        .note(
            ceiling < 0
                ? "the map was built without looking for duplicates: searching"
                : "the map has all pairs up to %s: searching again"
                    .formatted(Figures.cutoff(ceiling)));
    portolan.cancellation().watch("the dataset and its maps are as they were");
    try (Progress progress = new Progress(portolan.terminal())) {
      MapDuplicates found =
          built.search(cutoff, new BuildProgress(progress, portolan.cancellation()));
      progress.finish();
      return found;
    }
  }

  private void check(Dataset data, MapDuplicates duplicates, MapSnapshot snapshot) {
    Optional<MapDuplicates.Match> match;
    try (MiniLm model = MiniLm.open()) {
      match = duplicates.check(data.embed(model, checked));
    }
    if (json.wanted()) {
      new JsonAnswer()
          .with("duplicate", match.isPresent())
          .with("cluster_id", match.map(MapDuplicates.Match::retained).orElse(null))
          .with("duplicate_distance", match.map(MapDuplicates.Match::distance).orElse(null))
          .print(portolan.terminal());
      return;
    }
    if (match.isEmpty()) {
      portolan.terminal().say("no duplicate of anything on the map");
      return;
    }
    DataSnapshot state = snapshot.dataSnapshot();
    String retained = match.get().retained();
    TextTable table = new TextTable(portolan.terminal().width());
    table.row(
        "duplicate of",
        retained,
        Figures.distance(match.get().distance()),
        DatumLine.of(state).of(state, state.ordinals(List.of(retained))[0]));
    table.print(portolan.terminal());
  }

  private void curve(MapSnapshot snapshot) {
    List<MapDuplicates.AtCutoff> points = snapshot.duplicates().curve();
    if (json.wanted()) {
      new JsonAnswer()
          .with("metric", snapshot.report().metric())
          .with("cutoff", snapshot.report().duplicates().cutoff())
          .with("count", snapshot.mapped().count())
          .with("cutoffs", points)
          .print(portolan.terminal());
      return;
    }
    portolan
        .terminal()
        .say(
            "%s, map '%s': what would go of %s data, by %s distance"
                .formatted(
                    portolan.terminal().bold(dataset.name()),
                    map.name(),
                    Figures.count(snapshot.mapped().count()),
                    snapshot.report().metric()));
    new DuplicateCurve(snapshot, points).print(portolan.terminal());
  }

  /// Clusters with at least one datum that is asked for, whole.
  private void clusters(MapSnapshot snapshot, MapDuplicates duplicates, DatumSet asked) {
    List<MapDuplicates.Cluster> all =
        duplicates.clusters().stream()
            .filter(cluster -> Arrays.stream(cluster.members()).anyMatch(asked::contains))
            .toList();
    List<MapDuplicates.Cluster> wanted = wanted(snapshot, all);
    ClusterLines lines = ClusterLines.of(snapshot, duplicates);
    if (json.wanted()) {
      new JsonAnswer()
          .with("clusters", wanted.stream().map(cluster -> object(lines, cluster)).toList())
          .print(portolan.terminal());
      return;
    }
    if (shown == null) {
      heading(snapshot, all);
    }
    int most = shown == null ? SHOWN_DATA : Integer.MAX_VALUE;
    wanted.forEach(cluster -> lines.print(portolan.terminal(), cluster, most));
    if (shown == null && wanted.size() < all.size()) {
      portolan
          .terminal()
          .say(
              "… and %s more, with --limit"
                  .formatted(Figures.count(all.size() - wanted.size(), "cluster", "clusters")));
    }
  }

  private List<MapDuplicates.Cluster> wanted(
      MapSnapshot snapshot, List<MapDuplicates.Cluster> all) {
    if (shown == null) {
      int most = limit != null ? limit : json.wanted() ? all.size() : SHOWN_CLUSTERS;
      return all.subList(0, Math.clamp(most, 0, all.size()));
    }
    int ordinal = snapshot.dataSnapshot().ordinals(List.of(shown))[0];
    List<MapDuplicates.Cluster> its =
        all.stream()
            .filter(cluster -> Arrays.stream(cluster.members()).anyMatch(o -> o == ordinal))
            .toList();
    if (its.isEmpty() && !json.wanted()) {
      portolan.terminal().say("%s has no duplicates on this map".formatted(FittedText.line(shown)));
    }
    return its;
  }

  private void heading(MapSnapshot snapshot, List<MapDuplicates.Cluster> all) {
    Terminal terminal = portolan.terminal();
    int members = all.stream().mapToInt(cluster -> cluster.members().length).sum();
    terminal.say(
        "%s, map '%s': %s of two or more among %s data; %s could go (within %s %s)"
            .formatted(
                terminal.bold(dataset.name()),
                map.name(),
                Figures.count(all.size(), "cluster", "clusters"),
                Figures.count(snapshot.mapped().count()),
                Figures.count(members - all.size()),
                snapshot.report().metric(),
                Figures.cutoff(cutoff == null ? snapshot.report().duplicates().cutoff() : cutoff)));
  }

  private static Map<String, Object> object(ClusterLines lines, MapDuplicates.Cluster cluster) {
    return JsonAnswer.object(
        "cluster_id", cluster.retained(),
        "data",
            lines.of(cluster).stream()
                .map(member ->
                    JsonAnswer.object(
                        "id", member.id(),
                        "duplicate_class", member.duplicateClass(),
                        "duplicate_distance", member.distance()))
                .toList());
  }
}
