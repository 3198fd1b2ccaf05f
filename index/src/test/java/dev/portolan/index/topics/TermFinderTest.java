package dev.portolan.index.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.Progress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermFinderTest {

  @Test
  void words_keptByFrequencyAndShape() {
    List<String> names = names("red 42 x", "red apple", "green apple", "green pear", "blue");
    assertTrue(names.containsAll(List.of("red", "apple", "green", "pear", "blue")));
    assertFalse(names.contains("42"));
    assertFalse(names.contains("x"));
  }

  @Test
  void wordInMostData_dropped() {
    assertFalse(names("a1 red", "a1 blue", "a1 green", "grey").contains("a1"));
  }

  @Test
  void pairs_onlyOfAdjoiningWords() {
    List<String> names = names("space shuttle", "space | shuttle launch", "orbit", "moon", "sun");
    assertTrue(names.contains("space shuttle"));
    assertTrue(names.contains("shuttle launch"));
    assertFalse(names.contains("launch orbit"));
  }

  @Test
  void gap_breaksAPair() {
    assertFalse(names("space | shuttle", "moon", "orbit").contains("space shuttle"));
  }

  @Test
  void bigramsThatShareACharacter_areOneWordOfThree() {
    List<String> names = names("東京 京都", "東京 京都 | 奈良", "奈良", "moon", "orbit");
    assertTrue(names.containsAll(List.of("東京", "京都", "東京都", "奈良")), names.toString());
    assertFalse(names.contains("東京 京都"));
  }

  @Test
  void oneDatumRepeatingAWord_countsThreeTimes() {
    Terms terms = find("ax ax ax ax ax ax", "moon", "orbit");
    int ax = Arrays.asList(terms.names()).indexOf("ax");
    assertEquals(3, Arrays.stream(terms.terms()).filter(term -> term == ax).count());
  }

  @Test
  void manyRows_sameTermsForAnyThreads() {
    Blobs blobs = Blobs.of(3000, 2, 20, 77);
    Terms one = TermFinder.find(blobs.words(), blobs.size(), new Slices(1, Progress.none()));
    Terms four = TermFinder.find(blobs.words(), blobs.size(), new Slices(4, Progress.none()));
    assertEquals(List.of(one.names()), List.of(four.names()));
    assertTrue(Arrays.equals(one.terms(), four.terms()));
    assertTrue(Arrays.equals(one.starts(), four.starts()));
  }

  private static List<String> names(String... texts) {
    return List.of(find(texts).names());
  }

  /// Words parted by blanks, "|" for a word left out.
  private static Terms find(String... texts) {
    TopicWords words =
        (row, word, gap) -> {
          for (String part : texts[row].split(" ")) {
            if (part.equals("|")) {
              gap.run();
            } else {
              word.accept(part);
            }
          }
        };
    return TermFinder.find(words, texts.length, new Slices(2, Progress.none()));
  }
}
