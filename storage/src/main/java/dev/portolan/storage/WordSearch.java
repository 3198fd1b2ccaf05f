package dev.portolan.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/// Ranks data by the words they have.
final class WordSearch {
  private final DirectoryReader reader;
  private final Schema schema;
  private final SegmentOrdinals ordinals;

  WordSearch(DirectoryReader reader, Schema schema, SegmentOrdinals ordinals) {
    this.reader = reader;
    this.schema = schema;
    this.ordinals = ordinals;
  }

  Ranked best(WordQuestion question, int k) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
    searcher.setTimeout(question.deadline()::passed);
    ScoreDoc[] found =
        searcher.search(query(question), Math.min(k, Math.max(1, reader.maxDoc()))).scoreDocs;
    question.deadline().check();
    return ranked(found);
  }

  private Query query(WordQuestion question) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    query.add(inAnyColumn(question), Occur.MUST);
    if (question.within() != null) {
      query.add(new SelectedQuery(question.within()), Occur.FILTER);
    }
    return query.build();
  }

  /// Analyzers differ: a column whose analyzer leaves no word is passed over while another has one.
  private Query inAnyColumn(WordQuestion question) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    IllegalArgumentException wordless = null;
    List<Query> parts = new ArrayList<>();
    for (String column : question.columns()) {
      Words words = Words.of(schema, column);
      try {
        parts.add(words.query(question.words(), question.match()));
      } catch (IllegalArgumentException e) {
        wordless = e;
      }
    }
    if (parts.isEmpty()) {
      throw wordless;
    }
    parts.forEach(part -> any.add(part, Occur.SHOULD));
    return any.build();
  }

  private Ranked ranked(ScoreDoc[] found) {
    record Scored(int ordinal, float score) {}
    List<Scored> scored = new ArrayList<>(found.length);
    for (ScoreDoc hit : found) {
      int segment = org.apache.lucene.index.ReaderUtil.subIndex(hit.doc, reader.leaves());
      int document = hit.doc - reader.leaves().get(segment).docBase;
      scored.add(new Scored(ordinals.ofDocument()[segment][document], hit.score));
    }
    scored.sort(Comparator.comparing(Scored::score).reversed().thenComparing(Scored::ordinal));
    int[] byScore = new int[scored.size()];
    float[] scores = new float[scored.size()];
    for (int i = 0; i < byScore.length; i++) {
      byScore[i] = scored.get(i).ordinal();
      scores[i] = scored.get(i).score();
    }
    return new Ranked(byScore, scores);
  }
}
