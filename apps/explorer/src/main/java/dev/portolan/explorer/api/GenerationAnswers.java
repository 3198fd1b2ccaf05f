package dev.portolan.explorer.api;

import dev.portolan.EmbeddingMap;
import dev.portolan.explorer.http.Frame;
import dev.portolan.index.topics.Topic;
import dev.portolan.query.MapGeneration;
import dev.portolan.query.TopicsChanged;
import dev.portolan.storage.GenerationOrigin;
import java.util.Arrays;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Earlier states of a map, beside the current one.
final class GenerationAnswers {
  private GenerationAnswers() {}

  static ObjectNode list(MapState state, EmbeddingMap map) {
    ObjectNode answer = Json.object().put("current", state.generation());
    ArrayNode generations = answer.putArray("generations");
    for (MapGeneration each : map.generations()) {
      generations
          .addObject()
          .put("number", each.number())
          .put("published", each.published().toString())
          .put("data", each.data())
          .put("origin", origin(each.origin()));
    }
    return answer;
  }

  private static String origin(GenerationOrigin origin) {
    return switch (origin) {
      case GenerationOrigin.Built _ -> "built";
      case GenerationOrigin.Updated _ -> "updated";
      case GenerationOrigin.Relabelled _ -> "relabelled";
      case GenerationOrigin.RolledBack(long number) -> "rolled back to " + number;
    };
  }

  /// Where the current rows lay on an earlier state.
  static Frame points(MapState state, EmbeddingMap map, long number) {
    EmbeddingMap.Places then = map.placesOn(number);
    int[] before = then.data().ordinals();
    int n = state.rows();
    float[] x = new float[n];
    float[] y = new float[n];
    Arrays.fill(x, Float.NaN);
    Arrays.fill(y, Float.NaN);
    int both = 0;
    int moved = 0;
    float[] nowX = state.map().columns().x();
    float[] nowY = state.map().columns().y();
    for (int row : state.liveRows()) {
      int place = Arrays.binarySearch(before, state.ordinal(row));
      if (place >= 0) {
        x[row] = then.x()[place];
        y[row] = then.y()[place];
        both++;
        moved += x[row] != nowX[row] || y[row] != nowY[row] ? 1 : 0;
      }
    }
    Frame frame = new Frame().f32("x", n, row -> x[row]).f32("y", n, row -> y[row]);
    frame
        .header()
        .put("gone", before.length - both)
        .put("came", state.liveRows().length - both)
        .put("moved", moved);
    return frame;
  }

  static ObjectNode changes(MapState state, EmbeddingMap map, long number) {
    TopicsChanged changed = map.topicsChanged(number, state.generation());
    ObjectNode answer = Json.object();
    ArrayNode kept = answer.putArray("kept");
    changed
        .kept()
        .forEach(each ->
            kept.addObject()
                .put("id", each.now().id())
                .put("before", each.before().label())
                .put("label", each.now().label())
                .put("growth", each.growth()));
    ArrayNode appeared = answer.putArray("appeared");
    for (Topic topic : changed.appeared()) {
      appeared
          .addObject()
          .put("id", topic.id())
          .put("label", topic.label())
          .put("depth", topic.depth())
          .put("count", topic.count());
    }
    ArrayNode retired = answer.putArray("retired");
    changed
        .retired()
        .forEach(each -> {
          ObjectNode node = retired.addObject();
          node.put("id", each.id()).put("label", each.label()).put("depth", each.depth());
          ArrayNode successors = node.putArray("successors");
          each.successors().forEach(successors::add);
        });
    return answer;
  }
}
