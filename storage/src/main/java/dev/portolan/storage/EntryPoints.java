package dev.portolan.storage;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/// Where a walk through a graph begins when only some data are accepted: at the nearest of a sample
/// of them.
///
/// The accepted data may all lie far from where the graph's own entry leads to; a walk from there
/// would meet few of them.
final class EntryPoints {
  private static final int SAMPLE = 64;
  private static final int BEGIN_AT = 4;

  private EntryPoints() {}

  static KnnSearchStrategy strategy(
      LeafReaderContext leaf, float[] stored, FixedBitSet accepted, int count) throws IOException {
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(DatumDocument.LATENT);
    VectorScorer scorer = vectors == null ? null : vectors.scorer(stored);
    if (scorer == null || count == 0) {
      return KnnSearchStrategy.Hnsw.DEFAULT;
    }
    int[] sample = new int[Math.min(SAMPLE, count)];
    float[] scores = new float[sample.length];
    int size = score(scorer.iterator(), scorer, accepted, sample, scores);
    int[] best =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .limit(BEGIN_AT)
            .mapToInt(i -> sample[i])
            .sorted()
            .toArray();
    FixedBitSet begin = new FixedBitSet(accepted.length());
    Arrays.stream(best).forEach(begin::set);
    return new KnnSearchStrategy.Seeded(
        new BitSetIterator(begin, best.length), best.length, KnnSearchStrategy.Hnsw.DEFAULT);
  }

  /// Scores accepted documents at even distances; those without a vector give way to the next one.
  private static int score(
      DocIdSetIterator vectors,
      VectorScorer scorer,
      FixedBitSet accepted,
      int[] sample,
      float[] scores)
      throws IOException {
    int size = 0;
    int step = Math.max(1, accepted.length() / sample.length);
    for (int from = 0; from < accepted.length() && size < sample.length; ) {
      int document = accepted.nextSetBit(from);
      if (document == DocIdSetIterator.NO_MORE_DOCS) {
        break;
      }
      int at = vectors.docID() < document ? vectors.advance(document) : vectors.docID();
      if (at == DocIdSetIterator.NO_MORE_DOCS) {
        break;
      }
      if (at == document) {
        sample[size] = document;
        scores[size++] = scorer.score();
        from = Math.max(document + 1, from + step);
      } else {
        from = at;
      }
    }
    return size;
  }
}
