package dev.portolan.storage;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.lucene.codecs.hnsw.FlatVectorsScorer;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;

/// Scores as another scorer does, and ends the building of a graph when it is cancelled.
///
/// Lucene asks whether a merge was aborted only when it writes, and a graph is built for minutes
/// without a write; so each node that is placed asks here.
record CancellableScorer(FlatVectorsScorer scorer, BooleanSupplier cancelled)
    implements FlatVectorsScorer {
  @Override
  public RandomVectorScorerSupplier getRandomVectorScorerSupplier(
      VectorSimilarityFunction similarity, KnnVectorValues vectors) throws IOException {
    return new Supplier(scorer.getRandomVectorScorerSupplier(similarity, vectors), cancelled);
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

  private record Supplier(RandomVectorScorerSupplier supplier, BooleanSupplier cancelled)
      implements RandomVectorScorerSupplier {
    @Override
    public UpdateableRandomVectorScorer scorer() throws IOException {
      return new Scorer(supplier.scorer(), cancelled);
    }

    @Override
    public RandomVectorScorerSupplier copy() throws IOException {
      return new Supplier(supplier.copy(), cancelled);
    }
  }

  private record Scorer(UpdateableRandomVectorScorer scorer, BooleanSupplier cancelled)
      implements UpdateableRandomVectorScorer {
    @Override
    public void setScoringOrdinal(int node) throws IOException {
      if (cancelled.getAsBoolean()) {
        throw new MergePolicy.MergeAbortedException("cancelled");
      }
      scorer.setScoringOrdinal(node);
    }

    @Override
    public float score(int node) throws IOException {
      return scorer.score(node);
    }

    @Override
    public float bulkScore(int[] nodes, float[] scores, int count) throws IOException {
      return scorer.bulkScore(nodes, scores, count);
    }

    @Override
    public int maxOrd() {
      return scorer.maxOrd();
    }
  }
}
