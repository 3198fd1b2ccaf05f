package dev.portolan.index;

import dev.portolan.storage.Generation;
import dev.portolan.storage.StoredColumn;
import java.util.List;

/// The stored columns of a map, a value per mapped datum in ascending ordinal.
///
/// 20 bytes per datum. Safe for many threads.
///
/// @param x position
/// @param y position
/// @param topic id of the deepest topic the datum is in, 0 where it is unassigned
/// @param duplicateOf ordinal of the retained datum, the datum's own where it is retained, −1 where
///   the build looked for no duplicates
/// @param duplicateDistance to the retained datum, in the unit of the cutoff; 0 where it is
///   retained
public record MapColumns(
    float[] x, float[] y, int[] topic, int[] duplicateOf, float[] duplicateDistance) {

  /// The same with other topics.
  public MapColumns withTopics(int[] topics) {
    return new MapColumns(x, y, topics, duplicateOf, duplicateDistance);
  }

  /// The longer side of the map; 0 without data.
  public double width() {
    return Math.max(width(x), width(y));
  }

  private static double width(float[] values) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return values.length == 0 ? 0 : (double) most - least;
  }

  List<StoredColumn> stored() {
    return List.of(
        new StoredColumn.Floats("x", x),
        new StoredColumn.Floats("y", y),
        new StoredColumn.Ints("topic", topic),
        new StoredColumn.Ints("duplicate_of", duplicateOf),
        new StoredColumn.Floats("duplicate_distance", duplicateDistance));
  }

  public static MapColumns of(Generation generation) {
    return new MapColumns(
        generation.floats("x"),
        generation.floats("y"),
        generation.ints("topic"),
        generation.ints("duplicate_of"),
        generation.floats("duplicate_distance"));
  }
}
