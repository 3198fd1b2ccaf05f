package dev.portolan.query;

import dev.portolan.index.duplicates.DuplicateClass;
import java.util.Arrays;

/// What a map says about its data, for reading in bulk.
///
/// A mapped datum has a place, its number among the mapped data in ascending ordinal. 8 bytes per
/// mapped datum, 20 more once duplicates are asked for. Valid while its snapshot is open; safe for
/// many threads.
public final class MapValues {
  private final MapSnapshot map;
  private final int[] mapped;
  private final int[] rows;
  private volatile DuplicateState duplicates;

  public MapValues(MapSnapshot map) {
    this.map = map;
    this.mapped = map.mapped().ordinals();
    this.rows = map.rows();
  }

  /// How many data are on the map.
  public int count() {
    return mapped.length;
  }

  /// The place of each datum, −1 where it is not on the map.
  ///
  /// @param ordinals in any order; a run of ascending ones is fastest
  public int[] places(int... ordinals) {
    int[] places = new int[ordinals.length];
    int next = 0;
    for (int i = 0; i < ordinals.length; i++) {
      boolean follows = next < mapped.length && mapped[next] == ordinals[i];
      int at = follows ? next : Arrays.binarySearch(mapped, ordinals[i]);
      places[i] = Math.max(-1, at);
      next = at >= 0 ? at + 1 : -at - 1;
    }
    return places;
  }

  public int ordinal(int place) {
    return mapped[place];
  }

  public float x(int place) {
    return map.columns().x()[rows[place]];
  }

  public float y(int place) {
    return map.columns().y()[rows[place]];
  }

  /// Id of the deepest topic, 0 for none.
  public int topic(int place) {
    return map.columns().topic()[rows[place]];
  }

  /// Whether the build looked for duplicates: only then may they be asked for.
  public boolean knowsDuplicates() {
    return DuplicateState.present(map);
  }

  public DuplicateClass duplicateClass(int place) {
    return duplicates().duplicateClass(place);
  }

  /// Ordinal of the retained datum of the cluster; a singleton's own.
  public int retained(int place) {
    return mapped[duplicates().retained(place)];
  }

  /// Distance to the retained datum.
  public float duplicateDistance(int place) {
    return (float) duplicates().distance(place);
  }

  private DuplicateState duplicates() {
    DuplicateState known = duplicates;
    if (known == null) {
      known = DuplicateState.of(map);
      duplicates = known;
    }
    return known;
  }
}
