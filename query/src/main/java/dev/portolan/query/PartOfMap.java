package dev.portolan.query;

import dev.portolan.storage.DatumSet;
import java.util.function.Function;

/// A map of which only some data are looked at.
record PartOfMap(MapView map, DatumSet part) implements MapView {
  @Override
  public <T> T read(Function<MapSnapshot, T> question) {
    return map.read(whole -> question.apply(whole.only(part)));
  }
}
