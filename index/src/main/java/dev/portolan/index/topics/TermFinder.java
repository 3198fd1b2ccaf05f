package dev.portolan.index.topics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Turns words into the [Terms] worth naming topics after.
///
/// Kept are words that at least 5 data contain (fewer in small datasets: 1 in 100) and at most half
/// of them, without bare numbers and single letters; and pairs of adjoining kept words that as many
/// data contain. Of a datum at most 3 occurrences of a term count, so that one long table or one
/// encoded picture does not name a topic.
final class TermFinder {
  private static final int LEAST_ROWS = 5;
  private static final int MOST_PER_ROW = 3;

  private final WordTable table;
  private final int n;
  private final int leastRows;
  private final List<String> names = new ArrayList<>();
  private final int[] termOfWord;
  private final PairTable pairs;

  private TermFinder(WordTable table) {
    this.table = table;
    this.n = table.rows();
    this.leastRows = Math.clamp(n / 100, 1, LEAST_ROWS);
    this.termOfWord = keepWords();
    this.pairs = countPairs();
  }

  static Terms find(TopicWords source, int n, Slices slices) {
    return new TermFinder(WordTable.read(source, n, slices)).find();
  }

  /// The term of each word, −1 for words not kept; names the kept ones.
  private int[] keepWords() {
    int[] rows = rowsOfWords();
    int[] terms = new int[rows.length];
    for (int word = 0; word < rows.length; word++) {
      boolean keep =
          rows[word] >= leastRows && 2L * rows[word] <= n && namesSomething(table.words()[word]);
      terms[word] = keep ? names.size() : -1;
      if (keep) {
        names.add(table.words()[word]);
      }
    }
    return terms;
  }

  private static boolean namesSomething(String word) {
    return word.chars().anyMatch(Character::isLetter)
        && (word.length() > 1 || Character.isIdeographic(word.charAt(0)));
  }

  private int[] rowsOfWords() {
    int[] rows = new int[table.words().length];
    int[] lastRow = new int[rows.length];
    for (int row = 0; row < n; row++) {
      for (int i = table.starts()[row]; i < table.starts()[row + 1]; i++) {
        int word = table.word(i);
        if (lastRow[word] != row + 1) {
          lastRow[word] = row + 1;
          rows[word]++;
        }
      }
    }
    return rows;
  }

  private PairTable countPairs() {
    PairTable counted = new PairTable();
    for (int row = 0; row < n; row++) {
      for (int i = table.starts()[row]; i < table.starts()[row + 1]; i++) {
        int first = table.adjoins(i) ? termOfWord[table.word(i - 1)] : -1;
        int second = termOfWord[table.word(i)];
        if (first >= 0 && second >= 0 && first != second) {
          counted.count(first, second, row);
        }
      }
    }
    return counted;
  }

  private Terms find() {
    int words = names.size();
    int[] termOfPair = new int[pairs.size()];
    int[] firsts = new int[words + pairs.size()];
    int[] seconds = new int[words + pairs.size()];
    Arrays.fill(firsts, 0, words, -1);
    Arrays.fill(seconds, 0, words, -1);
    for (int pair = 0; pair < termOfPair.length; pair++) {
      boolean keep = pairs.rows(pair) >= leastRows;
      termOfPair[pair] = keep ? names.size() : -1;
      if (keep) {
        firsts[names.size()] = pairs.first(pair);
        seconds[names.size()] = pairs.second(pair);
        names.add(joined(names.get(pairs.first(pair)), names.get(pairs.second(pair))));
      }
    }
    Occurrences found = new Occurrences(names.size(), n);
    for (int row = 0; row < n; row++) {
      for (int i = table.starts()[row]; i < table.starts()[row + 1]; i++) {
        int term = termOfWord[table.word(i)];
        int first = table.adjoins(i) ? termOfWord[table.word(i - 1)] : -1;
        int pair = first >= 0 && term >= 0 ? pairs.find(first, term) : -1;
        found.add(term);
        found.add(pair < 0 ? -1 : termOfPair[pair]);
      }
      found.endRow();
    }
    return found.terms(
        names.toArray(String[]::new),
        Arrays.copyOf(firsts, names.size()),
        Arrays.copyOf(seconds, names.size()));
  }

  /// Two words as one term; bigrams that share a Han character are what they were cut from, 東京 and
  /// 京都 are 東京都.
  private static String joined(String first, String second) {
    int head = second.codePointAt(0);
    boolean overlap = Character.isIdeographic(head) && first.endsWith(Character.toString(head));
    return overlap ? first + second.substring(Character.charCount(head)) : first + " " + second;
  }

  /// The terms of all rows as they are found.
  private static final class Occurrences {
    private final int[] starts;
    private final int[] counts;
    private int[] terms = new int[1 << 12];
    private int size;
    private int row;

    Occurrences(int terms, int n) {
      this.starts = new int[n + 1];
      this.counts = new int[terms];
    }

    void add(int term) {
      if (term < 0 || counts[term] == MOST_PER_ROW) {
        return;
      }
      counts[term]++;
      if (size == terms.length) {
        terms = Arrays.copyOf(terms, 2 * size);
      }
      terms[size++] = term;
    }

    void endRow() {
      for (int i = starts[row]; i < size; i++) {
        counts[terms[i]] = 0;
      }
      starts[++row] = size;
    }

    Terms terms(String[] names, int[] firsts, int[] seconds) {
      return new Terms(names, firsts, seconds, starts, Arrays.copyOf(terms, size));
    }
  }
}
