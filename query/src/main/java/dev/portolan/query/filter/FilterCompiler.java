package dev.portolan.query.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.portolan.storage.Column;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumQueries;
import dev.portolan.storage.DatumQuery;
import dev.portolan.storage.DatumSet;
import java.util.List;
import java.util.function.Predicate;

/// Answers filters over one state: as a query of the data's index, and as a datum set.
///
/// Both forms select the same data. The query form suits counting, listing and searching; the set
/// form is exact algebra on Roaring bitmaps, to keep and to combine. Safe for many threads; valid
/// while the scope is.
public final class FilterCompiler {
  private final FilterScope scope;
  private final DataSnapshot data;
  private final DatumQueries queries;

  public FilterCompiler(FilterScope scope) {
    this.scope = scope;
    this.data = scope.data();
    this.queries = data.queries();
  }

  /// The data that a filter selects.
  ///
  /// @throws IllegalArgumentException when it names a column, topic, tag or map that there is not,
  ///   or a value of another type than the column's
  public DatumSet set(Filter filter) {
    return switch (filter) {
      case Filter.And(List<Filter> parts) ->
          parts.stream().map(this::set).reduce(data.all(), DatumSet::and);
      case Filter.Or(List<Filter> parts) ->
          parts.stream().map(this::set).reduce(DatumSet.of(data.dataset()), DatumSet::or);
      case Filter.Not(Filter part) -> data.all().minus(set(part));
      case Filter.All _ -> data.all();
      case Filter.InSet(DatumSet set) -> set.and(data.all());
      default -> data.where(query(filter));
    };
  }

  /// The data that a filter selects, as a query.
  ///
  /// @throws IllegalArgumentException as [#set] does
  public DatumQuery query(Filter filter) {
    return switch (filter) {
      case Filter.All _ -> queries.all();
      case Filter.Ids(List<String> ids) -> queries.ids(ids);
      case Filter.InSet(DatumSet set) -> queries.in(set);
      case Filter.Tagged(String tag, long id) -> queries.in(scope.tagged(tag, id));
      case Filter.InTopic topic ->
          queries.in(scope.map(topic.map()).topics().in(topic.depth(), topic.label(), topic.id()));
      case Filter.Unassigned(String map, int depth) ->
          queries.in(scope.map(map).topics().unassigned(depth));
      case Filter.OnMap(String map) -> queries.in(scope.map(map).mapped());
      case Filter.OfDuplicateClass(String map, var duplicateClass) ->
          queries.in(scope.map(map).duplicates().of(duplicateClass));
      case Filter.InCluster(String map, String id) ->
          queries.in(scope.map(map).duplicates().clusterOf(id));
      case Filter.InPolygon(String map, List<Double> x, List<Double> y) ->
          queries.in(Polygon.of(x, y).holding(scope.map(map)));
      case Filter.Range range -> range(range);
      case Filter.OneOf(String name, List<Object> values) -> {
        Column column = data.schema().column(name);
        yield queries.oneOf(
            name, values.stream().map(value -> FilterValues.of(column, value, false)).toList());
      }
      case Filter.IsSet(String column) -> queries.isSet(column);
      case Filter.HasVector _ -> queries.hasVector();
      case Filter.HasWords(String column, String words, var match) ->
          queries.words(column, words, match);
      case Filter.Matches(String column, String regex, boolean ignoreCase) ->
          queries.matching(column, found(column, regex, ignoreCase));
      case Filter.Contains contains -> queries.matching(contains.column(), found(contains));
      case Filter.Near(List<Float> vector, double distance) ->
          queries.near(floats(vector), distance);
      case Filter.NearDatum(String id, double distance) -> queries.near(vectorOf(id), distance);
      case Filter.And(List<Filter> parts) ->
          DatumQuery.all(parts.stream().map(this::query).toList());
      case Filter.Or(List<Filter> parts) ->
          DatumQuery.any(parts.stream().map(this::query).toList());
      case Filter.Not(Filter part) -> query(part).negated();
    };
  }

  private DatumQuery range(Filter.Range range) {
    Column column = data.schema().column(range.column());
    return queries.range(
        range.column(),
        FilterValues.of(column, range.from(), range.fromOpen()),
        FilterValues.of(column, range.to(), !range.toOpen()),
        new DatumQueries.Open(range.fromOpen(), range.toOpen()));
  }

  private static Predicate<String> found(String column, String regex, boolean ignoreCase) {
    try {
      Pattern pattern = Pattern.compile(regex, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
      return text -> pattern.matcher(text).find();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "column '%s': '%s' is no regular expression of RE2 (%s); back references and look-around are not part of it"
              .formatted(column, regex, e.getDescription()),
          e);
    }
  }

  private static Predicate<String> found(Filter.Contains contains) {
    if (contains.text().isEmpty()) {
      throw new IllegalArgumentException(
          "column '%s': every text contains the empty text; give at least one character, or ask isSet"
              .formatted(contains.column()));
    }
    Pattern literal =
        Pattern.compile(
            Pattern.quote(contains.text()), contains.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0);
    return contains.wholeWord()
        ? text -> WholeWord.find(literal, text)
        : text -> literal.matcher(text).find();
  }

  private float[] vectorOf(String id) {
    float[] vector = data.latent(data.ordinals(List.of(id))[0]);
    if (vector == null) {
      throw new IllegalArgumentException(
          "datum '%s' has no latent vector to be near to; give it one".formatted(id));
    }
    return vector;
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
