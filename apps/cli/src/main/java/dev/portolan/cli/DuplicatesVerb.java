package dev.portolan.cli;

import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.query.MapDuplicates;
import dev.portolan.query.MapSnapshot;
import dev.portolan.storage.DatumSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `duplicates`: clusters of data that are nearly the same.
@Command(
    name = "duplicates",
    description = {
      "Shows the clusters of duplicates on a map, largest first.",
      "",
      "In each the datum to keep (the oldest), and below it the others with their distance to it.",
      "",
      "--candidates prints nothing but the ids that could be deleted, a line each; deleting them"
          + " leaves one datum of every cluster."
    },
    footer = {
      "  portolan duplicates my.portolan posts",
      "  portolan duplicates my.portolan posts --show 17",
      "  portolan duplicates my.portolan posts --candidates > could-go.txt"
    })
final class DuplicatesVerb implements Callable<Integer> {
  private static final int SHOWN_CLUSTERS = 10;
  private static final int SHOWN_DATA = 8;

  @ParentCommand private Main portolan;
  @Mixin private DatasetArgument dataset;
  @Mixin private MapOption map;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Clusters to show; default 10, with --json all.")
  private Integer limit;

  @Option(names = "--show", paramLabel = "ID", description = "Only the cluster of this datum.")
  private String shown;

  @Option(names = "--candidates", description = "Only the ids that could be deleted.")
  private boolean candidates;

  @Mixin private FilterOption filter;
  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    try (Portolan db = dataset.open()) {
      Dataset data = db.dataset(dataset.name());
      try (MapSnapshot snapshot = data.map(map.name()).snapshot()) {
        DatumSet asked = filter.given() ? data.where(filter.filter()) : snapshot.mapped();
        if (candidates) {
          candidates(snapshot, asked);
        } else {
          clusters(snapshot, asked);
        }
      }
    }
    return 0;
  }

  private void candidates(MapSnapshot snapshot, DatumSet asked) {
    DatumSet could = snapshot.duplicates().deletionCandidates().and(asked);
    String[] ids = snapshot.dataSnapshot().ids(could.ordinals());
    if (json.wanted()) {
      new JsonAnswer().with("ids", List.of(ids)).print(portolan.terminal());
    } else {
      for (String id : ids) {
        portolan.terminal().say(FittedText.line(id));
      }
    }
  }

  /// Clusters with at least one datum that is asked for, whole.
  private void clusters(MapSnapshot snapshot, DatumSet asked) {
    List<MapDuplicates.Cluster> all =
        snapshot.duplicates().clusters().stream()
            .filter(cluster -> Arrays.stream(cluster.members()).anyMatch(asked::contains))
            .toList();
    List<MapDuplicates.Cluster> wanted = wanted(snapshot, all);
    ClusterLines lines = ClusterLines.of(snapshot);
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
                Figures.cutoff(snapshot.report().duplicates().cutoff())));
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
