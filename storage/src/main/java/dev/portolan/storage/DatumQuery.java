package dev.portolan.storage;

import java.util.List;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;

/// A yes-or-no question to the index of one snapshot: which data have a value, a word, are in a
/// set.
///
/// Made by [DatumQueries], combined here, answered by [DataSnapshot#where]. Immutable; safe for
/// many threads; valid while its snapshot is open.
public final class DatumQuery {
  private final Query query;

  DatumQuery(Query query) {
    this.query = query;
  }

  /// Data that all of these select; without any, all data.
  public static DatumQuery all(List<DatumQuery> parts) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
    parts.forEach(part -> all.add(part.query, Occur.FILTER));
    return new DatumQuery(all.build());
  }

  /// Data that at least one of these selects; without any, none.
  public static DatumQuery any(List<DatumQuery> parts) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    parts.forEach(part -> any.add(part.query, Occur.SHOULD));
    return new DatumQuery(new ConstantScoreQuery(any.build()));
  }

  /// Data that this does not select, those with the value unset among them.
  public DatumQuery negated() {
    return new DatumQuery(
        new BooleanQuery.Builder()
            .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
            .add(query, Occur.MUST_NOT)
            .build());
  }

  Query lucene() {
    return query;
  }

  @Override
  public String toString() {
    return query.toString();
  }
}
