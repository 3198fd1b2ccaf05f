package dev.portolan.explorer.api;

import dev.portolan.Dataset;
import dev.portolan.explorer.http.Refusal;
import dev.portolan.explorer.http.Refusal.Kind;
import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.MapDuplicates;
import dev.portolan.query.MapSnapshot;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import java.util.OptionalDouble;

/// One map over one state of its dataset, by the rows of its generation.
///
/// 8 bytes per datum, 24 more once duplicates were asked for. Safe for many threads.
public final class MapState {
  private final DatasetState dataset;
  private final MapSnapshot map;
  private final int[] ordinals;
  private final int[] liveOrdinals;
  private final int[] liveRows;
  private final byte[] live;
  private DuplicatesAt duplicates;

  /// Duplicates at a cutoff.
  ///
  /// @param cutoff empty for the map's own
  private record DuplicatesAt(OptionalDouble cutoff, MapDuplicates.Columns columns) {}

  MapState(DatasetState dataset, MapSnapshot map) {
    this.dataset = dataset;
    this.map = map;
    ordinals = map.generation().rows().ordinals();
    liveOrdinals = map.mapped().ordinals();
    liveRows = map.rows();
    live = new byte[(ordinals.length + 7) / 8];
    for (int row : liveRows) {
      live[row >> 3] |= (byte) (1 << (row & 7));
    }
  }

  /// A state that is used once, as for the shared folder.
  public static MapState of(Dataset dataset, DatasetSnapshot now, String map) {
    return new DatasetState(dataset, now, DatasetState.key(dataset, now)).map(map);
  }

  DatasetState datasetState() {
    return dataset;
  }

  Dataset dataset() {
    return dataset.dataset();
  }

  public MapSnapshot map() {
    return map;
  }

  DataSnapshot data() {
    return map.dataSnapshot();
  }

  long generation() {
    return map.generation().number();
  }

  /// What answers were read from, as `generation.data.edits.tags`.
  String state() {
    DatasetState.Key key = dataset.key();
    return "%d.%d.%d.%d%s"
        .formatted(
            generation(),
            key.data(),
            map.edits(),
            key.tags(),
            key.expiry() == 0 ? "" : "." + key.expiry());
  }

  /// How many rows there are, live or not.
  public int rows() {
    return ordinals.length;
  }

  /// Ordinals of all rows.
  int[] ordinals() {
    return ordinals;
  }

  /// Ordinals of the live rows.
  int[] liveOrdinals() {
    return liveOrdinals;
  }

  /// The live rows, ascending.
  public int[] liveRows() {
    return liveRows;
  }

  public boolean live(int row) {
    return (live[row >> 3] >> (row & 7) & 1) == 1;
  }

  byte[] liveMask() {
    return live;
  }

  int ordinal(int row) {
    return ordinals[row];
  }

  /// Row of a datum, −1 off the map.
  int row(int ordinal) {
    return map.row(ordinal);
  }

  /// Rows of mapped data.
  ///
  /// @param some ascending ordinals, all of them on the map
  int[] rows(int[] some) {
    int[] rows = new int[some.length];
    int place = 0;
    for (int i = 0; i < some.length; i++) {
      while (liveOrdinals[place] != some[i]) {
        place++;
      }
      rows[i] = liveRows[place];
    }
    return rows;
  }

  /// @throws Refusal when there is no such row
  int checked(long row) {
    if (row < 0 || row >= ordinals.length) {
      throw new Refusal(
          Kind.MISSING, "there is no row %d; this map has %,d".formatted(row, ordinals.length));
    }
    return (int) row;
  }

  /// @throws Refusal when there is no such row, or its datum is not there any more
  int checkedLive(long row) {
    if (!live(checked(row))) {
      throw new Refusal(
          Kind.MISSING, "the datum of row %d was deleted or changed since the map".formatted(row));
    }
    return (int) row;
  }

  /// The rows of a set, one bit each.
  byte[] mask(DatumSet set) {
    byte[] mask = new byte[live.length];
    for (int i = 0; i < liveRows.length; i++) {
      if (set.contains(liveOrdinals[i])) {
        mask[liveRows[i] >> 3] |= (byte) (1 << (liveRows[i] & 7));
      }
    }
    return mask;
  }

  /// The live data of a mask.
  DatumSet set(byte[] mask) {
    return DatumSet.collect(
        data().dataset(),
        sink -> {
          for (int i = 0; i < liveRows.length; i++) {
            if ((mask[liveRows[i] >> 3] >> (liveRows[i] & 7) & 1) == 1) {
              sink.accept(liveOrdinals[i]);
            }
          }
        });
  }

  int maskBytes() {
    return live.length;
  }

  boolean hasDuplicates() {
    return map.report().duplicates().cutoff() != null;
  }

  /// @param cutoff empty for the map's own
  MapDuplicates duplicates(OptionalDouble cutoff) {
    return cutoff.isEmpty() ? map.duplicates() : map.duplicates().at(cutoff.getAsDouble());
  }

  /// A value per live row; the last ones asked for are kept.
  synchronized MapDuplicates.Columns duplicateColumns(OptionalDouble cutoff) {
    if (duplicates == null || !duplicates.cutoff().equals(cutoff)) {
      duplicates = new DuplicatesAt(cutoff, duplicates(cutoff).columns());
    }
    return duplicates.columns();
  }
}
