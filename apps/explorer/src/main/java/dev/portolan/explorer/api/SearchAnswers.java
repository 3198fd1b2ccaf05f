package dev.portolan.explorer.api;

import dev.portolan.Dataset;
import dev.portolan.Hit;
import dev.portolan.Search;
import dev.portolan.explorer.http.Body;
import dev.portolan.explorer.http.Refusal;
import dev.portolan.explorer.http.Refusal.Kind;
import dev.portolan.query.MapTopics;
import dev.portolan.query.Placement;
import dev.portolan.storage.Highlight;
import dev.portolan.storage.WordMatch;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Search by words, by meaning and by example, and where a text would fall.
final class SearchAnswers {
  private static final int MOST_HITS = 1_000;
  private static final int MOST_TEXT = 10_000;
  private static final Duration ALLOWED = Duration.ofSeconds(30);

  private final MapState state;
  private final TextModel model;
  private final String textColumn;

  /// @param model or null
  /// @param textColumn or null
  SearchAnswers(MapState state, TextModel model, String textColumn) {
    this.state = state;
    this.model = model;
    this.textColumn = textColumn;
  }

  /// Whether texts can be embedded as the dataset's vectors were.
  static boolean embeds(Dataset dataset, TextModel model) {
    return model != null && dataset.embedder().filter(model.name()::equals).isPresent();
  }

  ObjectNode search(Body body) {
    long started = System.nanoTime();
    String kind = body.text("kind");
    int k = body.has("k") ? body.number("k", 1, MOST_HITS) : 50;
    Search search = question(kind, body);
    if (body.has("filter")) {
      search.where(Selection.filter(body));
    }
    if (textColumn != null) {
      search.include(textColumn);
    }
    List<Hit> hits = search.k(k).timeout(ALLOWED).run(state.datasetState().now());
    ObjectNode answer = Json.object().put("kind", kind);
    ArrayNode found = answer.putArray("hits");
    if (kind.equals("id")) {
      itself(found, body.text("text"));
    }
    int[] ordinals = state.data().ordinals(hits.stream().map(Hit::id).toList());
    for (int i = 0; i < ordinals.length && found.size() < k; i++) {
      add(found, hits.get(i), ordinals[i]);
    }
    return answer.put("seconds", (System.nanoTime() - started) / 1e9);
  }

  private Search question(String kind, Body body) {
    Dataset dataset = state.dataset();
    return switch (kind) {
      case "words" -> dataset.searchWords(text(body), match(body)).highlight(1);
      case "meaning" -> dataset.search(embedded(text(body)));
      case "both" -> dataset.search(embedded(text(body))).andWords(text(body)).highlight(1);
      case "id" -> dataset.searchById(text(body));
      case "like" ->
          dataset.searchLike(
              List.of(
                  state
                      .data()
                      .ids(
                          Arrays.stream(body.numbers("rows", RowAnswers.MOST_ROWS))
                              .map(state::checkedLive)
                              .map(state::ordinal)
                              .toArray())),
              List.of());
      default ->
          throw new Refusal(
              Kind.REQUEST,
              "'%s' is no kind of search; there are words, meaning, both, id, like"
                  .formatted(Json.cut(kind, 50)));
    };
  }

  private static String text(Body body) {
    String text = body.text("text");
    if (text.isBlank() || text.length() > MOST_TEXT) {
      throw new Refusal(
          Kind.REQUEST,
          "the text has %d characters; give 1 to %,d".formatted(text.length(), MOST_TEXT));
    }
    return text;
  }

  private static WordMatch match(Body body) {
    String match = body.text("match", "all");
    return switch (match) {
      case "all" -> new WordMatch.AllWords();
      case "any" -> new WordMatch.AnyWord();
      case "phrase" -> new WordMatch.Phrase((int) body.number("slop", 0));
      case "fuzzy" -> new WordMatch.Fuzzy((int) body.number("edits", 1));
      default ->
          throw new Refusal(
              Kind.REQUEST,
              "'%s' is no way to match words; there are all, any, phrase, fuzzy"
                  .formatted(Json.cut(match, 50)));
    };
  }

  private float[] embedded(String text) {
    if (!embeds(state.dataset(), model)) {
      throw new Refusal(
          Kind.REQUEST,
          "dataset '%s' holds vectors of another model than this server has; search by words or by id"
              .formatted(state.dataset().name()));
    }
    return state.dataset().embed(model.embedder(), text);
  }

  private void itself(ArrayNode found, String id) {
    int ordinal = state.data().ordinals(List.of(id))[0];
    ObjectNode node = found.addObject();
    Json.row(node, state.row(ordinal));
    node.put("id", id).putNull("score").put("distance", 0.0);
    node.put("text", RowAnswers.excerpt(state, ordinal, textColumn));
    node.putArray("passages");
  }

  private void add(ArrayNode found, Hit hit, int ordinal) {
    ObjectNode node = found.addObject();
    Json.row(node, state.row(ordinal));
    node.put("id", hit.id());
    Json.number(node, "score", hit.reason().wordScore());
    Json.number(node, "distance", hit.distance());
    Object text = textColumn == null ? null : hit.values().get(textColumn);
    node.put("text", text == null ? null : Json.cut(text.toString(), 300));
    ArrayNode passages = node.putArray("passages");
    hit.highlights()
        .forEach((column, some) -> some.forEach(passage -> add(passages, column, passage)));
  }

  private static void add(ArrayNode passages, String column, Highlight passage) {
    ObjectNode node = passages.addObject().put("column", column).put("text", passage.passage());
    ArrayNode marks = node.putArray("marks");
    passage.words().forEach(span -> marks.addArray().add(span.from()).add(span.to()));
  }

  ObjectNode place(Body body) {
    Placement where = state.map().place(embedded(text(body)));
    ObjectNode answer = Json.object();
    answer.put("x", where.x()).put("y", where.y()).put("confidence", where.confidence());
    ObjectNode nearest = answer.putObject("nearest");
    Json.row(nearest, state.row(state.data().ordinals(List.of(where.nearest()))[0]));
    nearest.put("id", where.nearest()).put("distance", where.distance());
    ArrayNode depths = answer.putArray("topics");
    for (int depth = 1; depth <= where.topics().size(); depth++) {
      MapTopics.Posterior posterior = where.topics().get(depth - 1);
      ObjectNode node = depths.addObject().put("depth", depth);
      ArrayNode topics = node.putArray("topics");
      posterior
          .topics()
          .forEach((label, probability) ->
              topics.addObject().put("label", label).put("probability", probability));
      node.put("unassigned", posterior.unassigned());
    }
    return answer;
  }
}
