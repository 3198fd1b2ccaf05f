package dev.portolan.query.filter;

import dev.portolan.index.duplicates.DuplicateClass;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.WordMatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// Which data: a condition on their values, tags and places on a map.
///
/// `tagged("refund").and(range("priority", 1, 2)).and(inTopic(2, "Late delivery").not())`. A value:
/// immutable, equal by content, written and read as JSON by [FilterJson]; names are looked up when
/// it is asked. A datum with a value unset fulfils no condition on that value, and fulfils the
/// negation of each.
public sealed interface Filter {
  /// The map that is meant when none is named.
  String DEFAULT_MAP = "default";

  /// Every datum.
  record All() implements Filter {}

  /// Data with these ids; an id that no datum has selects nothing.
  record Ids(List<String> ids) implements Filter {
    public Ids {
      ids = List.copyOf(ids);
    }
  }

  /// The members of a set. Has no JSON form: save such a selection as a tag.
  record InSet(DatumSet set) implements Filter {}

  /// Data with a tag.
  ///
  /// @param tag its name
  /// @param id its number, which a renamed tag keeps, or 0 where the name counts
  record Tagged(String tag, long id) implements Filter {}

  /// Data in a topic or below it.
  ///
  /// @param depth of the topic, or 0 for any
  /// @param label of the topic, or null where the id counts
  /// @param id of the topic, or 0 where the label counts; with both, they must belong together
  record InTopic(String map, int depth, String label, int id) implements Filter {}

  /// Data on the map without a topic at a depth.
  record Unassigned(String map, int depth) implements Filter {}

  /// Data that have a place on the map.
  record OnMap(String map) implements Filter {}

  /// Data that are this among their duplicates.
  record OfDuplicateClass(String map, DuplicateClass duplicateClass) implements Filter {}

  /// The duplicate cluster that a datum belongs to, itself included.
  record InCluster(String map, String id) implements Filter {}

  /// Data whose place lies in a polygon.
  ///
  /// @param x `[corners]`, at least 3
  /// @param y `[corners]`
  record InPolygon(String map, List<Double> x, List<Double> y) implements Filter {
    public InPolygon {
      x = List.copyOf(x);
      y = List.copyOf(y);
      if (x.size() < 3 || x.size() != y.size()) {
        throw new IllegalArgumentException(
            "a polygon of %d x and %d y values: give at least 3 corners, each with x and y"
                .formatted(x.size(), y.size()));
      }
    }
  }

  /// Data whose number or time lies in a range.
  ///
  /// @param from least value, or null for none: a number, an `Instant`, or its ISO-8601 text
  /// @param to greatest value, or null for none
  /// @param fromOpen whether `from` itself is left out
  /// @param toOpen whether `to` itself is left out
  record Range(String column, Object from, Object to, boolean fromOpen, boolean toOpen)
      implements Filter {
    public Range {
      from = FilterValues.plain(column, from);
      to = FilterValues.plain(column, to);
      fromOpen = fromOpen && from != null;
      toOpen = toOpen && to != null;
    }
  }

  /// Data with one of these values; of a list column, data whose list has one of them.
  record OneOf(String column, List<Object> values) implements Filter {
    public OneOf {
      values = values.stream().map(value -> FilterValues.plain(column, value)).toList();
      if (values.contains(null)) {
        throw new IllegalArgumentException(
            "column '%s' is compared with nothing; ask isSet(…).not() for unset values"
                .formatted(column));
      }
    }
  }

  /// Data whose value is set.
  record IsSet(String column) implements Filter {}

  /// Data with a latent vector.
  record HasVector() implements Filter {}

  /// Data whose text has words.
  record HasWords(String column, String words, WordMatch match) implements Filter {}

  /// Data whose text, category or one of whose categories has a match of a regular expression
  /// (RE2's syntax: linear in the text, no back references).
  record Matches(String column, String regex, boolean ignoreCase) implements Filter {}

  /// Data whose text, category or one of whose categories contains a piece of text.
  ///
  /// @param wholeWord whether no letter, digit or underscore may stand right before or after it
  record Contains(String column, String text, boolean ignoreCase, boolean wholeWord)
      implements Filter {}

  /// Data whose vector lies within a distance of a vector; exact, every vector is measured.
  ///
  /// @param distance at most, in the dataset's metric
  record Near(List<Float> vector, double distance) implements Filter {
    public Near {
      vector = List.copyOf(vector);
    }
  }

  /// Data whose vector lies within a distance of a datum's; exact. The datum itself is one of them.
  record NearDatum(String id, double distance) implements Filter {}

  /// Data that all of these select; without any, every datum.
  record And(List<Filter> parts) implements Filter {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /// Data that at least one of these selects; without any, none.
  record Or(List<Filter> parts) implements Filter {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /// Data that this does not select.
  record Not(Filter part) implements Filter {}

  default Filter and(Filter other) {
    return new And(joined(this instanceof And(List<Filter> parts) ? parts : List.of(this), other));
  }

  default Filter or(Filter other) {
    return new Or(joined(this instanceof Or(List<Filter> parts) ? parts : List.of(this), other));
  }

  default Filter not() {
    return this instanceof Not(Filter part) ? part : new Not(this);
  }

  private static List<Filter> joined(List<Filter> parts, Filter other) {
    List<Filter> all = new ArrayList<>(parts);
    all.add(other);
    return all;
  }

  static Filter all() {
    return new All();
  }

  static Filter ids(String... ids) {
    return new Ids(List.of(ids));
  }

  static Filter ids(Collection<String> ids) {
    return new Ids(List.copyOf(ids));
  }

  static Filter in(DatumSet set) {
    return new InSet(set);
  }

  static Filter tagged(String tag) {
    return new Tagged(tag, 0);
  }

  static Filter inTopic(String label) {
    return new InTopic(DEFAULT_MAP, 0, label, 0);
  }

  static Filter inTopic(int depth, String label) {
    return new InTopic(DEFAULT_MAP, depth, label, 0);
  }

  static Filter inTopic(int id) {
    return new InTopic(DEFAULT_MAP, 0, null, id);
  }

  static Filter unassigned(int depth) {
    return new Unassigned(DEFAULT_MAP, depth);
  }

  static Filter duplicateClass(DuplicateClass duplicateClass) {
    return new OfDuplicateClass(DEFAULT_MAP, duplicateClass);
  }

  static Filter inCluster(String id) {
    return new InCluster(DEFAULT_MAP, id);
  }

  /// @param corners x and y of each corner in turn
  static Filter inPolygon(double... corners) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < corners.length; i++) {
      (i % 2 == 0 ? x : y).add(corners[i]);
    }
    return new InPolygon(DEFAULT_MAP, x, y);
  }

  /// Both ends belong to it; null for an end that is open to infinity.
  static Filter range(String column, Object from, Object to) {
    return new Range(column, from, to, false, false);
  }

  /// From one moment to another, both included.
  static Filter between(String column, Instant from, Instant to) {
    return new Range(column, from, to, false, false);
  }

  static Filter lessThan(String column, Object value) {
    return new Range(column, null, value, false, true);
  }

  static Filter greaterThan(String column, Object value) {
    return new Range(column, value, null, true, false);
  }

  static Filter equalTo(String column, Object value) {
    return new OneOf(column, Arrays.asList(value));
  }

  static Filter oneOf(String column, Object... values) {
    return new OneOf(column, Arrays.asList(values));
  }

  static Filter isSet(String column) {
    return new IsSet(column);
  }

  static Filter hasVector() {
    return new HasVector();
  }

  /// Every word, anywhere in the text.
  static Filter words(String column, String words) {
    return new HasWords(column, words, new WordMatch.AllWords());
  }

  static Filter anyWord(String column, String words) {
    return new HasWords(column, words, new WordMatch.AnyWord());
  }

  static Filter phrase(String column, String words) {
    return new HasWords(column, words, new WordMatch.Phrase(0));
  }

  /// Every word, each with at most so many letters different, 1 or 2.
  static Filter fuzzy(String column, String words, int edits) {
    return new HasWords(column, words, new WordMatch.Fuzzy(edits));
  }

  static Filter matches(String column, String regex) {
    return new Matches(column, regex, false);
  }

  static Filter contains(String column, String text) {
    return new Contains(column, text, false, false);
  }

  static Filter wholeWord(String column, String word) {
    return new Contains(column, word, true, true);
  }

  static Filter near(float[] vector, double distance) {
    List<Float> values = new ArrayList<>(vector.length);
    for (float v : vector) {
      values.add(v);
    }
    return new Near(values, distance);
  }

  static Filter near(String id, double distance) {
    return new NearDatum(id, distance);
  }
}
