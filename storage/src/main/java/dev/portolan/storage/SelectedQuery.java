package dev.portolan.storage;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;

/// Selected data as a Lucene query, over the snapshot they were selected in.
final class SelectedQuery extends Query {
  private final Selected selected;

  SelectedQuery(Selected selected) {
    this.selected = selected;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
        return ConstantScoreScorerSupplier.fromIterator(
            new BitSetIterator(selected.bits(leaf.ord), selected.count(leaf.ord)),
            score(),
            scoreMode,
            leaf.reader().maxDoc());
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "%d selected data".formatted(selected.count());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SelectedQuery that && selected == that.selected;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(selected);
  }
}
