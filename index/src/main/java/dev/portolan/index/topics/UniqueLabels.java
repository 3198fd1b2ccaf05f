package dev.portolan.index.topics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Makes labels that no two topics of a map share, not even with their words in another order.
///
/// A label is the first three of a topic's words; while it is taken its last word gives way to the
/// next one, and at the very last a number is added.
final class UniqueLabels {
  /// Words in a label.
  static final int SHOWN = 3;

  private final Set<String> taken = new HashSet<>();
  private int topics;

  /// The label of the next topic.
  ///
  /// @param words best first; none gives "Topic 17"
  String next(List<String> words) {
    topics++;
    if (words.isEmpty()) {
      return numbered(List.of("Topic " + topics));
    }
    int fixed = Math.min(SHOWN, words.size()) - 1;
    for (int last = fixed; last < words.size(); last++) {
      List<String> chosen = new ArrayList<>(words.subList(0, fixed));
      chosen.add(words.get(last));
      if (taken.add(key(chosen))) {
        return String.join(", ", chosen);
      }
    }
    return numbered(words.subList(0, fixed + 1));
  }

  private String numbered(List<String> words) {
    String label = String.join(", ", words);
    String numbered = label;
    for (int i = 2; !taken.add(key(List.of(numbered.split(", ")))); i++) {
      numbered = label + " (" + i + ")";
    }
    return numbered;
  }

  private static String key(List<String> words) {
    return String.join(", ", words.stream().map(w -> w.toLowerCase(Locale.ROOT)).sorted().toList());
  }
}
