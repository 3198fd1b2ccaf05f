package dev.portolan.index.topics;

import java.util.Arrays;

/// What all data say, as numbers: the terms of every datum in the order of its text.
///
/// A term is a word or a pair of adjoining words.
///
/// @param names `[t]`, a pair's words joined by a space
/// @param firsts `[t]`, the first word's term of a pair, −1 for a single word
/// @param seconds `[t]`, the second word's term of a pair, −1 for a single word
/// @param starts `[n+1]`, where each row's terms start
/// @param terms the terms of all rows; a term stands as often as it occurs
record Terms(String[] names, int[] firsts, int[] seconds, int[] starts, int[] terms) {
  /// Category values as terms, every value kept.
  static Terms of(TopicCategories values, int n, Slices slices) {
    WordTable table =
        WordTable.read(
            (row, word, gap) ->
                values.values(
                    row,
                    value -> {
                      gap.run();
                      word.accept(value);
                    }),
            n,
            slices);
    int[] none = new int[table.words().length];
    Arrays.fill(none, -1);
    return new Terms(table.words(), none, none, table.starts(), table.tokens());
  }

  int size() {
    return names.length;
  }

  int rows() {
    return starts.length - 1;
  }

  boolean isPair(int term) {
    return firsts[term] >= 0;
  }
}
