package dev.portolan.index.topics;

import dev.portolan.projection.LatentVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Names topics after what sets them apart at their depth.
///
/// The description is the 15 terms of highest c-TF-IDF ([TermRanking]), without those its ancestors
/// are named after: they tell what siblings have in common. For the label the 40 best are freed of
/// repetitions ([DistinctKeywords]), the 12 best of these ordered by marginal relevance
/// ([MarginalRelevance]) and the first three taken ([UniqueLabels]).
final class TopicLabels {
  private static final int DESCRIBED = 15;
  private static final int RANKED = 40;
  private static final int CANDIDATES = 12;

  /// @param label unique among all
  /// @param description see [Topic]
  record Name(String label, String description) {}

  private TopicLabels() {}

  /// Names all topics of all depths.
  ///
  /// @param topicRows `[depth][topic]`, the rows of each topic
  /// @param parents `[depth][topic]`, the topic's parent among those of the depth before; −1 at the
  ///   first
  /// @return `[depth][topic]`
  static List<List<Name>> of(
      int[][][] topicRows,
      int[][] parents,
      LabelSource source,
      LatentVectors latent,
      Slices slices) {
    return switch (source) {
      case LabelSource.Text(TopicWords words) ->
          byWords(
              topicRows,
              parents,
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
      int[][][] topicRows, int[][] parents, Terms terms, LatentVectors latent, Slices slices) {
    UniqueLabels labels = new UniqueLabels();
    List<List<Name>> names = new ArrayList<>();
    List<List<Keyword>> above = List.of();
    for (int depth = 0; depth < topicRows.length; depth++) {
      Slices share =
          slices.share((double) depth / topicRows.length, (depth + 1.) / topicRows.length);
      List<List<Keyword>> ranked = new ArrayList<>();
      List<List<Keyword>> candidates = new ArrayList<>();
      for (List<Keyword> telling :
          TermRanking.of(
              terms, topicRows[depth], RANKED, TermRanking.CLASS_TF_IDF, share.share(0, .5))) {
        int parent = parents[depth][ranked.size()];
        ranked.add(
            parent < 0 ? telling : DistinctKeywords.without(above.get(parent), telling, terms));
        candidates.add(candidates(ranked.getLast(), terms));
      }
      TermVectors vectors = TermVectors.of(terms, termsOf(candidates), latent, share.share(.5, 1));
      List<Name> named = new ArrayList<>();
      List<List<Keyword>> shown = new ArrayList<>();
      for (int topic = 0; topic < topicRows[depth].length; topic++) {
        List<Keyword> ordered =
            new MarginalRelevance(vectors, vectors.direction(topicRows[depth][topic]))
                .order(candidates.get(topic));
        String label = labels.next(words(ordered, terms));
        named.add(new Name(label, description(ranked.get(topic), terms)));
        int parent = parents[depth][topic];
        shown.add(new ArrayList<>(parent < 0 ? List.of() : above.get(parent)));
        shown.getLast().addAll(ordered.subList(0, Math.min(UniqueLabels.SHOWN, ordered.size())));
      }
      names.add(named);
      above = shown;
    }
    return names;
  }

  private static List<Keyword> candidates(List<Keyword> ranked, Terms terms) {
    List<Keyword> distinct = DistinctKeywords.of(ranked, terms);
    return distinct.subList(0, Math.min(CANDIDATES, distinct.size()));
  }

  private static int[] termsOf(List<List<Keyword>> candidates) {
    return candidates.stream()
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
