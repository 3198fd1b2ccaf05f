package dev.portolan.explorer.api;

import dev.portolan.explorer.http.Call;
import dev.portolan.explorer.http.Reply;
import java.util.ArrayList;
import java.util.List;

/// A path below `/api/D/M/` and who answers it.
///
/// @param method `GET` or `POST`
/// @param parts of the path; `*` stands for any one
record Route(String method, List<String> parts, Answering answering) {

  /// What a route is asked.
  ///
  /// @param state newest, held until the answer is made
  /// @param wild parts that stood for `*`
  record Asked(Call call, MapState state, List<String> wild) {}

  interface Answering {
    Reply answer(Asked asked);
  }

  static Route get(String path, Answering answering) {
    return new Route("GET", List.of(path.split("/")), answering);
  }

  static Route post(String path, Answering answering) {
    return new Route("POST", List.of(path.split("/")), answering);
  }

  /// The parts that stand for `*`, or null where the path is another.
  List<String> match(List<String> path) {
    if (path.size() != parts.size()) {
      return null;
    }
    List<String> wild = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).equals("*")) {
        wild.add(path.get(i));
      } else if (!parts.get(i).equals(path.get(i))) {
        return null;
      }
    }
    return wild;
  }
}
