package dev.portolan.index;

import dev.portolan.index.duplicates.DuplicateEdges;
import dev.portolan.index.duplicates.DuplicateOptions;
import dev.portolan.index.duplicates.DuplicateUpdate;
import dev.portolan.index.duplicates.Duplicates;
import dev.portolan.index.duplicates.EdgeUpdate;
import dev.portolan.index.duplicates.NewPairs;
import dev.portolan.index.duplicates.Ranking;
import dev.portolan.index.duplicates.Standing;
import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.Progress;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.Nearest;
import java.util.Arrays;
import java.util.Optional;

/// The duplicates of an update that leaves the rest in place: pairs of the newcomers, pairs of who
/// is left, and what of the decisions before still holds.
///
/// @param newcomers all fresh data
/// @param latent of the rows of now
/// @param cutoff in the metric's unit
/// @param threads computing threads, at most
record UpdatedDuplicates(
    DataSnapshot data,
    Comings comings,
    Newcomers newcomers,
    LatentVectors latent,
    DuplicateOptions options,
    double cutoff,
    int threads) {

  /// @param before the pairs of the generation before
  /// @param most data whose pairs are looked for one by one, since they were too many to keep
  /// @return empty where they are more
  Optional<Duplicates> find(DuplicateEdges before, MapColumns then, int most, Progress progress) {
    int[] ordinals = comings.rows().ordinals();
    int[] rowNow = comings.rowNow();
    Ranking ranking = DataRanking.of(data, ordinals, options.retention());
    NewPairs found = pairs(Math.max(cutoff, before.ceiling()), progress);
    DuplicateEdges edges = EdgeUpdate.of(before, rowNow, ranking, found);
    Standing standing =
        Standing.of(
            before.order(),
            Arrays.stream(then.duplicateOf()).map(comings.before()::row).toArray(),
            then.duplicateDistance(),
            rowNow,
            ranking);
    return DuplicateUpdate.of(
        new DuplicateUpdate.Question(edges, cutoff, standing, latent, most),
        new NearRows(data, ordinals, latent, cutoff, options.exact()),
        threads,
        progress);
  }

  /// Of the newcomers, with each other and with who was there.
  private NewPairs pairs(double limit, Progress progress) {
    int[] freshRows = comings.freshRows();
    if (freshRows.length == 0) {
      return NewPairs.none();
    }
    int[][] listed = new int[freshRows.length][];
    double[][] listedAt = new double[freshRows.length][];
    for (int i = 0; i < listed.length; i++) {
      Nearest nearest = newcomers.nearest()[i];
      listed[i] =
          Arrays.stream(nearest.ordinals())
              .map(ordinal -> comings.rows().rank(ordinal) - 1)
              .toArray();
      listedAt[i] = nearest.distances();
    }
    return NewPairs.of(
        new NewPairs.Question(
            latent,
            freshRows,
            listed,
            listedAt,
            comings.there().count(),
            cutoff,
            limit,
            options.exact()),
        threads,
        progress);
  }
}
