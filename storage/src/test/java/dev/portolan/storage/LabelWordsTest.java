package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class LabelWordsTest {

  @Test
  void words_areAsTheyAreWritten() {
    assertEquals("NASA | iPhone Häuser", written(TextAnalysis.STANDARD, "NASA has iPhone Häuser"));
  }

  /// The words of a text in lower case, "|" where one was left out between two.
  private static String words(TextAnalysis language, String text) {
    return written(language, text).toLowerCase(Locale.ROOT);
  }

  private static String written(TextAnalysis language, String text) {
    StringBuilder words = new StringBuilder();
    LabelWords.of(language)
        .of(text, word -> words.append(" ").append(word), () -> words.append(" |"));
    return words.toString().strip();
  }

  @Test
  void english_functionWords_leaveGaps() {
    for (TextAnalysis same :
        new TextAnalysis[] {TextAnalysis.STANDARD, TextAnalysis.SIMPLE, TextAnalysis.ENGLISH}) {
      assertEquals(
          "space shuttles | launched", words(same, "Space shuttles couldn’t have launched"));
      assertEquals("die katze und der hund", words(same, "Die Katze und der Hund"));
    }
  }

  @Test
  void german_stopWords_leaveGapsAndEndingsStay() {
    assertEquals(
        "| rechnungen | lieferungen | häusern",
        words(TextAnalysis.GERMAN, "Die Rechnungen und Lieferungen in den Häusern"));
  }

  @Test
  void elidedArticles_areCut() {
    assertEquals(
        "avion | aujourd'hui | école",
        words(TextAnalysis.FRENCH, "L'avion, qu'il aujourd'hui de l’École"));
    assertEquals("albero | acqua", words(TextAnalysis.ITALIAN, "L'albero e dell'acqua"));
    assertEquals("home | aigua", words(TextAnalysis.CATALAN, "l'home i d'aigua"));
  }

  @Test
  void ownLowerCase_isKept() {
    assertEquals("ırmak istanbul izmir", words(TextAnalysis.TURKISH, "IRMAK İstanbul'da İzmir’in"));
    assertEquals("δρόμος δρομος", words(TextAnalysis.GREEK, "Δρόμος ΔΡΟΜΟΣ"));
    assertEquals("athair | éireann", words(TextAnalysis.IRISH, "tAthair na hÉireann"));
  }

  @Test
  void cjk_bigramsThatShareACharacter_arePairs() {
    assertEquals("| 東京 京都 | 奈良", words(TextAnalysis.CJK, "東京都、奈良"));
  }

  @Test
  void cjk_katakanaAndHangul_areWhole() {
    assertEquals("データ | 分析", words(TextAnalysis.CJK, "データ分析"));
    assertEquals("ガ abc", words(TextAnalysis.CJK, "ｶﾞ ＡＢＣ"));
    assertEquals("데이터 분석", words(TextAnalysis.CJK, "데이터 분석"));
  }
}
