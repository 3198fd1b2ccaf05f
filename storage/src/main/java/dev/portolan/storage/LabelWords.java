package dev.portolan.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.CharacterUtils;
import org.apache.lucene.analysis.StopwordAnalyzerBase;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/// The words of a text that may name a topic: whole, as they are written, without those that name
/// nothing.
///
/// What names nothing is what a language's analyzer leaves out, or would, did it not respell words
/// before it looks them up; of a word it keeps, the text says how it is spelt, as the analyzer
/// folds its ending. Texts under `standard`, `simple` and `english` are split alike and lose
/// English [FunctionWords], those under `cjk` are split by [HanBigrams]. Cost: that of the
/// analysis. Safe for many threads.
public final class LabelWords {
  private static final Locale TURKISH = Locale.of("tr");

  private final TextAnalysis language;
  private final Analyzer analyzer;
  private final CharArraySet stops;
  private final Pattern dropped;

  private LabelWords(TextAnalysis language) {
    this.language = language;
    this.analyzer =
        switch (language) {
          case STANDARD, SIMPLE, ENGLISH -> new StandardAnalyzer(FunctionWords.set());
          case CJK -> new HanBigrams();
          default -> language.analyzer();
        };
    this.stops =
        analyzer instanceof StopwordAnalyzerBase removing
            ? removing.getStopwordSet()
            : CharArraySet.EMPTY_SET;
    this.dropped = dropped(language);
  }

  public static LabelWords of(TextAnalysis language) {
    return new LabelWords(language);
  }

  /// Hands the words of a text to `word` in their order.
  ///
  /// @param gap called where a word was left out, so that two words around it are no pair
  public void of(String text, Consumer<CharSequence> word, Runnable gap) {
    try (TokenStream tokens = analyzer.tokenStream("text", text)) {
      OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
      PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        if (step.getPositionIncrement() > 1) {
          gap.run();
        }
        String written = written(text.substring(place.startOffset(), place.endOffset()));
        if (stops.contains(lower(written))) {
          gap.run();
        } else {
          word.accept(written);
        }
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException("a text could not be split into words", e);
    }
  }

  /// What is written, without what is none of the word. Turkish is lower-cased here: in no other
  /// language is I the capital of ı.
  private String written(String word) {
    String bare = dropped == null ? word : dropped.matcher(word).replaceFirst("");
    return switch (language) {
      case TURKISH -> bare.toLowerCase(TURKISH);
      case CJK -> Normalizer.normalize(bare, Normalizer.Form.NFKC);
      default -> bare;
    };
  }

  private String lower(String word) {
    return language == TextAnalysis.GREEK
        ? word.toLowerCase(Locale.ROOT) // which knows the final sigma
        : letters(word);
  }

  /// Letter by letter, as analyzers do it.
  private static String letters(String word) {
    char[] letters = word.toCharArray();
    CharacterUtils.toLowerCase(letters, 0, letters.length);
    return new String(letters);
  }

  /// What is written with a word and is none of it, null for nothing: elided articles, letters that
  /// Irish puts before a vowel, endings that Turkish puts after a name.
  private static Pattern dropped(TextAnalysis language) {
    return switch (language) {
      case FRENCH -> elided("l|m|t|qu|n|s|j|d|c|jusqu|quoiqu|lorsqu|puisqu");
      case ITALIAN ->
          elided("c|l|all|dall|dell|nell|sull|coll|pell|gl|agl|dagl|degl|negl|sugl|un|m|t|s|v|d");
      case CATALAN -> elided("d|l|m|n|s|t");
      case IRISH -> Pattern.compile("^(?:[dmbDMB]['’]|[hnt](?=[AEIOUÁÉÍÓÚ]))");
      case TURKISH -> Pattern.compile("['’].*$");
      default -> null;
    };
  }

  private static Pattern elided(String articles) {
    return Pattern.compile("^(?:" + articles + ")['’]", Pattern.CASE_INSENSITIVE);
  }
}
