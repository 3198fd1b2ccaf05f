package dev.portolan.index.topics;

import java.util.ArrayList;
import java.util.List;

/// How words are written most of the time: "NASA", "iPhone", "window".
///
/// Words are told apart without their case, and each occurrence votes for its own: a vote for
/// another spelling takes one away, and whoever comes when none is left is it (Boyer, Moore 1981).
/// A spelling of more than half of the occurrences always wins; a string and a number per word.
final class Spellings {
  private final List<String> spellings = new ArrayList<>();
  private int[] votes = new int[1 << 10];

  /// A new word, numbered in their order.
  void add(String written, int count) {
    if (spellings.size() == votes.length) {
      votes = java.util.Arrays.copyOf(votes, 2 * votes.length);
    }
    votes[spellings.size()] = count;
    spellings.add(written);
  }

  void vote(int word, String written, int count) {
    if (spellings.get(word).equals(written)) {
      votes[word] += count;
    } else if (votes[word] >= count) {
      votes[word] -= count;
    } else {
      votes[word] = count - votes[word];
      spellings.set(word, written);
    }
  }

  String of(int word) {
    return spellings.get(word);
  }

  int votes(int word) {
    return votes[word];
  }
}
