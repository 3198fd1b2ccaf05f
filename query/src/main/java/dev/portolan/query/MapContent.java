package dev.portolan.query;

import dev.portolan.index.BuildReport;
import dev.portolan.index.MapBuild;
import dev.portolan.index.MapColumns;
import dev.portolan.index.duplicates.DuplicateEdges;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.storage.Generation;
import dev.portolan.storage.MapStore;
import java.util.function.Supplier;

/// One published generation of a map in memory: its columns, topic tree and build report.
///
/// 20 bytes per datum. Immutable; safe for many threads.
///
/// @param nearPairs those the build kept for other cutoffs; read each time, as they are large and
///   seldom asked for
public record MapContent(
    Generation generation,
    MapColumns columns,
    TopicTree tree,
    BuildReport report,
    Supplier<DuplicateEdges> nearPairs) {

  public static MapContent read(MapStore store, long number) {
    Generation generation = store.read(number);
    return new MapContent(
        generation,
        MapColumns.of(generation),
        MapBuild.topicTree(store, generation),
        MapBuild.report(generation),
        () -> MapBuild.duplicateEdges(store, generation));
  }
}
