package dev.portolan.storage;

import java.util.List;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.QueryBuilder;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/// A text column's words as questions to its index.
///
/// @param column name, for errors
/// @param field where its words are indexed
/// @param analyzer that split the texts; it splits the question too
record Words(Column.Text column, String field, Analyzer analyzer) {

  /// @throws IllegalArgumentException when the column is no text
  static Words of(Schema schema, String name) {
    Column column = schema.column(name);
    if (!(column instanceof Column.Text text)) {
      List<String> texts =
          schema.columns().stream()
              .filter(Column.Text.class::isInstance)
              .map(Column::name)
              .toList();
      throw new IllegalArgumentException(
          "column '%s' is %s; words are looked for in text columns, of which the dataset has %s"
              .formatted(name, ColumnTypes.withArticle(column), texts.isEmpty() ? "none" : texts));
    }
    return new Words(text, schema.field(name), TextAnalysis.named(text.analyzer()).analyzer());
  }

  /// A query that also scores by BM25.
  ///
  /// @throws IllegalArgumentException when the analyzer leaves no word of the question
  Query query(String question, WordMatch match) {
    QueryBuilder words = new QueryBuilder(analyzer);
    Query query =
        switch (match) {
          case WordMatch.AllWords _ -> words.createBooleanQuery(field, question, Occur.MUST);
          case WordMatch.AnyWord _ -> words.createBooleanQuery(field, question, Occur.SHOULD);
          case WordMatch.Phrase(int slop) -> words.createPhraseQuery(field, question, slop);
          case WordMatch.Fuzzy(int edits) -> fuzzy(question, edits);
        };
    if (query == null) {
      throw new IllegalArgumentException(
          "“%s” has no word to look for in column '%s' (analyzer %s); give at least one word"
              .formatted(shortened(question), column.name(), column.analyzer()));
    }
    return query;
  }

  /// A query that does not score; of a fuzzy word it takes every spelling, while the other keeps to
  /// the fifty nearest.
  Query filter(String question, WordMatch match) {
    Query scored = query(question, match);
    return new ConstantScoreQuery(
        match instanceof WordMatch.Fuzzy(int edits)
            ? ofAll(question, word -> spellings(word, edits))
            : scored);
  }

  private Query spellings(String word, int edits) {
    return new AutomatonQuery(
        new Term(field, word), new LevenshteinAutomata(word, true).toAutomaton(edits));
  }

  private Query fuzzy(String question, int edits) {
    return ofAll(question, word -> new FuzzyQuery(new Term(field, word), edits));
  }

  private Query ofAll(String question, Function<String, Query> ofWord) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    List<String> words = TextAnalysis.named(column.analyzer()).wordsOf(question);
    words.forEach(word -> all.add(ofWord.apply(word), Occur.MUST));
    return words.isEmpty() ? null : all.build();
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
