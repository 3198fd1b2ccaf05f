package dev.portolan.index;

import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Generation;

/// Which data a generation has a place for: live ones that it covers and that have not changed
/// since.
public final class MappedData {
  private MappedData() {}

  /// Costs one value per covered datum when there are newer commits than the generation's.
  public static DatumSet of(DataSnapshot data, Generation generation) {
    DatumSet covered = generation.rows().and(data.all());
    long built = MapBuild.dataCommit(generation);
    return data.commit() == built ? covered : covered.minus(changedSince(built, data, covered));
  }

  private static DatumSet changedSince(long commit, DataSnapshot data, DatumSet covered) {
    int[] ordinals = covered.ordinals();
    long[] changed = data.changed(ordinals);
    return DatumSet.collect(
        data.dataset(),
        sink -> {
          for (int i = 0; i < ordinals.length; i++) {
            if (changed[i] > commit) {
              sink.accept(ordinals[i]);
            }
          }
        });
  }
}
