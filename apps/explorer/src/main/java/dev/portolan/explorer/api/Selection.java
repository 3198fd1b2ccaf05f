package dev.portolan.explorer.api;

import dev.portolan.explorer.http.Body;
import dev.portolan.explorer.http.Frame;
import dev.portolan.query.filter.Filter;
import dev.portolan.query.filter.FilterJson;
import dev.portolan.storage.DatumSet;

/// Data that a request names by a mask or a filter.
final class Selection {
  private Selection() {}

  static Filter filter(Body body) {
    return FilterJson.read(body.json("filter"));
  }

  /// By `mask`, else by `filter`, else all that are on the map.
  static DatumSet of(MapState state, Body body) {
    if (body.has("mask")) {
      return masked(state, body);
    }
    return body.has("filter")
        ? state.datasetState().now().where(filter(body)).and(state.map().mapped())
        : state.map().mapped();
  }

  static DatumSet masked(MapState state, Body body) {
    return state.set(body.bytes("mask", state.maskBytes()));
  }

  /// Which rows a filter selects.
  static Frame select(MapState state, Body body) {
    DatumSet selected = state.datasetState().now().where(filter(body));
    Frame frame = new Frame().u8("mask", state.mask(selected));
    frame
        .header()
        .put("count", selected.and(state.map().mapped()).count())
        .put("data", selected.count());
    return frame;
  }
}
