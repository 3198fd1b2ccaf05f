package dev.portolan.index;

import dev.portolan.projection.NeighborGraph;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a build leaves to judge by how far data have drifted since.
///
/// @param nearest99 99 % of the data had a neighbour nearer than this, in the map's metric
record FitDrift(double nearest99) {
  static final String FILE = "drift.json";
  private static final JsonMapper JSON = new JsonMapper();
  private static final double SHARE = .99;

  static FitDrift of(NeighborGraph graph) {
    if (graph.n() == 0 || graph.k() == 0) {
      return new FitDrift(0);
    }
    float[] nearest = new float[graph.n()];
    for (int row = 0; row < nearest.length; row++) {
      nearest[row] = graph.distances()[row * graph.k()];
    }
    Arrays.sort(nearest);
    return new FitDrift(nearest[(int) (SHARE * (nearest.length - 1))]);
  }

  ByteBuffer toBytes() {
    return ByteBuffer.wrap(JSON.writeValueAsBytes(this));
  }

  static FitDrift fromBytes(ByteBuffer bytes) {
    String json = StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    try {
      return JSON.readValue(json, FitDrift.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "drift figures of a map are no valid JSON (%s); rebuild the map"
              .formatted(e.getOriginalMessage()),
          e);
    }
  }
}
