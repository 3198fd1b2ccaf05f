package dev.portolan.storage;

import static org.apache.lucene.search.DocIdSetIterator.NO_MORE_DOCS;

import java.io.IOException;
import java.util.function.IntConsumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;

/// Some live data of one snapshot, as a bit per document of each segment: what a search or a count
/// is kept within.
///
/// A bit per datum of the snapshot. Made once for a filter, used by any number of searches; safe
/// for many threads; valid while its snapshot is open.
public final class Selected {
  private final FixedBitSet[] bits;
  private final int[] counts;

  private Selected(FixedBitSet[] bits) {
    this.bits = bits;
    this.counts = new int[bits.length];
    for (int segment = 0; segment < bits.length; segment++) {
      counts[segment] = bits[segment].cardinality();
    }
  }

  static Selected of(DirectoryReader reader, SegmentOrdinals ordinals, DatumSet members) {
    FixedBitSet[] bits = empty(reader);
    int[] starts = new int[bits.length + 1];
    for (LeafReaderContext leaf : reader.leaves()) {
      starts[leaf.ord + 1] = leaf.docBase + leaf.reader().maxDoc();
    }
    int[] documents = ordinals.documents();
    int[] segment = {0};
    members.forEach(ordinal -> {
      int document = ordinal < documents.length ? documents[ordinal] : -1;
      if (document >= 0) {
        int at = segment[0];
        while (document < starts[at]) {
          at--;
        }
        while (document >= starts[at + 1]) {
          at++;
        }
        segment[0] = at;
        bits[at].set(document - starts[at]);
      }
    });
    return new Selected(bits);
  }

  static Selected of(IndexSearcher searcher, Query query, Deadline deadline) throws IOException {
    FixedBitSet[] bits = empty((DirectoryReader) searcher.getIndexReader());
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      deadline.check();
      BulkScorer scorer = weight.bulkScorer(leaf);
      if (scorer != null) {
        scorer.score(new IntoBits(bits[leaf.ord]), leaf.reader().getLiveDocs(), 0, NO_MORE_DOCS);
      }
    }
    return new Selected(bits);
  }

  private record IntoBits(FixedBitSet bits) implements LeafCollector {
    @Override
    public void setScorer(Scorable scorer) {}

    @Override
    public void collect(int document) {
      bits.set(document);
    }
  }

  private static FixedBitSet[] empty(DirectoryReader reader) {
    FixedBitSet[] bits = new FixedBitSet[reader.leaves().size()];
    for (LeafReaderContext leaf : reader.leaves()) {
      bits[leaf.ord] = new FixedBitSet(leaf.reader().maxDoc());
    }
    return bits;
  }

  /// How many data these are.
  public int count() {
    int count = 0;
    for (int inSegment : counts) {
      count += inSegment;
    }
    return count;
  }

  /// The documents of a segment, ascending.
  void forEach(int segment, IntConsumer action) {
    FixedBitSet inSegment = bits[segment];
    int end = inSegment.length();
    for (int document = end == 0 ? NO_MORE_DOCS : inSegment.nextSetBit(0);
        document != NO_MORE_DOCS;
        document = document + 1 < end ? inSegment.nextSetBit(document + 1) : NO_MORE_DOCS) {
      action.accept(document);
    }
  }

  FixedBitSet bits(int segment) {
    return bits[segment];
  }

  int count(int segment) {
    return counts[segment];
  }
}
