package dev.portolan.storage;

import java.io.IOException;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.VectorUtil;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;

/// Scores the vectors of a growing graph, four at a time where the vector module is there.
///
/// For vectors in memory, each an array of its own that stays as it is; Lucene scores these one by
/// one. Everything else is left to another scorer.
record GrowingScorer(FlatVectorsScorer scorer) implements FlatVectorsScorer {
  private static final boolean VECTOR_MODULE =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  @Override
  public RandomVectorScorerSupplier getRandomVectorScorerSupplier(
      VectorSimilarityFunction similarity, KnnVectorValues vectors) throws IOException {
    return VECTOR_MODULE && vectors instanceof FloatVectorValues floats
        ? new Supplier(floats, similarity)
        : scorer.getRandomVectorScorerSupplier(similarity, vectors);
  }

  @Override
  public RandomVectorScorer getRandomVectorScorer(
      VectorSimilarityFunction similarity, KnnVectorValues vectors, float[] target)
      throws IOException {
    return scorer.getRandomVectorScorer(similarity, vectors, target);
  }

  @Override
  public RandomVectorScorer getRandomVectorScorer(
      VectorSimilarityFunction similarity, KnnVectorValues vectors, byte[] target)
      throws IOException {
    return scorer.getRandomVectorScorer(similarity, vectors, target);
  }

  private record Supplier(FloatVectorValues vectors, VectorSimilarityFunction similarity)
      implements RandomVectorScorerSupplier {
    @Override
    public UpdateableRandomVectorScorer scorer() {
      return new Scorer(vectors, similarity);
    }

    @Override
    public RandomVectorScorerSupplier copy() {
      return this;
    }
  }

  private static final class Scorer
      extends UpdateableRandomVectorScorer.AbstractUpdateableRandomVectorScorer {
    private final FloatVectorValues vectors;
    private final VectorSimilarityFunction similarity;
    private float[] query;

    Scorer(FloatVectorValues vectors, VectorSimilarityFunction similarity) {
      super(vectors);
      this.vectors = vectors;
      this.similarity = similarity;
    }

    @Override
    public void setScoringOrdinal(int node) throws IOException {
      query = vectors.vectorValue(node);
    }

    @Override
    public float score(int node) throws IOException {
      return similarity.compare(query, vectors.vectorValue(node));
    }

    @Override
    public float bulkScore(int[] nodes, float[] scores, int count) throws IOException {
      float best = Float.NEGATIVE_INFINITY;
      int i = 0;
      for (; i + 4 <= count; i += 4) {
        sums(nodes, scores, i);
        for (int j = i; j < i + 4; j++) {
          scores[j] = score(scores[j]);
          best = Math.max(best, scores[j]);
        }
      }
      for (; i < count; i++) {
        scores[i] = score(nodes[i]);
        best = Math.max(best, scores[i]);
      }
      return best;
    }

    private void sums(int[] nodes, float[] sums, int at) throws IOException {
      float[] r0 = vectors.vectorValue(nodes[at]);
      float[] r1 = vectors.vectorValue(nodes[at + 1]);
      float[] r2 = vectors.vectorValue(nodes[at + 2]);
      float[] r3 = vectors.vectorValue(nodes[at + 3]);
      if (similarity == VectorSimilarityFunction.EUCLIDEAN) {
        FourRows.squares(query, r0, r1, r2, r3, sums, at);
      } else {
        FourRows.dot(query, r0, r1, r2, r3, sums, at);
      }
    }

    private float score(float sum) {
      return switch (similarity) {
        case DOT_PRODUCT -> VectorUtil.normalizeToUnitInterval(sum);
        case EUCLIDEAN -> VectorUtil.normalizeDistanceToUnitInterval(sum);
        case MAXIMUM_INNER_PRODUCT -> VectorUtil.scaleMaxInnerProductScore(sum);
        case COSINE ->
            throw new IllegalStateException("vectors are stored for a dot product, not for cosine");
      };
    }
  }
}
