package dev.portolan.jdbc.plan;

import dev.portolan.index.duplicates.DuplicateClass;
import dev.portolan.index.topics.Topic;
import dev.portolan.jdbc.plan.DatasetColumn.MapValue;
import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.MapValues;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.DatumSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;
import org.apache.calcite.sql.SqlKind;

/// Conditions on what a map says, as filters; where there is none of the kind, the set of data that
/// a reading of the map finds.
final class MapCondition {
  private MapCondition() {}

  static Condition isSet(String map, MapValue value) {
    return switch (value) {
      case X, Y -> Condition.always(new Filter.OnMap(map));
      case TOPIC_ID -> (_, now) -> numbers(now, map, value, _ -> true);
      case DUPLICATE_CLASS, CLUSTER_ID, DUPLICATE_DISTANCE ->
          (_, now) ->
              new MapValues(now.map(map)).knowsDuplicates()
                  ? new Filter.OnMap(map)
                  : Condition.NOTHING;
    };
  }

  static Condition inTopic(String map, int depth) {
    return Condition.always(new Filter.OnMap(map).and(new Filter.Unassigned(map, depth).not()));
  }

  /// In topics of a depth by label; a label that no topic has selects nothing.
  static BiFunction<List<Object>, DatasetSnapshot, Filter> labelled(String map, int depth) {
    return (labels, now) -> {
      List<Filter> topics = new ArrayList<>();
      for (Topic topic : now.map(map).tree().topics()) {
        if (topic.depth() == depth && labels.contains(topic.label())) {
          topics.add(new Filter.InTopic(map, depth, topic.label(), 0));
        }
      }
      return topics.size() == 1 ? topics.getFirst() : new Filter.Or(topics);
    };
  }

  static BiFunction<List<Object>, DatasetSnapshot, Filter> among(String map, MapValue value) {
    return (values, now) ->
        switch (value) {
          case DUPLICATE_CLASS -> duplicateClasses(now, map, values);
          case CLUSTER_ID -> clusters(now, map, values);
          case X, Y, TOPIC_ID, DUPLICATE_DISTANCE -> {
            double[] numbers =
                values.stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
            yield numbers(
                now, map, value, number -> Arrays.stream(numbers).anyMatch(n -> n == number));
          }
        };
  }

  private static Filter duplicateClasses(DatasetSnapshot now, String map, List<Object> labels) {
    List<Filter> classes = new ArrayList<>();
    if (new MapValues(now.map(map)).knowsDuplicates()) {
      for (DuplicateClass each : DuplicateClass.values()) {
        if (labels.contains(each.label())) {
          classes.add(new Filter.OfDuplicateClass(map, each));
        }
      }
    }
    return new Filter.Or(classes);
  }

  /// A cluster is named by its retained datum; by others nothing is found.
  private static Filter clusters(DatasetSnapshot now, String map, List<Object> ids) {
    List<Integer> retained = new ArrayList<>();
    ids.forEach(id -> now.data().ordinal((String) id).ifPresent(retained::add));
    MapValues values = new MapValues(now.map(map));
    return values.knowsDuplicates()
        ? matching(now, values, place -> retained.contains(values.retained(place)))
        : Condition.NOTHING;
  }

  static BiFunction<Object, DatasetSnapshot, Filter> ordered(
      String map, MapValue value, SqlKind kind) {
    return (bound, now) -> {
      double limit = ((Number) bound).doubleValue();
      return numbers(
          now,
          map,
          value,
          switch (kind) {
            case LESS_THAN -> number -> number < limit;
            case LESS_THAN_OR_EQUAL -> number -> number <= limit;
            case GREATER_THAN -> number -> number > limit;
            default -> number -> number >= limit;
          });
    };
  }

  private static Filter numbers(
      DatasetSnapshot now, String map, MapValue value, DoublePredicate test) {
    MapValues values = new MapValues(now.map(map));
    return switch (value) {
      case X -> matching(now, values, place -> test.test(values.x(place)));
      case Y -> matching(now, values, place -> test.test(values.y(place)));
      case TOPIC_ID ->
          matching(now, values, place -> values.topic(place) > 0 && test.test(values.topic(place)));
      default ->
          values.knowsDuplicates()
              ? matching(now, values, place -> test.test(values.duplicateDistance(place)))
              : Condition.NOTHING;
    };
  }

  private static Filter matching(DatasetSnapshot now, MapValues values, IntPredicate test) {
    return Filter.in(
        DatumSet.collect(
            now.data().dataset(),
            sink -> {
              for (int place = 0; place < values.count(); place++) {
                if (test.test(place)) {
                  sink.accept(values.ordinal(place));
                }
              }
            }));
  }
}
