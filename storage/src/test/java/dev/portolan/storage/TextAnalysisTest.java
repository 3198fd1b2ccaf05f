package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A cat and a dog in every language, mostly asleep.
class TextAnalysisTest {
  /// Analyzer, sentence, a word of it, and one that names nothing.
  private static final String SENTENCES =
      """
      standard | The cat sleeps and the dog barks | cat | the
      simple | The cat sleeps and the dog barks | cat | the
      arabic | القطة تنام في البيت | البيت | في
      armenian | կատուն քնում է շան հետ | կատուն | է
      basque | katua eta txakurra etxean daude | katua | eta
      bengali | বিড়াল এবং কুকুর ঘরে আছে | কুকুর | আছে
      brazilian | O gato e o cachorro dormem na casa | gato | na
      bulgarian | Котката и кучето спят в къщата | котката | и
      catalan | El gat i l'home dormen a la casa | home | la
      cjk | 東京 is the 首都 | 東京 | the
      czech | Kočka a pes spí v domě | kočka | v
      danish | Katten og hunden sover i huset | katten | og
      dutch | De kat en de hond slapen in het huis | hond | het
      english | The cat sleeps and the dog barks | cat | the
      estonian | Kass ja koer magavad majas | koer | ja
      finnish | Kissa ja koira nukkuvat talossa | koira | ja
      french | Le chat et l'avion ne dorment pas | avion | pas
      galician | O gato e o can dormen na casa | gato | na
      german | Die Katze schläft nicht und der Hund bellt | katze | und
      greek | Η γάτα και ο σκύλος κοιμούνται | σκύλος | και
      hindi | बिल्ली और कुत्ता घर में सोते हैं | कुत्ता | और
      hungarian | A macska és a kutya alszik | kutya | és
      indonesian | Kucing dan anjing tidur di rumah | anjing | dan
      irish | Tá an cat agus an madra ina gcodladh | madra | agus
      italian | Il gatto e l'albero non dormono | albero | non
      latvian | Kaķis un suns guļ mājā | suns | un
      lithuanian | Katė ir šuo miega | šuo | ir
      nepali | बिरालो र कुकुर घरमा छन् | कुकुर | छन्
      norwegian | Katten og hunden sover i huset | hunden | og
      persian | گربه و سگ در خانه هستند | گربه | در
      portuguese | O gato e o cão não dormem | gato | não
      romanian | Pisica și câinele dorm în casă | câinele | și
      russian | Кошка и собака не спят | собака | не
      serbian | Мачка и пас не спавају | мачка | не
      sorani | پشیلە لە ماڵەوە دەخەوێت | پشیلە | لە
      spanish | El gato y el perro no duermen | perro | el
      swedish | Katten och hunden sover inte | hunden | inte
      tamil | பூனை மற்றும் நாய் தூங்குகின்றன | பூனை | மற்றும்
      telugu | పిల్లి మరియు కుక్క నిద్రపోతున్నాయి | కుక్క | మరియు
      thai | แมวและสุนัขนอนในบ้าน | แมว | และ
      turkish | Kedi ve köpek uyuyor | köpek | ve
      """;

  private static Stream<List<String>> sentences() {
    return SENTENCES.lines().map(line -> List.of(line.split(" \\| ")));
  }

  private static List<String> labelWords(TextAnalysis language, String text) {
    List<String> words = new ArrayList<>();
    LabelWords.of(language)
        .of(text, word -> words.add(word.toString().toLowerCase(Locale.ROOT)), () -> {});
    return words;
  }

  @Test
  void sentences_areThereForEveryName() {
    assertEquals(TextAnalysis.names(), sentences().map(List::getFirst).toList());
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void words_ofASentence_areFoundAgain(List<String> line) {
    TextAnalysis language = TextAnalysis.named(line.getFirst());
    List<String> words = language.wordsOf(line.get(1));
    assertFalse(language.wordsOf(line.get(2)).isEmpty());
    assertTrue(words.containsAll(language.wordsOf(line.get(2))), words.toString());
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void labelWords_areWholeAndWithoutThoseThatNameNothing(List<String> line) {
    List<String> words = labelWords(TextAnalysis.named(line.getFirst()), line.get(1));
    assertTrue(words.contains(line.get(2)), words.toString());
    assertFalse(words.contains(line.get(3)), words.toString());
  }

  @Test
  void named_unknown_listsWhatThereIs() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> TextAnalysis.named("German"))
            .getMessage();
    assertTrue(message.startsWith("analyzer 'German' is not known"), message);
    assertTrue(message.contains("german, greek"), message);
    assertThrows(IllegalArgumentException.class, () -> Schema.builder().text("body", "klingon"));
  }

  @Test
  void schema_everyName_readsAsWritten() {
    for (String name : TextAnalysis.names()) {
      Schema schema = Schema.builder().text("t", name).latent(2, Metric.COSINE).build();
      assertEquals(schema, SchemaJson.read(SchemaJson.write(schema)));
    }
  }
}
