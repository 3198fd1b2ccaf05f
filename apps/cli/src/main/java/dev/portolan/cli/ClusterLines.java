package dev.portolan.cli;

import dev.portolan.query.MapDuplicates;
import dev.portolan.query.MapSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Clusters of duplicates as lines: who stays, and how far the others are from it.
///
/// @param mapped `[n]`, ascending ordinals
/// @param perDatum `[n]`, in the same order
record ClusterLines(
    MapSnapshot snapshot, DatumLine line, int[] mapped, List<MapDuplicates.PerDatum> perDatum) {

  /// One datum of a cluster.
  record Member(String id, String duplicateClass, double distance, String text) {}

  /// @param duplicates of the snapshot, at some cutoff
  static ClusterLines of(MapSnapshot snapshot, MapDuplicates duplicates) {
    return new ClusterLines(
        snapshot,
        DatumLine.of(snapshot.dataSnapshot()),
        snapshot.mapped().ordinals(),
        duplicates.perDatum());
  }

  /// The data of a cluster, the one that stays first.
  List<Member> of(MapDuplicates.Cluster cluster) {
    List<Member> members = new ArrayList<>();
    for (int ordinal : cluster.members()) {
      MapDuplicates.PerDatum datum = perDatum.get(Arrays.binarySearch(mapped, ordinal));
      members.add(
          new Member(
              datum.id(),
              datum.duplicateClass().label(),
              datum.distance(),
              line.of(snapshot.dataSnapshot(), ordinal)));
    }
    return members;
  }

  /// @param most data to show
  void print(Terminal terminal, MapDuplicates.Cluster cluster, int most) {
    List<Member> members = of(cluster);
    terminal.say(terminal.bold("%s data".formatted(Figures.count(members.size()))));
    TextTable table = new TextTable(terminal.width());
    for (Member member : members.subList(0, Math.min(most, members.size()))) {
      boolean stays = member.id().equals(cluster.retained());
      table.row(
          stays ? "  keep" : "  " + Figures.distance(member.distance()),
          member.id(),
          member.text());
    }
    table.print(terminal);
    if (most < members.size()) {
      terminal.say(
          "  … %d more, with --show %s"
              .formatted(members.size() - most, ShellWord.of(FittedText.line(cluster.retained()))));
    }
  }
}
