package dev.portolan.index.topics;

import dev.portolan.projection.LatentVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Names topics after what sets them apart at their depth.
///
/// The description is the 15 terms of highest c-TF-IDF ([TermRanking]). For the label the 30 best
/// are freed of repetitions ([DistinctKeywords]), the 12 best of these ordered by marginal
/// relevance ([MarginalRelevance]) and the first three taken ([UniqueLabels]).
final class TopicLabels {
  private static final int DESCRIBED = 15;
  private static final int RANKED = 30;
  private static final int CANDIDATES = 12;

  /// @param label unique among all
  /// @param description see [Topic]
  record Name(String label, String description) {}

  private TopicLabels() {}

  /// Names all topics of all depths.
  ///
  /// @param topicRows `[depth][topic]`, the rows of each topic
  /// @return `[depth][topic]`
  static List<List<Name>> of(
      int[][][] topicRows, LabelSource source, LatentVectors latent, Slices slices) {
    return switch (source) {
      case LabelSource.Text(TopicWords words) ->
          byWords(
              topicRows,
              TermFinder.find(words, latent.size(), slices.share(0, .6)),
              latent,
              slices.share(.6, 1));
      case LabelSource.Categories(TopicCategories values) ->
          byCategories(
              topicRows, Terms.of(values, latent.size(), slices.share(0, .8)), slices.share(.8, 1));
      case LabelSource.Numbers() -> byNumbers(topicRows);
    };
  }

  private static List<List<Name>> byWords(
      int[][][] topicRows, Terms terms, LatentVectors latent, Slices slices) {
    List<List<List<Keyword>>> ranked = new ArrayList<>();
    for (int[][] depth : topicRows) {
      Slices share = slices.share(0, 0);
      ranked.add(TermRanking.of(terms, depth, RANKED, TermRanking.CLASS_TF_IDF, share));
    }
    List<List<List<Keyword>>> candidates =
        ranked.stream().map(d -> d.stream().map(t -> candidates(t, terms)).toList()).toList();
    TermVectors vectors = TermVectors.of(terms, termsOf(candidates), latent, slices);
    UniqueLabels labels = new UniqueLabels();
    List<List<Name>> names = new ArrayList<>();
    for (int depth = 0; depth < topicRows.length; depth++) {
      List<Name> named = new ArrayList<>();
      for (int topic = 0; topic < topicRows[depth].length; topic++) {
        float[] direction = vectors.direction(topicRows[depth][topic]);
        List<Keyword> ordered =
            new MarginalRelevance(vectors, direction).order(candidates.get(depth).get(topic));
        String label = labels.next(words(ordered, terms));
        named.add(new Name(label, description(ranked.get(depth).get(topic), terms)));
      }
      names.add(named);
    }
    return names;
  }

  private static List<Keyword> candidates(List<Keyword> ranked, Terms terms) {
    List<Keyword> distinct = DistinctKeywords.of(ranked, terms);
    return distinct.subList(0, Math.min(CANDIDATES, distinct.size()));
  }

  private static int[] termsOf(List<List<List<Keyword>>> candidates) {
    return candidates.stream()
        .flatMap(List::stream)
        .flatMap(List::stream)
        .mapToInt(Keyword::term)
        .sorted()
        .distinct()
        .toArray();
  }

  private static List<String> words(List<Keyword> keywords, Terms terms) {
    return keywords.stream().map(keyword -> terms.names()[keyword.term()]).toList();
  }

  private static String description(List<Keyword> ranked, Terms terms) {
    return words(ranked, terms).stream().limit(DESCRIBED).collect(Collectors.joining("/"));
  }

  private static List<List<Name>> byCategories(int[][][] topicRows, Terms terms, Slices slices) {
    UniqueLabels labels = new UniqueLabels();
    List<List<Name>> names = new ArrayList<>();
    for (int[][] depth : topicRows) {
      List<Name> named = new ArrayList<>();
      for (List<Keyword> topic :
          TermRanking.of(
              terms, depth, DESCRIBED, TermRanking.OVER_REPRESENTATION, slices.share(0, 0))) {
        named.add(new Name(labels.next(words(topic, terms)), description(topic, terms)));
      }
      names.add(named);
    }
    return names;
  }

  private static List<List<Name>> byNumbers(int[][][] topicRows) {
    UniqueLabels labels = new UniqueLabels();
    return Arrays.stream(topicRows)
        .map(depth -> Arrays.stream(depth).map(_ -> new Name(labels.next(List.of()), "")).toList())
        .toList();
  }
}
