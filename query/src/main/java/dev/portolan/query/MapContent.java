package dev.portolan.query;

import dev.portolan.index.BuildReport;
import dev.portolan.index.MapBuild;
import dev.portolan.index.MapColumns;
import dev.portolan.index.duplicates.EdgeScan;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.storage.Generation;
import dev.portolan.storage.MapStore;
import java.util.function.Supplier;

/// One published generation of a map in memory: its columns, topic tree and build report.
///
/// 20 bytes per datum. Immutable; safe for many threads.
///
/// @param nearPairs those the build kept for other cutoffs; read when they are asked for
public record MapContent(
    Generation generation,
    MapColumns columns,
    TopicTree tree,
    BuildReport report,
    Supplier<EdgeScan> nearPairs) {

  public static MapContent read(MapStore store, long number) {
    Generation generation = store.read(number);
    return new MapContent(
        generation,
        MapColumns.of(generation),
        MapBuild.topicTree(store, generation),
        MapBuild.report(generation),
        new SoftlyHeld<>(() -> MapBuild.duplicateEdges(store, generation).scan()));
  }
}
