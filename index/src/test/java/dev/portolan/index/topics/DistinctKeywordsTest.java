package dev.portolan.index.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DistinctKeywordsTest {
  private static final Terms TERMS =
      new Terms(
          new String[] {"god", "gods", "space", "shuttle", "space shuttle", "card"},
          new int[] {-1, -1, -1, -1, 2, -1},
          new int[] {-1, -1, -1, -1, 3, -1},
          new int[1],
          new int[0]);

  @Test
  void formsOfOneWord_firstStands() {
    assertEquals(List.of(0, 5), kept(keyword(0, 90), keyword(1, 80), keyword(5, 10)));
  }

  @Test
  void pairThatIsMostOfItsWords_standsForBoth() {
    assertEquals(
        List.of(4, 5), kept(keyword(2, 50), keyword(3, 40), keyword(5, 30), keyword(4, 30)));
  }

  @Test
  void pairThatIsSeldom_givesWayToTheWord() {
    assertEquals(List.of(2, 3), kept(keyword(2, 50), keyword(3, 40), keyword(4, 10)));
  }

  @Test
  void forms_byCommonBeginning() {
    assertTrue(DistinctKeywords.areForms("armenia", "armenian"));
    assertTrue(DistinctKeywords.areForms("encryption", "encrypted"));
    assertTrue(DistinctKeywords.areForms("car", "cars"));
    assertFalse(DistinctKeywords.areForms("car", "cartoon"));
    assertFalse(DistinctKeywords.areForms("context", "contest"));
  }

  private static Keyword keyword(int term, int count) {
    return new Keyword(term, count, count, 2);
  }

  private static List<Integer> kept(Keyword... ranked) {
    return DistinctKeywords.of(List.of(ranked), TERMS).stream().map(Keyword::term).toList();
  }
}
