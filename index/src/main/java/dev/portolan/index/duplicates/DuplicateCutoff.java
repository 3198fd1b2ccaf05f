package dev.portolan.index.duplicates;

import dev.portolan.projection.NeighborGraph;
import dev.portolan.projection.VectorMetric;
import java.util.Arrays;
import java.util.OptionalDouble;

/// How near two data must be to count as duplicates.
public sealed interface DuplicateCutoff {
  /// Cosine distance 0.1; no detection on euclidean maps, where 0.1 means nothing.
  record Default() implements DuplicateCutoff {}

  /// A distance in the metric's unit; for cosine at most 2.
  record Absolute(double distance) implements DuplicateCutoff {
    public Absolute {
      requireDistance(distance, "distance");
    }
  }

  /// A share of the median distance in the neighbour graph.
  record ShareOfMedian(double share) implements DuplicateCutoff {
    public ShareOfMedian {
      requireDistance(share, "share");
    }
  }

  /// No detection: every datum is a singleton.
  record Off() implements DuplicateCutoff {}

  /// The cutoff as a distance, or empty when detection is off.
  default OptionalDouble settle(NeighborGraph graph, VectorMetric metric) {
    OptionalDouble settled =
        switch (this) {
          case Default() ->
              metric == VectorMetric.COSINE ? OptionalDouble.of(0.1) : OptionalDouble.empty();
          case Absolute(double distance) -> OptionalDouble.of(distance);
          case ShareOfMedian(double share) -> OptionalDouble.of(share * median(graph));
          case Off() -> OptionalDouble.empty();
        };
    if (metric == VectorMetric.COSINE && settled.orElse(0) > 2) {
      throw new IllegalArgumentException(
          "duplicate cutoff is "
              + settled.getAsDouble()
              + ", cosine distance ends at 2; give a distance between 0 and 2");
    }
    return settled;
  }

  private static double median(NeighborGraph graph) {
    float[] distances = graph.distances().clone();
    Arrays.sort(distances);
    return distances.length == 0 ? 0 : distances[distances.length / 2];
  }

  private static void requireDistance(double value, String name) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "duplicate cutoff: "
              + name
              + " is "
              + value
              + ", it must be a finite number from 0 up; leave it out for the default");
    }
  }
}
