package dev.portolan.benchmarks.topics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How well the top words of topics belong together, and how little topics share them.
///
/// NPMI: normalised pointwise mutual information of all pairs of a topic's ten words, by documents
/// of the set that hold both, mean over pairs and topics (Bouma 2009; Grootendorst 2022 reports
/// it). Diversity: distinct words among all topics' ten.
record LabelQuality(double npmi, double diversity) {
  /// @param topWords ten single words of each topic
  /// @param documents the words of each document
  static LabelQuality of(List<List<String>> topWords, List<Set<String>> documents) {
    Set<String> wanted = new HashSet<>();
    topWords.forEach(wanted::addAll);
    Map<String, List<Integer>> holders = new HashMap<>();
    for (int document = 0; document < documents.size(); document++) {
      for (String word : documents.get(document)) {
        if (wanted.contains(word)) {
          holders.computeIfAbsent(word, _ -> new ArrayList<>()).add(document);
        }
      }
    }
    double sum = 0;
    int pairs = 0;
    int words = 0;
    for (List<String> topic : topWords) {
      words += topic.size();
      for (int a = 0; a < topic.size(); a++) {
        for (int b = a + 1; b < topic.size(); b++) {
          sum += npmi(holders.get(topic.get(a)), holders.get(topic.get(b)), documents.size());
          pairs++;
        }
      }
    }
    return new LabelQuality(
        pairs == 0 ? 0 : sum / pairs, words == 0 ? 1 : (double) wanted.size() / words);
  }

  /// −1 where two words never meet.
  private static double npmi(List<Integer> a, List<Integer> b, int documents) {
    if (a == null || b == null) {
      return -1;
    }
    Set<Integer> both = new HashSet<>(a);
    both.retainAll(new HashSet<>(b));
    if (both.isEmpty()) {
      return -1;
    }
    double joint = (double) both.size() / documents;
    if (both.size() == documents) {
      return 1;
    }
    double pmi = Math.log(joint / ((double) a.size() / documents * b.size() / documents));
    return pmi / -Math.log(joint);
  }
}
