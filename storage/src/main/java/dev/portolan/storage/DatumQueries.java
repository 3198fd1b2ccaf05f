package dev.portolan.storage;

import java.io.IOException;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/// What can be asked of the data of one snapshot, by column: the leaves that [DatumQuery] combines.
///
/// Every method checks the column's type and the values, and says in its error what would fit. Safe
/// for many threads.
public final class DatumQueries {
  private final DataSnapshot data;
  private final Schema schema;

  DatumQueries(DataSnapshot data) {
    this.data = data;
    this.schema = data.schema();
  }

  public DatumQuery all() {
    return new DatumQuery(MatchAllDocsQuery.INSTANCE);
  }

  /// The members of a set that are live.
  public DatumQuery in(DatumSet set) {
    return new DatumQuery(data.within(set));
  }

  /// Data with one of these ids; an id without a datum selects nothing.
  public DatumQuery ids(Collection<String> ids) {
    return new DatumQuery(
        new TermInSetQuery(DatumDocument.ID, ids.stream().map(BytesRef::new).toList()));
  }

  /// Data whose value is set; the empty list is.
  public DatumQuery isSet(String name) {
    Column column = schema.column(name);
    Query exists = new FieldExistsQuery(schema.field(name));
    if (!(column instanceof Column.Categories)) {
      return new DatumQuery(exists);
    }
    Query empty = new TermQuery(new Term(DatumDocument.EMPTY_LIST, schema.key(name)));
    return new DatumQuery(
        new ConstantScoreQuery(
            new BooleanQuery.Builder().add(exists, Occur.SHOULD).add(empty, Occur.SHOULD).build()));
  }

  public DatumQuery hasVector() {
    return new DatumQuery(new FieldExistsQuery(DatumDocument.LATENT));
  }

  /// Data whose number or time lies in a range.
  ///
  /// @param from least value, `Long`, `Double` or `Instant` as the column has it, or null for none
  /// @param to greatest value, or null for none
  /// @param open whether `from` and `to` themselves are left out
  public DatumQuery range(String name, Object from, Object to, Open open) {
    Column column = schema.column(name);
    String field = schema.field(name);
    return new DatumQuery(
        switch (column) {
          case Column.Integer64 _ ->
              whole(
                  field,
                  from == null ? null : ColumnValue.whole(column, from),
                  to == null ? null : ColumnValue.whole(column, to),
                  open);
          case Column.Timestamp _ ->
              whole(
                  field,
                  from == null ? null : ColumnValue.micros(column, from),
                  to == null ? null : ColumnValue.micros(column, to),
                  open);
          case Column.Real64 _ ->
              real(
                  field,
                  from == null ? null : ColumnValue.real(column, from),
                  to == null ? null : ColumnValue.real(column, to),
                  open);
          case Column.Text _, Column.Category _, Column.Categories _, Column.Bool _ ->
              throw new IllegalArgumentException(
                  "column '%s' is %s; a range needs an integer, a real or a timestamp column"
                      .formatted(name, ColumnTypes.withArticle(column)));
        });
  }

  /// Which ends of a range are left out.
  public record Open(boolean from, boolean to) {
    public static final Open NONE = new Open(false, false);
  }

  /// The index tells the two zeros apart, people do not.
  private static Query real(String field, Double from, Double to, Open open) {
    double least = from == null ? Double.NEGATIVE_INFINITY : from;
    double most = to == null ? Double.POSITIVE_INFINITY : to;
    if (least == 0) {
      least = open.from() ? 0.0 : -0.0;
    }
    if (most == 0) {
      most = open.to() ? -0.0 : 0.0;
    }
    return DoubleField.newRangeQuery(
        field,
        from != null && open.from() ? DoublePoint.nextUp(least) : least,
        to != null && open.to() ? DoublePoint.nextDown(most) : most);
  }

  private static Query whole(String field, Long from, Long to, Open open) {
    if (open.from() && from != null && from == Long.MAX_VALUE
        || open.to() && to != null && to == Long.MIN_VALUE) {
      return new org.apache.lucene.search.MatchNoDocsQuery("an open range past the last number");
    }
    long least = from == null ? Long.MIN_VALUE : open.from() ? from + 1 : from;
    long most = to == null ? Long.MAX_VALUE : open.to() ? to - 1 : to;
    return LongField.newRangeQuery(field, least, most);
  }

  /// Data with one of these values; of a list column, data whose list has one of them.
  ///
  /// @param values as the column has them: `String`, `Long`, `Double`, `Boolean` or `Instant`
  public DatumQuery oneOf(String name, Collection<?> values) {
    Column column = schema.column(name);
    String field = schema.field(name);
    return new DatumQuery(
        switch (column) {
          case Column.Category _, Column.Categories _ ->
              new TermInSetQuery(
                  field,
                  values.stream()
                      .map(value -> new BytesRef(ColumnValue.category(column, value)))
                      .toList());
          case Column.Integer64 _ ->
              LongPoint.newSetQuery(
                  field, values.stream().map(value -> ColumnValue.whole(column, value)).toList());
          case Column.Bool _ ->
              LongPoint.newSetQuery(
                  field,
                  values.stream().map(value -> ColumnValue.bool(column, value) ? 1L : 0L).toList());
          case Column.Timestamp _ ->
              LongPoint.newSetQuery(
                  field, values.stream().map(value -> ColumnValue.micros(column, value)).toList());
          case Column.Real64 _ ->
              DoublePoint.newSetQuery(
                  field,
                  values.stream()
                      .map(value -> ColumnValue.real(column, value))
                      .flatMap(value -> value == 0 ? Stream.of(-0.0, 0.0) : Stream.of(value))
                      .toList());
          case Column.Text _ ->
              throw new IllegalArgumentException(
                  "column '%s' is a text; look for its words, or make it a category column"
                      .formatted(name));
        });
  }

  /// Data whose text has the words of a question.
  ///
  /// @throws IllegalArgumentException when the column's analyzer leaves no word of the question
  public DatumQuery words(String name, String question, WordMatch match) {
    return new DatumQuery(Words.of(schema, name).filter(question, match));
  }

  /// Data with a value that passes a test, read one by one: texts from where they are stored, a
  /// category once for all data that have it.
  ///
  /// Costs a reading of the column, on all cores.
  public DatumQuery matching(String name, Predicate<String> test) {
    Column column = schema.column(name);
    String field = schema.field(name);
    return switch (column) {
      case Column.Category _, Column.Categories _ -> {
        try {
          yield oneOf(name, CategoryTerms.of(data.reader(), field).stream().filter(test).toList());
        } catch (IOException e) {
          throw DataStore.failed(data.reader().directory(), "read", e);
        }
      }
      case Column.Text _ -> in(TextScan.of(data, name, test));
      case Column.Integer64 _, Column.Real64 _, Column.Bool _, Column.Timestamp _ ->
          throw new IllegalArgumentException(
              "column '%s' is %s; a text is looked for in text, category and list columns"
                  .formatted(name, ColumnTypes.withArticle(column)));
    };
  }

  /// Data whose vector lies within a distance of a query, measured one by one on all cores.
  ///
  /// @param distance at most, in the dataset's metric
  public DatumQuery near(float[] query, double distance) {
    return in(data.near(query, distance));
  }
}
