package dev.portolan.explorer.api;

import static dev.portolan.explorer.api.Route.get;
import static dev.portolan.explorer.api.Route.post;

import dev.portolan.EmbeddingMap;
import dev.portolan.explorer.api.Route.Asked;
import dev.portolan.explorer.http.Body;
import dev.portolan.explorer.http.Call;
import dev.portolan.explorer.http.Frame;
import dev.portolan.explorer.http.Handler;
import dev.portolan.explorer.http.Refusal;
import dev.portolan.explorer.http.Refusal.Kind;
import dev.portolan.explorer.http.Reply;
import dev.portolan.storage.Deadline;
import dev.portolan.storage.StorageException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;

/// The data API: what is answered below `/api/`. Safe for many threads.
public final class MapApi implements Handler, AutoCloseable {
  /// Answers of another start of the server are not taken for its own.
  private final String start = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());

  private final Served served;
  private final States states;
  private final Jobs jobs = new Jobs();
  private final InfoAnswer info;
  private final Images images;
  private final List<Route> routes =
      List.of(
          get("info", this::info),
          get("points", asked -> frame(PointFrames.points(asked.state()))),
          get("topic", asked -> frame(PointFrames.topic(asked.state()))),
          get("ordinals", asked -> frame(PointFrames.ordinals(asked.state()))),
          get("live", asked -> frame(PointFrames.live(asked.state()))),
          get("columns/*", asked -> frame(ColumnFrames.of(asked.state(), wild(asked)))),
          get("topics", asked -> topics(asked.state())),
          post("topics/*", this::editTopics),
          post("select", asked -> frame(Selection.select(asked.state(), asked.call().body()))),
          post("search", asked -> Reply.json(search(asked).search(asked.call().body()))),
          post("place", asked -> Reply.json(search(asked).place(asked.call().body()))),
          post("rows", MapApi::rows),
          post("order", asked -> frame(RowOrder.of(asked.state(), asked.call().body()))),
          post("export", this::export),
          get("datum/*", asked -> Reply.json(RowAnswers.datum(asked.state(), row(asked)))),
          get("datum/*/neighbours", this::neighbours),
          get("find", MapApi::find),
          get("image/*", this::image),
          get("tags", asked -> Reply.json(TagAnswers.list(asked.state()))),
          get("tags/mask", asked -> frame(TagAnswers.mask(asked.state(), query(asked, "name")))),
          post("tags/*", this::editTags),
          get("duplicates", MapApi::duplicates),
          get("duplicates/curve", asked -> Reply.json(duplicateAnswers(asked).curve())),
          get("duplicates/at", asked -> Reply.json(duplicateAnswers(asked).at(cutoff(asked)))),
          get("duplicates/clusters", MapApi::clusters),
          post("duplicates/delete", this::deleteDuplicates),
          post("update", this::update),
          post("build", this::build),
          get("jobs/*", asked -> new Reply.Json(200, jobs.job(wild(asked)).answer())),
          get("jobs/*/events", asked -> Jobs.events(jobs.job(wild(asked)))),
          post("jobs/*/cancel", this::cancel),
          get(
              "generations",
              asked -> Reply.json(GenerationAnswers.list(asked.state(), map(asked)))),
          get("generations/*/points", this::earlierPoints),
          get("generations/*/changes", this::changes));

  public MapApi(Served served) {
    this.served = served;
    states = new States(served.db());
    info = new InfoAnswer(served.images() != null, served.pixels());
    images = new Images(served.images(), served.pixels());
  }

  @Override
  public Reply answer(Call call) {
    try {
      return answered(call);
    } catch (StorageException.Locked e) {
      throw new Refusal(Kind.LOCKED, e.getMessage());
    } catch (Deadline.TimedOut e) {
      throw new Refusal(Kind.TIME, e.getMessage());
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new Refusal(Kind.REQUEST, String.valueOf(e.getMessage()));
    } catch (StorageException e) {
      throw new Refusal(Kind.INTERNAL, e.getMessage());
    }
  }

  private Reply answered(Call call) {
    List<String> path = call.path();
    if (path.equals(List.of("catalog")) && call.method().equals("GET")) {
      return Reply.json(CatalogAnswer.of(served));
    }
    if (path.size() < 3) {
      throw missing();
    }
    List<String> rest = path.subList(2, path.size());
    boolean otherMethod = false;
    for (Route route : routes) {
      List<String> wild = route.match(rest);
      if (wild != null && route.method().equals(call.method())) {
        return answered(call, route, wild);
      }
      otherMethod |= wild != null;
    }
    throw otherMethod
        ? new Refusal(Kind.METHOD, "this is asked by the other of GET and POST")
        : missing();
  }

  private static Refusal missing() {
    return new Refusal(
        Kind.MISSING, "there is nothing at this address; docs/explorer-api.md lists all");
  }

  private Reply answered(Call call, Route route, List<String> wild) {
    try (DatasetState dataset = states.hold(call.path().get(0))) {
      MapState state = dataset.map(call.path().get(1));
      checkGeneration(call, state);
      String tag = start + "-" + state.state();
      boolean fixed = route.method().equals("GET") && !route.parts().getFirst().equals("jobs");
      if (fixed && ("\"" + tag + "\"").equals(call.known())) {
        return new Reply.Tagged(tag, new Reply.Unchanged());
      }
      Reply reply = route.answering().answer(new Asked(call, state, wild));
      return fixed ? new Reply.Tagged(tag, reply) : reply;
    }
  }

  private static void checkGeneration(Call call, MapState state) {
    long asked =
        call.method().equals("GET")
            ? call.number("generation", state.generation())
            : call.body().number("generation", state.generation());
    if (asked != state.generation()) {
      throw Refusal.otherGeneration(asked, state.generation());
    }
  }

  private static Reply frame(Frame frame) {
    return new Reply.Binary(frame);
  }

  private static String wild(Asked asked) {
    return asked.wild().getFirst();
  }

  private static int row(Asked asked) {
    return asked.state().checkedLive(number(wild(asked)));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new Refusal(Kind.REQUEST, "'%s' is no whole number".formatted(Json.cut(text, 50)));
    }
  }

  private static String query(Asked asked, String name) {
    String value = asked.call().query().get(name);
    if (value == null) {
      throw new Refusal(Kind.REQUEST, "'%s' is missing; give it in the address".formatted(name));
    }
    return value;
  }

  private static OptionalDouble cutoff(Asked asked) {
    String text = asked.call().query().get("cutoff");
    try {
      return text == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      throw new Refusal(
          Kind.REQUEST, "'cutoff' is '%s'; give a number".formatted(Json.cut(text, 50)));
    }
  }

  private void requireWritable() {
    if (served.readOnly()) {
      throw new Refusal(
          Kind.ORIGIN,
          "this server was started with --read-only; start it without to change anything");
    }
  }

  private static EmbeddingMap map(Asked asked) {
    return asked.state().dataset().map(asked.state().map().name());
  }

  private Reply info(Asked asked) {
    MapState state = asked.state();
    boolean meaning = SearchAnswers.embeds(state.dataset(), served.model());
    InfoAnswer.Can can = new InfoAnswer.Can(meaning, !served.readOnly(), true);
    boolean counts = !"no".equals(asked.call().query().get("counts"));
    return Reply.json(counts ? info.of(state, can) : info.atOnce(state, can));
  }

  private Reply topics(MapState state) {
    return Reply.json(
        TopicAnswer.of(state, state.dataset().map(state.map().name()).topicEdits().all()));
  }

  private Reply editTopics(Asked asked) {
    requireWritable();
    Body body = asked.call().body();
    var edits = map(asked).topicEdits();
    switch (wild(asked)) {
      case "rename" -> edits.rename(id(body, "id"), body.text("label"));
      case "merge" -> edits.merge(id(body, "id"), id(body, "into"));
      case "hide" -> edits.hide(id(body, "id"));
      case "undo" -> edits.undo();
      default -> throw missing();
    }
    return fresh(asked, this::topics);
  }

  private static int id(Body body, String name) {
    return body.number(name, 1, Integer.MAX_VALUE);
  }

  private interface OfState {
    Reply answer(MapState state);
  }

  /// Answers from the state after an edit.
  private Reply fresh(Asked asked, OfState question) {
    try (DatasetState dataset = states.hold(asked.state().dataset().name())) {
      return question.answer(dataset.map(asked.state().map().name()));
    }
  }

  private SearchAnswers search(Asked asked) {
    return new SearchAnswers(asked.state(), served.model(), info.textColumn(asked.state()));
  }

  private static Reply rows(Asked asked) {
    Body body = asked.call().body();
    int[] rows = body.numbers("rows", RowAnswers.MOST_ROWS);
    List<String> columns =
        RowAnswers.columns(asked.state(), body.has("columns") ? body.texts("columns") : null);
    int cut = Math.clamp(body.number("cut", 0), 0, Integer.MAX_VALUE);
    return Reply.json(RowAnswers.rows(asked.state(), rows, columns, cut));
  }

  private Reply export(Asked asked) {
    Body body = asked.call().body();
    List<String> columns =
        body.has("columns") ? RowAnswers.columns(asked.state(), body.texts("columns")) : null;
    String dataset = asked.state().dataset().name();
    String map = asked.state().map().name();
    var selected = Selection.of(asked.state(), body);
    return new Reply.Stream(
        "text/csv; charset=utf-8",
        dataset + ".csv",
        out -> {
          // The answer is written after the state was given back, so hold one again.
          try (DatasetState held = states.hold(dataset)) {
            TableExport.csv(held.map(map), selected, columns).to(out);
          }
        });
  }

  private Reply neighbours(Asked asked) {
    int k = Math.clamp(asked.call().number("k", 15), 1, 1000);
    return Reply.json(
        RowAnswers.neighbours(asked.state(), row(asked), k, info.textColumn(asked.state())));
  }

  private static Reply find(Asked asked) {
    return Reply.json(RowAnswers.find(asked.state(), query(asked, "id")));
  }

  private Reply image(Asked asked) {
    return images.of(asked.state(), row(asked), asked.call().query().get("column"));
  }

  private Reply editTags(Asked asked) {
    requireWritable();
    TagAnswers.edit(asked.state(), wild(asked), asked.call().body());
    return fresh(asked, state -> Reply.json(TagAnswers.list(state)));
  }

  private static Reply duplicates(Asked asked) {
    return frame(PointFrames.duplicates(asked.state(), cutoff(asked)));
  }

  private static DuplicateAnswers duplicateAnswers(Asked asked) {
    return new DuplicateAnswers(asked.state());
  }

  private static Reply clusters(Asked asked) {
    return Reply.json(
        duplicateAnswers(asked)
            .clusters(
                cutoff(asked), asked.call().number("from", 0), asked.call().number("count", 20)));
  }

  private Reply deleteDuplicates(Asked asked) {
    requireWritable();
    return Reply.json(duplicateAnswers(asked).delete(asked.call().body()));
  }

  private Reply update(Asked asked) {
    requireWritable();
    return started(jobs.update(asked.state().dataset(), map(asked)));
  }

  private Reply build(Asked asked) {
    requireWritable();
    return started(
        jobs.build(asked.state().dataset(), asked.state().map().options(), asked.call().body()));
  }

  private static Reply started(Job job) {
    return new Reply.Json(202, job.answer());
  }

  private Reply cancel(Asked asked) {
    requireWritable();
    Job job = jobs.job(wild(asked));
    job.cancel();
    return Reply.json(job.answer());
  }

  private Reply earlierPoints(Asked asked) {
    return frame(GenerationAnswers.points(asked.state(), map(asked), number(wild(asked))));
  }

  private Reply changes(Asked asked) {
    return Reply.json(GenerationAnswers.changes(asked.state(), map(asked), number(wild(asked))));
  }

  @Override
  public void close() {
    jobs.close();
    states.close();
  }
}
