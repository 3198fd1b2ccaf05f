package dev.portolan.query;

import java.util.function.Function;

/// Something a map's resources can be read from: the live map, or one snapshot of it.
public interface MapView {
  /// Answers a question from one consistent state.
  <T> T read(Function<MapSnapshot, T> question);
}
