package dev.portolan;

import dev.portolan.query.DatasetSnapshot;
import dev.portolan.storage.Column;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.Highlight;
import dev.portolan.storage.Highlights;
import dev.portolan.storage.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One run of a search: candidates, their final order, hits.
final class SearchRun {
  private final DataSnapshot data;
  private final SearchPlan plan;
  private final Candidates candidates;

  SearchRun(DatasetSnapshot now, SearchPlan plan) {
    this.data = now.data();
    this.plan = plan;
    plan.shown().include().forEach(data.schema()::column);
    if (plan.order().groupBy() != null) {
      data.schema().column(plan.order().groupBy());
    }
    this.candidates = new Candidates(now, plan);
  }

  List<Hit> hits() {
    return found().stream().map(this::hit).toList();
  }

  /// The hits' data, in their order.
  List<Candidate> found() {
    int k = plan.extent().k();
    SearchPlan.Order order = plan.order();
    if (order.asFound()) {
      return candidates.best(k);
    }
    List<Candidate> found = grouped(Math.max(k, Math.max(order.judged(), diverseFrom(k))));
    found = reranked(found);
    found = order.relevance() == 1 ? found : diverse(found, k);
    return found.subList(0, Math.min(k, found.size()));
  }

  /// Diversity needs more to choose from than it chooses.
  private int diverseFrom(int k) {
    return plan.order().relevance() == 1 ? k : (int) Math.min(Integer.MAX_VALUE, 4L * k + 16);
  }

  /// The best of each group: asks for twice as many until there are enough groups, or no more data.
  private List<Candidate> grouped(int wanted) {
    if (plan.order().groupBy() == null) {
      return candidates.best(wanted);
    }
    for (int asked = 2 * wanted; ; asked = (int) Math.min(Integer.MAX_VALUE, 2L * asked)) {
      List<Candidate> found = candidates.best(asked);
      List<Candidate> best = bestOfEach(found);
      if (best.size() >= wanted
          || found.size() < asked && asked >= candidates.available()
          || asked == Integer.MAX_VALUE) {
        return best.subList(0, Math.min(wanted, best.size()));
      }
    }
  }

  private List<Candidate> bestOfEach(List<Candidate> found) {
    String column = plan.order().groupBy();
    Set<Object> seen = new HashSet<>();
    List<Candidate> best = new ArrayList<>();
    for (Candidate each : found) {
      Object group = data.values(each.ordinal(), Set.of(column)).get(column);
      if (group == null || seen.add(group)) {
        best.add(each);
      }
    }
    return best;
  }

  private List<Candidate> reranked(List<Candidate> found) {
    Reranker reranker = plan.order().reranker();
    if (reranker == null || found.isEmpty()) {
      return found;
    }
    int judged = Math.min(plan.order().judged(), found.size());
    List<Candidate> best = found.subList(0, judged);
    double[] scores = reranker.scores(best.stream().map(this::hit).toList());
    if (scores.length != judged) {
      throw new IllegalArgumentException(
          "the re-ranker gave %d scores for %d hits; give one per hit"
              .formatted(scores.length, judged));
    }
    List<Candidate> scored = new ArrayList<>();
    for (int i = 0; i < judged; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException(
            "the re-ranker gave NaN for hit '%s'; give a number"
                .formatted(data.id(best.get(i).ordinal())));
      }
      Hit.Reason reason = best.get(i).reason();
      scored.add(
          new Candidate(
              best.get(i).ordinal(),
              best.get(i).distance(),
              new Hit.Reason(
                  scores[i], reason.vectorRank(), reason.wordRank(), reason.wordScore())));
    }
    scored.sort(Comparator.comparingDouble(each -> -each.reason().score()));
    return scored;
  }

  /// Maximal marginal relevance. `found²·d` at most.
  private List<Candidate> diverse(List<Candidate> found, int k) {
    float[] query = candidates.vector();
    List<Candidate> left = new ArrayList<>();
    Map<Candidate, float[]> vectors = new LinkedHashMap<>();
    for (Candidate each : found) {
      float[] vector = data.storedVector(each.ordinal());
      if (vector != null) {
        vectors.put(each, vector);
        left.add(each);
      }
    }
    if (query == null) {
      throw new IllegalArgumentException(
          "hits that differ are told apart by their vectors; search by vector, or by both");
    }
    Map<Candidate, Double> nearest = new LinkedHashMap<>();
    List<Candidate> chosen = new ArrayList<>();
    while (chosen.size() < k && !left.isEmpty()) {
      plan.deadline().check();
      Candidate next = left.getFirst();
      double best = Double.NEGATIVE_INFINITY;
      for (Candidate each : left) {
        double gain =
            plan.order().relevance() * cosine(query, vectors.get(each))
                - (1 - plan.order().relevance()) * nearest.getOrDefault(each, 0.0);
        if (gain > best) {
          best = gain;
          next = each;
        }
      }
      chosen.add(next);
      left.remove(next);
      for (Candidate each : left) {
        nearest.merge(each, cosine(vectors.get(next), vectors.get(each)), Math::max);
      }
    }
    return chosen;
  }

  private static double cosine(float[] a, float[] b) {
    return 1 - Metric.COSINE.distance(a, b);
  }

  private Hit hit(Candidate found) {
    Set<String> columns = new LinkedHashSet<>(plan.shown().include());
    Question.ByWords words = words();
    boolean highlights = plan.shown().passages() > 0 && words != null;
    List<String> texts = highlights ? textColumns(words) : List.of();
    columns.addAll(texts);
    Map<String, Object> values =
        columns.isEmpty() ? Map.of() : data.values(found.ordinal(), columns);
    Map<String, List<Highlight>> passages = new LinkedHashMap<>();
    for (String column : texts) {
      if (values.get(column) instanceof String text) {
        List<Highlight> inColumn = passagesOf(column, words, text);
        if (!inColumn.isEmpty()) {
          passages.put(column, inColumn);
        }
      }
    }
    Map<String, Object> shown = new LinkedHashMap<>(values);
    shown.keySet().retainAll(plan.shown().include());
    return new Hit(data.id(found.ordinal()), found.distance(), shown, passages, found.reason());
  }

  private List<Highlight> passagesOf(String column, Question.ByWords words, String text) {
    return Highlights.of(
            data.schema(), column, words.words(), words.match(), plan.shown().passages())
        .in(text);
  }

  private Question.ByWords words() {
    return switch (plan.question()) {
      case Question.ByWords words -> words;
      case Question.ByBoth(_, Question.ByWords words) -> words;
      default -> null;
    };
  }

  private List<String> textColumns(Question.ByWords words) {
    return data.schema().columns().stream()
        .filter(Column.Text.class::isInstance)
        .map(Column::name)
        .filter(name -> words.columns().isEmpty() || words.columns().contains(name))
        .toList();
  }
}
