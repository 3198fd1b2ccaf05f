package dev.portolan;

import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.Column;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.KnnOptions;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Nearest;
import dev.portolan.storage.Ranked;
import dev.portolan.storage.Selected;
import dev.portolan.storage.WordQuestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds the data that answer a question, best first, in any number.
final class Candidates {
  private static final int RANK_CONSTANT = 60;

  /// Each part of a search in two parts is asked for at least so many.
  private static final int MIN_PART = 100;

  private static final double LESS = 0.5;

  private final DataSnapshot data;
  private final SearchPlan plan;
  private final Selected within;

  Candidates(DatasetSnapshot now, SearchPlan plan) {
    this.data = now.data();
    this.plan = plan;
    DatumSet asked = asked(plan.question());
    Filter filter = plan.filter();
    Filter others =
        asked == null
            ? filter
            : filter instanceof Filter.All
                ? Filter.in(asked).not()
                : filter.and(Filter.in(asked).not());
    within = others instanceof Filter.All ? null : now.selected(others, plan.deadline());
  }

  /// How many data there are to choose from.
  int available() {
    return within == null ? data.count() : within.count();
  }

  List<Candidate> best(int wanted) {
    return switch (plan.question()) {
      case Question.ByWords words -> ranked(words, wanted);
      case Question.ByBoth(Question vector, Question.ByWords words) -> fused(vector, words, wanted);
      case Question vector -> nearest(vector, wanted);
    };
  }

  /// The vector that data are near to, or null where words alone are looked for.
  float[] vector() {
    return vector(plan.question());
  }

  private float[] vector(Question question) {
    return switch (question) {
      case Question.ByVector(float[] vector) -> vector;
      case Question.ByDatum(String id) -> vectorOf(id);
      case Question.ByExamples(List<String> more, List<String> less) -> mean(more, less);
      case Question.ByBoth(Question vector, _) -> vector(vector);
      case Question.ByWords _ -> null;
    };
  }

  /// The data a question names, which are not among its own answers.
  private DatumSet asked(Question question) {
    return switch (question) {
      case Question.ByDatum(String id) -> set(List.of(id));
      case Question.ByExamples(List<String> more, List<String> less) -> set(more).or(set(less));
      case Question.ByBoth(Question vector, _) -> asked(vector);
      case Question.ByVector _, Question.ByWords _ -> null;
    };
  }

  private DatumSet set(List<String> ids) {
    return DatumSet.of(data.dataset(), data.ordinals(ids));
  }

  private float[] vectorOf(String id) {
    float[] vector = data.latent(data.ordinals(List.of(id))[0]);
    if (vector == null) {
      throw new IllegalArgumentException(
          "datum '%s' has no latent vector to search by; give it one".formatted(id));
    }
    return vector;
  }

  private float[] mean(List<String> more, List<String> less) {
    if (more.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no datum to be like; name at least one in the first list");
    }
    double[] mean = new double[data.schema().latent().dimensions()];
    more.forEach(id -> add(mean, vectorOf(id), 1.0 / more.size()));
    less.forEach(id -> add(mean, vectorOf(id), -LESS / less.size()));
    float[] query = new float[mean.length];
    for (int i = 0; i < query.length; i++) {
      query[i] = (float) mean[i];
    }
    return query;
  }

  private void add(double[] sum, float[] vector, double weight) {
    double length = 0;
    for (float v : vector) {
      length += (double) v * v;
    }
    double factor =
        data.schema().latent().metric() == Metric.COSINE ? weight / Math.sqrt(length) : weight;
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * vector[i];
    }
  }

  private List<Candidate> nearest(Question question, int wanted) {
    Nearest nearest = nearest(vector(question), wanted);
    List<Candidate> found = new ArrayList<>(nearest.size());
    for (int i = 0; i < nearest.size(); i++) {
      double distance = nearest.distances()[i];
      found.add(
          new Candidate(
              nearest.ordinals()[i], distance, new Hit.Reason(-distance, i + 1, 0, Double.NaN)));
    }
    return found;
  }

  private Nearest nearest(float[] query, int wanted) {
    SearchPlan.Extent extent = plan.extent();
    return data.nearest(
        query,
        new KnnOptions(
            wanted,
            Math.max(extent.effort(), wanted),
            extent.exact() ? KnnOptions.Way.SCAN : KnnOptions.Way.CHEAPEST,
            within,
            extent.farthest(),
            plan.deadline()));
  }

  private List<Candidate> ranked(Question.ByWords question, int wanted) {
    Ranked ranked = words(question, wanted);
    List<Candidate> found = new ArrayList<>(ranked.size());
    for (int i = 0; i < ranked.size(); i++) {
      double score = ranked.scores()[i];
      found.add(
          new Candidate(ranked.ordinals()[i], Double.NaN, new Hit.Reason(score, 0, i + 1, score)));
    }
    return found;
  }

  private Ranked words(Question.ByWords question, int wanted) {
    return data.ranked(
        new WordQuestion(
            question.words(), columns(question), question.match(), within, plan.deadline()),
        wanted);
  }

  private List<String> columns(Question.ByWords question) {
    if (!question.columns().isEmpty()) {
      return question.columns();
    }
    List<String> texts =
        data.schema().columns().stream()
            .filter(Column.Text.class::isInstance)
            .map(Column::name)
            .toList();
    if (texts.isEmpty()) {
      throw new IllegalArgumentException(
          "the dataset has no text column to look for “%s” in; filter by a category instead"
              .formatted(question.words()));
    }
    return texts;
  }

  /// Reciprocal rank fusion of both parts; ties by the datum that came first.
  private List<Candidate> fused(Question vector, Question.ByWords question, int wanted) {
    int depth = Math.max(MIN_PART, 2 * wanted);
    float[] query = vector(vector);
    Nearest nearest = nearest(query, depth);
    Ranked ranked = words(question, depth);
    Map<Integer, Hit.Reason> reasons = new LinkedHashMap<>();
    for (int i = 0; i < nearest.size(); i++) {
      reasons.put(
          nearest.ordinals()[i],
          new Hit.Reason(1.0 / (RANK_CONSTANT + i + 1), i + 1, 0, Double.NaN));
    }
    for (int i = 0; i < ranked.size(); i++) {
      int rank = i + 1;
      double wordScore = ranked.scores()[i];
      double score = 1.0 / (RANK_CONSTANT + rank);
      reasons.merge(
          ranked.ordinals()[i],
          new Hit.Reason(score, 0, rank, wordScore),
          (near, _) -> new Hit.Reason(near.score() + score, near.vectorRank(), rank, wordScore));
    }
    List<Candidate> fused = new ArrayList<>();
    reasons.forEach((ordinal, reason) -> fused.add(new Candidate(ordinal, Double.NaN, reason)));
    fused.sort(
        Comparator.<Candidate>comparingDouble(each -> -each.reason().score())
            .thenComparingInt(Candidate::ordinal));
    return measured(fused.subList(0, Math.min(wanted, fused.size())), query);
  }

  private List<Candidate> measured(List<Candidate> found, float[] query) {
    return found.stream()
        .map(each ->
            new Candidate(
                each.ordinal(),
                data.storedVector(each.ordinal()) == null
                    ? Double.NaN
                    : data.distances(query, each.ordinal())[0],
                each.reason()))
        .filter(each -> !(each.distance() > plan.extent().farthest()))
        .toList();
  }
}
