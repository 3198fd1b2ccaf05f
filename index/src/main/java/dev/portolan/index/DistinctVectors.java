package dev.portolan.index;

import dev.portolan.projection.ExactCopies;
import dev.portolan.projection.HeapVectors;
import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.Progress;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.StoredVectors;

/// The vectors of some data, each a row in ascending ordinal, with exact copies united: what
/// neighbours and duplicates are searched among.
///
/// @param stored with the graph that gives first neighbours
/// @param latent as the map measures them
/// @param copies which rows share a vector
/// @param unique the distinct ones
record DistinctVectors(
    StoredVectors stored, LatentVectors latent, ExactCopies copies, LatentVectors unique) {
  static DistinctVectors of(
      DataSnapshot data, DatumSet rows, MapOptions options, Progress reading) {
    StoredVectors stored = data.vectors(rows);
    LatentVectors latent =
        HeapVectors.held(
            new StoredLatents(data, stored, options.metricOver(stored.metric())),
            options.threads());
    reading.check();
    ExactCopies copies = ExactCopies.of(latent, options.threads());
    return new DistinctVectors(
        stored, latent, copies, HeapVectors.held(copies.unique(latent), options.threads()));
  }

  StoredSeeds seeds() {
    return new StoredSeeds(stored, copies);
  }
}
