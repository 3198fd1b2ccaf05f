package dev.portolan.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.th.ThaiTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// How words are found in a text: the analyzers a schema may name.
///
/// `standard` splits by Unicode's word boundaries and lower-cases; `simple` takes runs of letters.
/// A language also removes its stop words and folds word endings; `cjk` takes Chinese, Japanese and
/// Korean as pairs of adjoining characters, `thai` finds words by the dictionary of the JDK. Safe
/// for many threads.
public enum TextAnalysis {
  STANDARD,
  SIMPLE,
  ARABIC,
  ARMENIAN,
  BASQUE,
  BENGALI,
  BRAZILIAN,
  BULGARIAN,
  CATALAN,
  CJK,
  CZECH,
  DANISH,
  DUTCH,
  ENGLISH,
  ESTONIAN,
  FINNISH,
  FRENCH,
  GALICIAN,
  GERMAN,
  GREEK,
  HINDI,
  HUNGARIAN,
  INDONESIAN,
  IRISH,
  ITALIAN,
  LATVIAN,
  LITHUANIAN,
  NEPALI,
  NORWEGIAN,
  PERSIAN,
  PORTUGUESE,
  ROMANIAN,
  RUSSIAN,
  SERBIAN,
  SORANI,
  SPANISH,
  SWEDISH,
  TAMIL,
  TELUGU,
  THAI,
  TURKISH;

  /// What a text has when nothing is said.
  public static final String DEFAULT = STANDARD.label();

  private volatile Analyzer analyzer;

  /// What schemas may name, in lower case.
  public static List<String> names() {
    return Arrays.stream(values()).map(TextAnalysis::label).toList();
  }

  /// @throws IllegalArgumentException when there is no such analyzer, or none in this JDK
  public static TextAnalysis named(String name) {
    for (TextAnalysis analysis : values()) {
      if (analysis.label().equals(name)) {
        return analysis.available();
      }
    }
    throw new IllegalArgumentException(
        "analyzer '%s' is not known; analyzers are languages in lower case, name one of %s"
            .formatted(name, String.join(", ", names())));
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private TextAnalysis available() {
    if (this == THAI && !ThaiTokenizer.DBBI_AVAILABLE) {
      throw new IllegalArgumentException(
          "analyzer 'thai' needs the JDK's dictionary of Thai, which this one lacks; "
              + "add the module jdk.localedata, or name 'standard'");
    }
    return this;
  }

  /// Made when it is first asked for: a command seldom needs more than one.
  Analyzer analyzer() {
    Analyzer made = analyzer;
    return made == null ? make() : made;
  }

  private synchronized Analyzer make() {
    if (analyzer == null) {
      analyzer = LanguageAnalyzers.of(this).get();
    }
    return analyzer;
  }

  /// The words of a text as this analyzer indexes them, in their order.
  List<String> wordsOf(String text) {
    List<String> words = new ArrayList<>();
    try (TokenStream tokens = analyzer().tokenStream("text", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        words.add(term.toString());
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException("a text could not be split into words", e);
    }
    return words;
  }
}
