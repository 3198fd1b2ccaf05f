package dev.portolan.storage;

import java.util.Objects;
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
import org.apache.lucene.util.FixedBitSet;

/// A datum set as a Lucene query: one bit set per segment.
final class OrdinalQuery extends Query {
  private final DatumSet members;
  private final SegmentOrdinals ordinals;

  OrdinalQuery(DatumSet members, SegmentOrdinals ordinals) {
    this.members = members;
    this.ordinals = ordinals;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
        FixedBitSet bits = bits(leaf);
        return ConstantScoreScorerSupplier.fromIterator(
            new BitSetIterator(bits, bits.cardinality()),
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

  private FixedBitSet bits(LeafReaderContext leaf) {
    int maxDocument = leaf.reader().maxDoc();
    FixedBitSet bits = new FixedBitSet(maxDocument);
    members.forEach(ordinal -> {
      int document = ordinal < ordinals.documents().length ? ordinals.documents()[ordinal] : -1;
      if (document >= leaf.docBase && document < leaf.docBase + maxDocument) {
        bits.set(document - leaf.docBase);
      }
    });
    return bits;
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return members.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OrdinalQuery that
        && ordinals == that.ordinals
        && members.equals(that.members);
  }

  @Override
  public int hashCode() {
    return Objects.hash(System.identityHashCode(ordinals), members);
  }
}
