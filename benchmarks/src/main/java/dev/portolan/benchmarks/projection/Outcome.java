package dev.portolan.benchmarks.projection;

import dev.portolan.benchmarks.MeasuredProcess;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What one run of a contender took.
///
/// @param told what it says itself
/// @param cpuSeconds processor time; of a peer, its whole process
/// @param peakMb peak anonymous memory of its process; 0 where it was not watched
record Outcome(Told told, double cpuSeconds, long peakMb) {
  static final String TO_MAP = "vectors to map";
  static final String STORED_TO_MAP = "stored vectors to map";
  static final String PLACES = "places";
  static final String WITH_QUALITY = ", its quality stage included";

  private static final JsonMapper JSON = new JsonMapper();

  /// @param version of the contender and of what it runs on
  /// @param seconds by what was timed
  /// @param parts seconds by step, where it tells
  record Told(String version, Map<String, Double> seconds, Map<String, Double> parts) {}

  /// What a script printed in its last line, which is a [Told].
  static Outcome of(MeasuredProcess process) {
    Told told = JSON.readValue(process.lastLine(), Told.class);
    return new Outcome(told, process.cpuSeconds(), process.peakAnonymousMb());
  }

  String toJson() {
    return JSON.writeValueAsString(this);
  }

  static Outcome fromJson(String json) {
    return JSON.readValue(json, Outcome.class);
  }
}
