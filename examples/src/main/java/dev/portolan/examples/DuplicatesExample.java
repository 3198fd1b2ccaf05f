package dev.portolan.examples;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.storage.DatumSet;
import java.util.List;

/// Map resource `duplicates`: clusters, reasons, and deleting what could go.
final class DuplicatesExample {
  private DuplicatesExample() {}

  /// Deletes every deletion candidate and returns how many data are left.
  static int run(Dataset tickets, EmbeddingMap map) {
    map.duplicates().perDatum().stream()
        .filter(datum -> datum.distance() > 0)
        .limit(5)
        .forEach(datum ->
            System.out.printf(
                "%s is a duplicate of %s, at distance %.3f%n",
                datum.id(), datum.clusterId(), datum.distance()));
    DatumSet candidates = map.duplicates().deletionCandidates();
    List<String> ids = tickets.idsOf(candidates);
    tickets.delete(ids);
    return tickets.count();
  }
}
