package dev.portolan.storage;

import java.io.IOException;
import java.time.Instant;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterDirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;

/// A reader in which data that have expired are deleted, before the writer came to delete them.
///
/// Costs a range look-up per segment, and a bit per document where something has expired.
final class ExpiredHidden extends FilterDirectoryReader {
  private final String field;
  private final long now;

  private ExpiredHidden(DirectoryReader in, String field, long now) throws IOException {
    super(in, new SegmentView(field, now));
    this.field = field;
    this.now = now;
  }

  static DirectoryReader of(DirectoryReader reader, Schema schema, Instant now) throws IOException {
    return new ExpiredHidden(
        reader, schema.field(schema.expiry().orElseThrow()), DatumDocument.micros(now));
  }

  private static final class SegmentView extends SubReaderWrapper {
    private final String field;
    private final long now;

    SegmentView(String field, long now) {
      this.field = field;
      this.now = now;
    }

    @Override
    public LeafReader wrap(LeafReader segment) {
      try {
        FixedBitSet live = live(segment);
        return live == null ? segment : new Segment(segment, live);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    /// The live documents that have not expired, or null where none has.
    private FixedBitSet live(LeafReader segment) throws IOException {
      Query expired = new ConstantScoreQuery(LongField.newRangeQuery(field, Long.MIN_VALUE, now));
      IndexSearcher searcher = new IndexSearcher(segment);
      searcher.setQueryCache(null);
      Weight weight =
          searcher.createWeight(searcher.rewrite(expired), ScoreMode.COMPLETE_NO_SCORES, 1);
      Scorer scorer = weight.scorer(segment.getContext());
      if (scorer == null) {
        return null;
      }
      FixedBitSet live = new FixedBitSet(segment.maxDoc());
      live.set(0, segment.maxDoc());
      Bits before = segment.getLiveDocs();
      if (before != null) {
        before.applyMask(live, 0);
      }
      DocIdSetIterator documents = scorer.iterator();
      for (int d = documents.nextDoc();
          d != DocIdSetIterator.NO_MORE_DOCS;
          d = documents.nextDoc()) {
        live.clear(d);
      }
      return live;
    }
  }

  private static final class Segment extends FilterLeafReader {
    private final FixedBitSet live;
    private final int count;

    Segment(LeafReader in, FixedBitSet live) {
      super(in);
      this.live = live;
      this.count = live.cardinality();
    }

    @Override
    public Bits getLiveDocs() {
      return live;
    }

    @Override
    public int numDocs() {
      return count;
    }

    @Override
    public CacheHelper getCoreCacheHelper() {
      return in.getCoreCacheHelper();
    }

    @Override
    public CacheHelper getReaderCacheHelper() {
      return null;
    }
  }

  /// Others share the reader below.
  @Override
  protected void doClose() throws IOException {
    in.decRef();
  }

  @Override
  protected DirectoryReader doWrapDirectoryReader(DirectoryReader inner) throws IOException {
    return new ExpiredHidden(inner, field, now);
  }

  @Override
  public CacheHelper getReaderCacheHelper() {
    return null;
  }
}
