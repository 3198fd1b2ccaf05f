package dev.portolan.index;

import dev.portolan.index.duplicates.DuplicateCutoff;
import dev.portolan.index.duplicates.DuplicateFinder;
import dev.portolan.index.duplicates.DuplicateInput;
import dev.portolan.index.duplicates.DuplicateOptions;
import dev.portolan.index.duplicates.Duplicates;
import dev.portolan.projection.NeighborOptions;
import dev.portolan.projection.NeighborResult;
import dev.portolan.projection.NeighborSearch;
import dev.portolan.projection.Progress;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;

/// Duplicates at a cutoff for which a map has not kept all pairs: neighbours and pairs are searched
/// for as its build did, nothing is published.
public final class DuplicateSearch {
  private DuplicateSearch() {}

  /// The duplicates among some data, each a row in ascending ordinal.
  ///
  /// Costs the neighbour graph of a build and its search for duplicates.
  ///
  /// @param rows data with a vector
  /// @param options of the map: metric, who is retained, seed, threads
  /// @throws java.util.concurrent.CancellationException when the monitor says so
  public static Duplicates among(
      DataSnapshot data,
      DatumSet rows,
      MapOptions options,
      DuplicateCutoff cutoff,
      BuildMonitor monitor) {
    StageClock clock = new StageClock(monitor);
    Progress reading = clock.begin(BuildStage.READ);
    DistinctVectors vectors = DistinctVectors.of(data, rows, options, reading);
    NeighborResult neighbors =
        NeighborSearch.build(
            vectors.unique(),
            vectors.seeds(),
            new NeighborOptions(MapBuild.NEIGHBORS, options.seed(), options.threads()),
            clock.begin(BuildStage.NEIGHBORS));
    DuplicateOptions wanted = options.duplicates().with(cutoff).settled(rows.count());
    DuplicateInput input =
        new DuplicateInput(
            vectors.copies(),
            neighbors,
            vectors.unique(),
            DataRanking.of(data, rows.ordinals(), wanted.retention()),
            options.threads());
    return DuplicateFinder.find(input, wanted, clock.begin(BuildStage.DUPLICATES));
  }
}
