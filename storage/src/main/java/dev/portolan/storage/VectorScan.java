package dev.portolan.storage;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.FloatHeap;

/// The candidates of one segment, found by scoring each of its vectors in float.
///
/// Whoever uses them measures again in double: what is kept reaches below the least score asked for
/// by more than the two can differ, so that no datum that belongs is missing.
final class VectorScan {
  private final Metric metric;
  private final FloatHeap best;
  private final int k;
  private double floor;
  private int[] documents = new int[64];
  private float[] scores = new float[64];
  private int size;

  private VectorScan(Metric metric, int k, double farthest) {
    this.metric = metric;
    this.k = k;
    best = k > 0 ? new FloatHeap(k) : null;
    floor = below(metric, score(metric, farthest));
  }

  /// The `k` nearest and those that may be as near.
  ///
  /// @param k or 0 for all within `farthest`
  /// @param accepted only these documents, or null for all live ones
  /// @return documents of the segment, ascending
  static int[] candidates(
      LeafReaderContext leaf, VectorQuestion question, FixedBitSet accepted, int k)
      throws IOException {
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(DatumDocument.LATENT);
    VectorScorer scorer = vectors == null ? null : vectors.scorer(question.stored());
    if (scorer == null || accepted != null && accepted.length() == 0) {
      return new int[0];
    }
    VectorScan scan = new VectorScan(question.metric(), k, question.farthest());
    DocIdSetIterator matching =
        accepted == null ? null : new BitSetIterator(accepted, accepted.length());
    Bits live = accepted == null ? leaf.reader().getLiveDocs() : null;
    VectorScorer.Bulk bulk = scorer.bulk(matching);
    DocAndFloatFeatureBuffer buffer = new DocAndFloatFeatureBuffer();
    for (bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, live, buffer);
        buffer.size > 0;
        bulk.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, live, buffer)) {
      question.deadline().check();
      scan.add(buffer);
    }
    return scan.kept();
  }

  private void add(DocAndFloatFeatureBuffer buffer) {
    for (int i = 0; i < buffer.size; i++) {
      float score = buffer.features[i];
      if (score >= floor) {
        keep(buffer.docs[i], score);
      }
    }
  }

  private void keep(int document, float score) {
    if (size == documents.length) {
      documents = Arrays.copyOf(documents, 2 * size);
      scores = Arrays.copyOf(scores, 2 * size);
    }
    documents[size] = document;
    scores[size++] = score;
    if (best != null && best.offer(score) && best.size() == k) {
      floor = Math.max(floor, below(metric, best.peek()));
    }
  }

  private int[] kept() {
    int[] kept = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (scores[i] >= floor) {
        kept[count++] = documents[i];
      }
    }
    return Arrays.copyOf(kept, count);
  }

  /// Lucene's score of a distance.
  private static double score(Metric metric, double distance) {
    return switch (metric) {
      case COSINE -> (2 - distance) / 2;
      case EUCLIDEAN -> distance < 0 ? 2 : 1 / (1 + distance * distance);
      case DOT -> distance > 0 ? 1 / (1 + distance) : 1 - distance;
    };
  }

  /// A little less than a score, by more than a score in float can be off.
  private static double below(Metric metric, double score) {
    return switch (metric) {
      case COSINE -> score - 1e-5;
      case EUCLIDEAN -> score * (1 - 2e-5);
      // A sum of products may cancel out, and its error then be of any size beside it.
      case DOT -> Double.NEGATIVE_INFINITY;
    };
  }
}
