package dev.portolan.explorer.api;

import dev.portolan.explorer.http.Body;
import dev.portolan.explorer.http.Refusal;
import dev.portolan.explorer.http.Refusal.Kind;
import dev.portolan.index.duplicates.DuplicateClass;
import dev.portolan.query.MapDuplicates;
import dev.portolan.storage.DatumSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Clusters of duplicates at any cutoff the map can answer, and their deletion.
final class DuplicateAnswers {
  private static final int MOST_CLUSTERS = 100;
  private static final int MOST_MEMBERS = 100;

  private final MapState state;

  DuplicateAnswers(MapState state) {
    this.state = state;
  }

  ObjectNode curve() {
    ObjectNode answer = Json.object();
    Json.number(answer, "cutoff", own());
    answer.put("ceiling", state.map().duplicates().ceiling());
    ArrayNode curve = answer.putArray("curve");
    state
        .map()
        .duplicates()
        .curve()
        .forEach(at ->
            curve
                .addObject()
                .put("cutoff", at.cutoff())
                .put("candidates", at.candidates())
                .put("clusters", at.clusters()));
    return answer;
  }

  private double own() {
    Double cutoff = state.map().report().duplicates().cutoff();
    return cutoff == null ? Double.NaN : cutoff;
  }

  ObjectNode at(OptionalDouble cutoff) {
    DuplicateClass[] classes = state.duplicateColumns(cutoff).classes();
    ObjectNode answer = Json.object();
    Json.number(answer, "cutoff", cutoff.orElseGet(this::own));
    return answer
        .put("candidates", count(classes, DuplicateClass.DELETION_CANDIDATE))
        .put("clusters", count(classes, DuplicateClass.RETENTION_CANDIDATE));
  }

  private static long count(DuplicateClass[] classes, DuplicateClass wanted) {
    return Arrays.stream(classes).filter(each -> each == wanted).count();
  }

  /// A page of clusters, largest first.
  ObjectNode clusters(OptionalDouble cutoff, long from, long count) {
    MapDuplicates.Columns found = state.duplicateColumns(cutoff);
    int[] sizes = new int[found.retained().length];
    for (int retained : found.retained()) {
      sizes[retained]++;
    }
    List<Integer> largest =
        IntStream.range(0, sizes.length)
            .filter(place -> sizes[place] > 1)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer place) -> -sizes[place])
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    ObjectNode answer = Json.object();
    Json.number(answer, "cutoff", cutoff.orElseGet(this::own));
    answer.put("total", largest.size()).put("from", from);
    ArrayNode clusters = answer.putArray("clusters");
    largest.stream()
        .skip(Math.max(0, from))
        .limit(Math.clamp(count, 1, MOST_CLUSTERS))
        .forEach(place -> add(clusters, found, place, sizes[place]));
    return answer;
  }

  private void add(ArrayNode clusters, MapDuplicates.Columns found, int retained, int size) {
    ObjectNode cluster = clusters.addObject();
    datum(cluster.putObject("retained"), retained);
    cluster.put("size", size);
    ArrayNode members = cluster.putArray("members");
    IntStream.range(0, found.retained().length)
        .filter(place -> place != retained && found.retained()[place] == retained)
        .limit(MOST_MEMBERS)
        .forEach(
            place -> datum(members.addObject(), place).put("distance", found.distances()[place]));
  }

  private ObjectNode datum(ObjectNode node, int place) {
    return node.put("row", state.liveRows()[place])
        .put("id", state.data().id(state.liveOrdinals()[place]));
  }

  /// Deletes what could be deleted, if it is as many as the person was told.
  ObjectNode delete(Body body) {
    OptionalDouble cutoff =
        body.has("cutoff") ? OptionalDouble.of(body.real("cutoff")) : OptionalDouble.empty();
    MapDuplicates.Columns found = state.duplicateColumns(cutoff);
    Set<Integer> wanted = null;
    if (body.has("clusters")) {
      wanted = new HashSet<>();
      for (int row : body.numbers("clusters", 1_000_000)) {
        wanted.add(state.checkedLive(row));
      }
    }
    Set<Integer> retainedRows = wanted;
    DatumSet candidates =
        DatumSet.collect(
            state.data().dataset(),
            sink -> {
              for (int place = 0; place < found.classes().length; place++) {
                if (found.classes()[place] == DuplicateClass.DELETION_CANDIDATE
                    && (retainedRows == null
                        || retainedRows.contains(state.liveRows()[found.retained()[place]]))) {
                  sink.accept(state.liveOrdinals()[place]);
                }
              }
            });
    if (candidates.count() != body.number("confirm")) {
      throw new Refusal(
          Kind.CHANGED,
          "there are %,d data to delete by now, not %,d; look again before you delete"
              .formatted(candidates.count(), body.number("confirm")));
    }
    int deleted = state.dataset().deleteWhere(data -> candidates.and(data.all()));
    return Json.object().put("deleted", deleted);
  }
}
