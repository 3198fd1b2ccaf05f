package dev.portolan.index.topics;

import java.util.ArrayList;
import java.util.List;

/// Orders keywords so that each next one is relevant to the topic and unlike those before.
///
/// `(1−λ)·relevance − λ·similarity`, λ = .3 (Carbonell, Goldstein 1998). Relevance is the mean of
/// two judgements: how much more the topic's texts use the term than others do (weight times log
/// lift, the best one 1), and how near the term's vector is to the topic's. The second keeps out
/// words that are frequent here for no reason of meaning.
final class MarginalRelevance {
  private static final double LAMBDA = .3;

  private final TermVectors vectors;
  private final float[] topic;

  /// @param topic the direction of the topic, see [TermVectors]
  MarginalRelevance(TermVectors vectors, float[] topic) {
    this.vectors = vectors;
    this.topic = topic;
  }

  List<Keyword> order(List<Keyword> keywords) {
    double most = keywords.stream().mapToDouble(MarginalRelevance::contrast).max().orElse(0);
    double scale = most > 0 ? 1 / most : 0;
    List<Keyword> left = new ArrayList<>(keywords);
    List<Keyword> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      int best = 0;
      double bestScore = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < left.size(); i++) {
        double score = score(left.get(i), ordered, scale);
        if (score > bestScore) {
          bestScore = score;
          best = i;
        }
      }
      ordered.add(left.remove(best));
    }
    return ordered;
  }

  private double score(Keyword keyword, List<Keyword> chosen, double scale) {
    double nearness = vectors.similarity(keyword.term(), topic);
    double relevance = (contrast(keyword) * scale + nearness) / 2;
    double similarity = 0;
    for (Keyword other : chosen) {
      similarity = Math.max(similarity, vectors.similarity(keyword.term(), other.term()));
    }
    return (1 - LAMBDA) * relevance - LAMBDA * similarity;
  }

  private static double contrast(Keyword keyword) {
    return keyword.weight() * StrictMath.log(Math.max(1, keyword.lift()));
  }
}
