package dev.portolan.benchmarks.projection;

import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/// One thing to do with one file of vectors, the same for every contender.
///
/// @param method what to do
/// @param vectors `.npy` of float32, `[n][d]`
/// @param placed how many of the last rows to place on a map of the others; 0 maps all
/// @param run counts from 0; seeds differ by it
/// @param positions where the `.npy` of positions goes, `[n][2]`
/// @param scratch a folder that may be filled and emptied
record Task(Method method, Path vectors, int placed, int run, Path positions, Path scratch) {
  private static final JsonMapper JSON = new JsonMapper();

  String toJson() {
    return JSON.writeValueAsString(this);
  }

  static Task fromJson(String json) {
    return JSON.readValue(json, Task.class);
  }
}
