package dev.portolan.benchmarks.duplicates;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// A title as somebody else might have typed it: typing errors, words dropped or swapped, other
/// case.
final class PerturbedTitle {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  private final SplittableRandom random;

  PerturbedTitle(SplittableRandom random) {
    this.random = random;
  }

  /// One to three changes, each of a kind drawn evenly; never the title itself.
  String of(String title) {
    String changed = title;
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes || changed.equals(title); i++) {
      changed =
          switch (random.nextInt(4)) {
            case 0 -> typo(changed);
            case 1 -> dropped(changed);
            case 2 -> swapped(changed);
            default -> otherCase(changed);
          };
    }
    return changed;
  }

  /// A letter left out, doubled, exchanged with the next, or replaced.
  private String typo(String title) {
    if (title.length() < 4) {
      return title + LETTERS.charAt(random.nextInt(LETTERS.length()));
    }
    int at = 1 + random.nextInt(title.length() - 2);
    String before = title.substring(0, at);
    String after = title.substring(at + 1);
    char letter = title.charAt(at);
    return switch (random.nextInt(4)) {
      case 0 -> before + after;
      case 1 -> before + letter + letter + after;
      case 2 -> before + after.charAt(0) + letter + after.substring(1);
      default -> before + LETTERS.charAt(random.nextInt(LETTERS.length())) + after;
    };
  }

  private String dropped(String title) {
    List<String> words = words(title);
    if (words.size() > 2) {
      words.remove(random.nextInt(words.size()));
    }
    return String.join(" ", words);
  }

  private String swapped(String title) {
    List<String> words = words(title);
    if (words.size() > 1) {
      int at = random.nextInt(words.size() - 1);
      Collections.swap(words, at, at + 1);
    }
    return String.join(" ", words);
  }

  private String otherCase(String title) {
    return random.nextBoolean() ? title.toUpperCase(Locale.ROOT) : title.toLowerCase(Locale.ROOT);
  }

  private static List<String> words(String title) {
    return new ArrayList<>(List.of(title.split(" ")));
  }
}
