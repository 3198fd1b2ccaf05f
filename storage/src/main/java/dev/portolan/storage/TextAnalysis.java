package dev.portolan.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.SimpleAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/// How words are found in a text: the analyzers a schema may name.
///
/// `standard` splits by Unicode's word boundaries and lower-cases; `english` also removes stop
/// words and folds word endings; `simple` takes runs of letters. Safe for many threads.
public enum TextAnalysis {
  STANDARD("standard", new StandardAnalyzer()),
  ENGLISH("english", new EnglishAnalyzer()),
  SIMPLE("simple", new SimpleAnalyzer());

  static final String DEFAULT = "standard";

  private static final Analyzer LABEL_WORDS =
      new StandardAnalyzer(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);

  private final String label;
  private final Analyzer analyzer;

  TextAnalysis(String label, Analyzer analyzer) {
    this.label = label;
    this.analyzer = analyzer;
  }

  public static List<String> names() {
    return List.of(STANDARD.label, ENGLISH.label, SIMPLE.label);
  }

  static TextAnalysis named(String name) {
    for (TextAnalysis analysis : values()) {
      if (analysis.label.equals(name)) {
        return analysis;
      }
    }
    throw new IllegalArgumentException(
        "analyzer '%s' is not known; there are %s".formatted(name, names()));
  }

  Analyzer analyzer() {
    return analyzer;
  }

  /// The words of a text as this analyzer indexes them, in their order.
  List<String> wordsOf(String text) {
    List<String> words = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream("text", text)) {
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

  /// Hands the words of a text to `word` in their order, lower-cased and whole (no endings folded).
  ///
  /// @param gap called where a stop word was left out, so that two words around it are no pair
  public static void words(String text, Consumer<CharSequence> word, Runnable gap) {
    try (TokenStream tokens = LABEL_WORDS.tokenStream("text", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        if (step.getPositionIncrement() > 1) {
          gap.run();
        }
        word.accept(term);
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException("a text could not be split into words", e);
    }
  }
}
