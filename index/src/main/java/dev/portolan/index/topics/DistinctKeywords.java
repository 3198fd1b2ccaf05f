package dev.portolan.index.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Leaves out the keywords of a topic that repeat another.
///
/// Of a word and a pair with it, the pair stands when it makes up half of the word's occurrences,
/// else the word. Of several forms of one word ("god", "gods"), the most telling stands.
final class DistinctKeywords {
  private static final double BOUND_SHARE = .5;
  private static final int LEAST_LEFT = 3;

  private final Terms terms;
  private final List<Keyword> kept = new ArrayList<>();

  private DistinctKeywords(Terms terms) {
    this.terms = terms;
  }

  /// @param ranked most telling first; so is the result
  static List<Keyword> of(List<Keyword> ranked, Terms terms) {
    DistinctKeywords distinct = new DistinctKeywords(terms);
    ranked.forEach(distinct::offer);
    return distinct.kept;
  }

  /// The keywords that share no word with others, as far as at least three are left; the same ones
  /// where not.
  ///
  /// @param ranked most telling first; so is the result
  static List<Keyword> without(List<Keyword> others, List<Keyword> ranked, Terms terms) {
    DistinctKeywords distinct = new DistinctKeywords(terms);
    List<Keyword> left =
        ranked.stream()
            .filter(
                keyword -> others.stream().noneMatch(other -> distinct.shareWord(keyword, other)))
            .toList();
    return left.size() < LEAST_LEFT ? ranked : left;
  }

  private void offer(Keyword keyword) {
    List<Keyword> rivals = kept.stream().filter(other -> shareWord(keyword, other)).toList();
    if (rivals.isEmpty()) {
      kept.add(keyword);
    } else if (rivals.stream().allMatch(rival -> isBound(rival, keyword))) {
      kept.set(kept.indexOf(rivals.getFirst()), keyword);
      kept.removeAll(rivals);
    }
  }

  /// Whether the word mostly occurs as part of the pair.
  private boolean isBound(Keyword word, Keyword pair) {
    return terms.isPair(pair.term())
        && !terms.isPair(word.term())
        && pair.count() >= BOUND_SHARE * word.count();
  }

  private boolean shareWord(Keyword a, Keyword b) {
    for (int x : words(a.term())) {
      for (int y : words(b.term())) {
        if (x == y || areForms(lower(x), lower(y))) {
          return true;
        }
      }
    }
    return false;
  }

  private String lower(int term) {
    return terms.names()[term].toLowerCase(Locale.ROOT);
  }

  private int[] words(int term) {
    return terms.isPair(term)
        ? new int[] {terms.firsts()[term], terms.seconds()[term]}
        : new int[] {term};
  }

  /// Whether two words look like forms of one: the shorter, of at least 3 letters, begins the
  /// longer and at most 3 letters follow; or they share 6 letters, all but 2 of the shorter.
  static boolean areForms(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    int longer = Math.max(a.length(), b.length());
    int common = 0;
    while (common < shorter && a.charAt(common) == b.charAt(common)) {
      common++;
    }
    boolean begins = common == shorter && shorter >= 3 && longer - shorter <= 3;
    return begins || (common >= 6 && common >= shorter - 2);
  }
}
