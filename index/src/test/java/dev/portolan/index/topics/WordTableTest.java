package dev.portolan.index.topics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.portolan.projection.Progress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WordTableTest {
  @Test
  void caseAlone_isOneWordWrittenAsMostly() {
    String[] texts = {"Window motif", "window NASA", "the window", "NASA nasa NASA"};
    assertArrayEquals(new String[] {"window", "motif", "NASA", "the"}, read(texts, 1).words());
  }

  /// More rows than a slice has: spellings are merged in the order of the slices.
  @Test
  void manySlices_sameSpellingsForAnyThreads() {
    String[] texts = new String[3000];
    Arrays.setAll(texts, i -> i % 3 == 0 ? "java" : "Java" + (i % 7 == 0 ? " iPhone" : " IPHONE"));
    assertArrayEquals(new String[] {"Java", "IPHONE"}, read(texts, 1).words());
    assertArrayEquals(read(texts, 1).words(), read(texts, 4).words());
  }

  private static WordTable read(String[] texts, int threads) {
    TopicWords words = (row, word, _) -> Arrays.stream(texts[row].split(" ")).forEach(word);
    return WordTable.read(words, texts.length, new Slices(threads, Progress.none()));
  }
}
