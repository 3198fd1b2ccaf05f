package dev.portolan.explorer.api;

import dev.portolan.Tags;
import dev.portolan.explorer.http.Body;
import dev.portolan.explorer.http.Frame;
import dev.portolan.explorer.http.Refusal;
import dev.portolan.explorer.http.Refusal.Kind;
import dev.portolan.query.Tag;
import dev.portolan.query.filter.FilterJson;
import dev.portolan.storage.DatumSet;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The tags of a dataset, and edits of them.
public final class TagAnswers {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TagAnswers() {}

  static ObjectNode list(MapState state) {
    return list(state, false);
  }

  /// With the rows of each tag besides.
  public static ObjectNode listWithMasks(MapState state) {
    return list(state, true);
  }

  private static ObjectNode list(MapState state, boolean masks) {
    ObjectNode answer = Json.object();
    ArrayNode tags = answer.putArray("tags");
    for (Tag tag : state.datasetState().now().tags().tags()) {
      ObjectNode node = tags.addObject();
      node.put("name", tag.name()).put("count", tag.count()).put("live", !tag.frozen());
      if (tag.frozen()) {
        node.putNull("rule");
      } else {
        node.set("rule", JSON.readTree(FilterJson.write(tag.rule())));
      }
      node.put("problem", tag.problem());
      DatumSet data = state.datasetState().tags().get(tag.name());
      if (masks && data != null) {
        node.put("mask", Base64.getEncoder().encodeToString(state.mask(data)));
      }
    }
    return answer;
  }

  static Frame mask(MapState state, String name) {
    DatumSet data = state.datasetState().now().tags().datumsIn(name);
    Frame frame = new Frame().u8("mask", state.mask(data));
    frame.header().put("name", name).put("count", data.and(state.map().mapped()).count());
    return frame;
  }

  static void edit(MapState state, String verb, Body body) {
    Tags tags = state.dataset().tags();
    String name = body.text("name");
    switch (verb) {
      case "create" -> {
        if (body.has("filter")) {
          // Asked once, so that a rule that cannot be answered is refused here and not found later.
          state.datasetState().now().count(Selection.filter(body));
          tags.create(name, Selection.filter(body));
        } else {
          tags.create(name, Selection.masked(state, body));
        }
      }
      case "add" -> tags.add(name, Selection.masked(state, body));
      case "remove" -> tags.remove(name, Selection.masked(state, body));
      case "freeze" -> tags.freeze(name);
      case "rename" -> tags.rename(name, body.text("to"));
      case "delete" -> tags.delete(name);
      default -> throw new Refusal(Kind.MISSING, "there is no edit of tags '%s'".formatted(verb));
    }
  }
}
