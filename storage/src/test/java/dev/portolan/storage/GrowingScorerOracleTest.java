package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.hnsw.DefaultFlatVectorScorer;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Four rows at a time against Lucene, row by row.
class GrowingScorerOracleTest {
  private static final int N = 40;

  @ParameterizedTest
  @EnumSource(Metric.class)
  void bulkScore_anyCountAndWidth_agreesWithLucene(Metric metric) throws IOException {
    VectorSimilarityFunction similarity = DatumDocument.similarity(metric);
    for (int d : new int[] {1, 3, 8, 16, 31, 64, 100, 384}) {
      FloatVectorValues vectors = vectors(d);
      var lucene = DefaultFlatVectorScorer.INSTANCE;
      var expected = lucene.getRandomVectorScorerSupplier(similarity, vectors).scorer();
      var scorer =
          new GrowingScorer(lucene).getRandomVectorScorerSupplier(similarity, vectors).scorer();
      expected.setScoringOrdinal(0);
      scorer.setScoringOrdinal(0);
      for (int count = 0; count <= 11; count++) {
        assertScores(expected, scorer, count, "%s, d %d, %s".formatted(metric, d, Seeds.note()));
      }
    }
  }

  private static void assertScores(
      UpdateableRandomVectorScorer expected,
      UpdateableRandomVectorScorer scorer,
      int count,
      String note)
      throws IOException {
    int[] nodes = IntStream.range(0, count).map(i -> i * 7 % N).toArray();
    float[] scores = new float[count];
    float best = scorer.bulkScore(nodes, scores, count);
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      assertEquals(expected.score(nodes[i]), scores[i], 1e-5f * (1 + scores[i]), note);
      highest = Math.max(highest, scores[i]);
    }
    assertEquals(highest, best, note);
  }

  private static FloatVectorValues vectors(int d) {
    SplittableRandom random = Seeds.random();
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < N; i++) {
      float[] vector = Seeds.vector(random, d);
      vectors.add(DatumDocument.scaled(vector, 1 / DatumDocument.norm(vector)));
    }
    return FloatVectorValues.fromFloats(vectors, d);
  }
}
