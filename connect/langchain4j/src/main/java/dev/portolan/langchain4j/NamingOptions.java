package dev.portolan.langchain4j;

import java.util.Set;

/// How topics are to be named.
///
/// @param language of the names; null for that of the texts
/// @param words a name has at most
/// @param depths whose topics are named; none for all
/// @param column text column that central data are told by; null where the map decides
record NamingOptions(String language, int words, Set<Integer> depths, String column) {
  private static final int DEFAULT_WORDS = 5;
  private static final int MOST_WORDS = 20;

  NamingOptions {
    depths = Set.copyOf(depths);
    if (language != null && language.isBlank()) {
      throw new IllegalArgumentException(
          "the language of names is blank; say it as in 'German', or leave it out for that of the"
              + " texts");
    }
    if (words < 1 || words > MOST_WORDS) {
      throw new IllegalArgumentException(
          "names of at most %d words were asked for; ask for 1 to %d".formatted(words, MOST_WORDS));
    }
  }

  static NamingOptions defaults() {
    return new NamingOptions(null, DEFAULT_WORDS, Set.of(), null);
  }

  NamingOptions in(String language) {
    return new NamingOptions(language, words, depths, column);
  }

  NamingOptions ofWords(int words) {
    return new NamingOptions(language, words, depths, column);
  }

  NamingOptions at(Set<Integer> depths) {
    return new NamingOptions(language, words, depths, column);
  }

  NamingOptions by(String column) {
    return new NamingOptions(language, words, depths, column);
  }
}
