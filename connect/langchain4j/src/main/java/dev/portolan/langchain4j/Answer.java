package dev.portolan.langchain4j;

import java.util.Optional;

/// A name as a model's reply holds it.
///
/// @param name may be empty, or break a rule
record Answer(String name) {
  static final int LONGEST = 60;

  private static final String THOUGHTS_END = "</think>";
  private static final String MARKUP_BEFORE = "^(?:[>*_`~\\s]|[-–•]\\s|#{1,6}\\s)+";
  private static final String MARKUP_AFTER = "[*_`~\\s]+$";

  /// Not the one of an abbreviation, as in "D.C.".
  private static final String PERIOD = "(?<![.]\\p{L})[.。]$";

  private static final String ANNOUNCEMENT = "^(?i:name)\\s*:\\s*(?=\\S)";
  private static final String QUOTES = "\"'“”„‟‘’‚‛«»‹›「」『』";

  /// What is in the first line of a reply that is not blank, behind what a model thought aloud,
  /// without markup, quotes and the period at its end.
  ///
  /// @param reply may be null
  static Answer in(String reply) {
    if (reply == null) {
      return new Answer("");
    }
    int thoughts = reply.lastIndexOf(THOUGHTS_END);
    return reply
        .substring(thoughts < 0 ? 0 : thoughts + THOUGHTS_END.length())
        .lines()
        .filter(line -> !line.isBlank() && !line.strip().startsWith("```"))
        .findFirst()
        .map(line -> new Answer(bare(TopicMaterial.oneLine(line))))
        .orElse(new Answer(""));
  }

  /// What is wrong with it in itself, as a clause; nothing where it may be a label.
  Optional<String> refusal(int mostWords) {
    int words = name.split(" ", -1).length;
    if (name.isEmpty()) {
      return Optional.of("the answer was empty");
    } else if (name.length() > LONGEST) {
      return Optional.of(
          "'%s…' has %d characters, at most %d are allowed"
              .formatted(name.substring(0, LONGEST), name.length(), LONGEST));
    } else if (words > mostWords) {
      return Optional.of(
          "'%s' has %d words, at most %d are allowed".formatted(name, words, mostWords));
    } else if (name.endsWith(":")) {
      return Optional.of("'%s' announces a name and is none".formatted(name));
    } else if (name.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return Optional.of("'%s' has no letter".formatted(name));
    }
    return Optional.empty();
  }

  /// Strips layer by layer, as in `**"Late delivery."**`.
  private static String bare(String line) {
    String name = line;
    for (String before = null; !name.equals(before); ) {
      before = name;
      name = name.replaceFirst(MARKUP_BEFORE, "").replaceFirst(MARKUP_AFTER, "");
      name = name.replaceFirst(ANNOUNCEMENT, "").replaceFirst(PERIOD, "").strip();
      if (quoted(name)) {
        name = name.substring(1, name.length() - 1).strip();
      }
    }
    return name;
  }

  private static boolean quoted(String name) {
    return name.length() > 1
        && QUOTES.indexOf(name.charAt(0)) >= 0
        && QUOTES.indexOf(name.charAt(name.length() - 1)) >= 0;
  }
}
