package dev.portolan.explorer.api;

import dev.portolan.explorer.http.Frame;
import dev.portolan.index.MapColumns;
import dev.portolan.index.duplicates.DuplicateClass;
import dev.portolan.query.MapDuplicates;
import java.util.Arrays;
import java.util.OptionalDouble;

/// What every point of a map has: its place, its topic, who it is, and its duplicates.
public final class PointFrames {
  private PointFrames() {}

  public static Frame points(MapState state) {
    MapColumns columns = state.map().columns();
    int n = state.rows();
    Frame frame =
        new Frame()
            .f32("x", n, row -> state.live(row) ? columns.x()[row] : Double.NaN)
            .f32("y", n, row -> state.live(row) ? columns.y()[row] : Double.NaN);
    return frame.i32("topic", n, row -> columns.topic()[row]);
  }

  static Frame topic(MapState state) {
    int[] topic = state.map().columns().topic();
    return new Frame().i32("topic", topic.length, row -> topic[row]);
  }

  public static Frame ordinals(MapState state) {
    return new Frame().u32("ordinal", state.rows(), state::ordinal);
  }

  static Frame live(MapState state) {
    Frame frame = new Frame().u8("mask", state.liveMask());
    frame.header().put("count", state.liveRows().length);
    return frame;
  }

  /// @param cutoff empty for the map's own
  public static Frame duplicates(MapState state, OptionalDouble cutoff) {
    MapDuplicates.Columns found = state.duplicateColumns(cutoff);
    int n = state.rows();
    byte[] classes = new byte[n];
    int[] retained = new int[n];
    float[] distances = new float[n];
    Arrays.setAll(retained, row -> row);
    int[] counts = new int[4];
    for (int place = 0; place < found.classes().length; place++) {
      int row = state.liveRows()[place];
      classes[row] = (byte) code(found.classes()[place]);
      retained[row] = state.liveRows()[found.retained()[place]];
      distances[row] = (float) found.distances()[place];
      counts[code(found.classes()[place])]++;
    }
    Frame frame =
        new Frame()
            .u8("class", classes)
            .u32("retained", n, row -> retained[row])
            .f32("distance", n, row -> distances[row]);
    frame
        .header()
        .put("cutoff", cutoff.orElseGet(() -> state.map().report().duplicates().cutoff()))
        .put("clusters", counts[code(DuplicateClass.RETENTION_CANDIDATE)])
        .put("candidates", counts[code(DuplicateClass.DELETION_CANDIDATE)]);
    return frame;
  }

  /// As the API writes it; 0 is for rows that are not live.
  private static int code(DuplicateClass kind) {
    return switch (kind) {
      case SINGLETON -> 1;
      case RETENTION_CANDIDATE -> 2;
      case DELETION_CANDIDATE -> 3;
    };
  }
}
