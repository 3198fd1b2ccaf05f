package dev.portolan.index.duplicates;

import dev.portolan.projection.Progress;
import java.util.OptionalDouble;

/// Finds duplicates: copies united → components of the neighbour graph, and of what it missed →
/// oldest wins → pairs kept.
///
/// Graph search alone loses near pairs where copies crowd (a list of 16 fills with them), but the
/// components its lists span do not: so pairs are looked for inside components only, there exactly.
/// Where the search led astray, sorted signatures join what the lists leave apart. Every decision
/// compares distances computed in double precision from the stored floats. The result is the same
/// for any number of threads.
public final class DuplicateFinder {
  private static final int STAGES = 4;

  private DuplicateFinder() {}

  /// Finds the duplicates at a cutoff.
  ///
  /// Time grows with Σ s² over components of size s (those over 4,096 are cut into blocks by the
  /// triangle inequality); where all pairs are compared, with n². `32·n` pairs of 16 bytes at most,
  /// besides one component's vectors per thread.
  ///
  /// @throws java.util.concurrent.CancellationException when cancelled
  public static Duplicates find(DuplicateInput input, DuplicateOptions options, Progress progress) {
    CopyRows copies = CopyRows.of(input.copies(), input.ranking());
    OptionalDouble settled = options.cutoff().settle(input.graph(), input.vectors().metric());
    if (settled.isEmpty()) {
      return Duplicates.off(copies.size());
    }
    Search search =
        new Search(input, copies, settled.getAsDouble(), new Workers(input.threads(), progress));
    return options.exact() ? search.allPairs() : search.listed();
  }

  /// One search at a distance.
  private record Search(DuplicateInput input, CopyRows copies, double distance, Workers workers) {
    /// Along the neighbour lists.
    Duplicates listed() {
      NearLists lists =
          NearLists.of(input.graph(), input.vectors(), distance, workers.stage(0, STAGES));
      Components components = lists.components(input.vectors(), distance, workers.stage(1, STAGES));
      OldestWins scan = scanned(components);
      PairCompletion completion =
          new PairCompletion(
              lists,
              input.vectors(),
              distance,
              input.listsEnough(),
              EdgeCollector.capacity(copies.size()));
      completion.run(components, workers.stage(3, STAGES));
      return found(scan, components, completion);
    }

    /// All with all.
    Duplicates allPairs() {
      double limit = PairCompletion.limit(input.vectors().metric(), distance);
      AllPairs pairs =
          new AllPairs(input.vectors(), distance, limit, EdgeCollector.capacity(copies.size()));
      Components components = pairs.components(workers.stage(0, STAGES));
      return found(scanned(components), components, pairs);
    }

    private OldestWins scanned(Components components) {
      OldestWins scan = new OldestWins(copies, input.vectors(), distance);
      scan(scan, components, workers.stage(2, STAGES));
      return scan;
    }

    private Duplicates found(OldestWins scan, Components components, NearPairs pairs) {
      return new Duplicates(
          distance,
          scan.duplicateOf(),
          scan.distance(),
          rows(components, copies),
          DuplicateEdges.of(copies, pairs));
    }
  }

  private static void scan(OldestWins scan, Components components, Workers workers) {
    Workers together = workers.stage(0, 2);
    int[] small = components.sizedUpTo(PivotBlocks.BRUTE_FORCE);
    together.run(small.length, i -> scan.scan(components.members(small[i]), together));
    for (int c = 0; c < components.count(); c++) {
      if (components.size(c) > PivotBlocks.BRUTE_FORCE) {
        Workers alone = workers.stage(1, 2).stage(c, components.count());
        scan.scan(components.members(c), alone);
      }
    }
  }

  private static int[] rows(Components components, CopyRows copies) {
    int[] rows = new int[copies.size()];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = copies.firstRow(components.root()[copies.uniqueOf()[row]]);
    }
    return rows;
  }
}
