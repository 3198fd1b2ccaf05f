package dev.portolan.index.topics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The words of all rows as numbers, in the order of first sight; case does not tell words apart.
///
/// @param words `[w]`, as they are written most of the time, [Spellings]
/// @param starts `[n+1]`, where each row's words start
/// @param tokens the words of all rows; `~word` where it adjoins the one before
record WordTable(String[] words, int[] starts, int[] tokens) {
  private static final int SLICE = 512;

  int rows() {
    return starts.length - 1;
  }

  /// The word at token `i`.
  int word(int i) {
    return tokens[i] < 0 ? ~tokens[i] : tokens[i];
  }

  /// Whether token `i` directly follows the one before it, in the same row.
  boolean adjoins(int i) {
    return tokens[i] < 0;
  }

  /// Reads all words once, over several threads; each slice of rows keeps a vocabulary of its own,
  /// and slices are merged in order, so numbers do not depend on the threads.
  static WordTable read(TopicWords source, int n, Slices slices) {
    Slice[] parts = new Slice[Math.ceilDiv(n, SLICE)];
    slices.run(
        n,
        SLICE,
        (from, to) -> {
          Slice slice = new Slice();
          for (int row = from; row < to; row++) {
            source.words(row, slice::add, slice::gap);
            slice.endRow();
          }
          parts[from / SLICE] = slice;
        });
    return merge(parts, n);
  }

  private static WordTable merge(Slice[] parts, int n) {
    Map<String, Integer> vocabulary = new HashMap<>();
    Spellings words = new Spellings();
    int total = Arrays.stream(parts).mapToInt(part -> part.count).reduce(0, Math::addExact);
    int[] tokens = new int[total];
    int[] starts = new int[n + 1];
    int row = 0;
    int at = 0;
    for (Slice part : parts) {
      int[] renumbered = new int[part.words.size()];
      for (int i = 0; i < renumbered.length; i++) {
        String written = part.spellings.of(i);
        Integer known = vocabulary.putIfAbsent(part.words.get(i), vocabulary.size());
        renumbered[i] = known == null ? vocabulary.size() - 1 : known;
        if (known == null) {
          words.add(written, part.spellings.votes(i));
        } else {
          words.vote(known, written, part.spellings.votes(i));
        }
      }
      for (int i = 0; i < part.rows; i++) {
        starts[++row] = at + part.ends[i];
      }
      for (int i = 0; i < part.count; i++) {
        int token = part.tokens[i];
        tokens[at++] = token < 0 ? ~renumbered[~token] : renumbered[token];
      }
    }
    String[] written = new String[vocabulary.size()];
    Arrays.setAll(written, words::of);
    return new WordTable(written, starts, tokens);
  }

  /// The words of some consecutive rows.
  private static final class Slice {
    private final Map<String, Integer> vocabulary = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final Spellings spellings = new Spellings();
    private final int[] ends = new int[SLICE];
    private int[] tokens = new int[1 << 14];
    private int count;
    private int rows;
    private boolean adjoins;

    void add(CharSequence characters) {
      String written = characters.toString();
      String word = written.toLowerCase(Locale.ROOT);
      Integer known = vocabulary.putIfAbsent(word, words.size());
      int number = known == null ? words.size() : known;
      if (known == null) {
        words.add(word);
        spellings.add(written, 1);
      } else {
        spellings.vote(known, written, 1);
      }
      if (count == tokens.length) {
        tokens = Arrays.copyOf(tokens, 2 * count);
      }
      tokens[count++] = adjoins ? ~number : number;
      adjoins = true;
    }

    void gap() {
      adjoins = false;
    }

    void endRow() {
      ends[rows++] = count;
      adjoins = false;
    }
  }
}
