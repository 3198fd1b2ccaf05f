package dev.portolan.storage;

import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/// Splits Chinese, Japanese and Korean for labels: Han characters two by two, all else by words.
///
/// 東京都庁 is 東京, 京都, 都庁, as nothing here knows where a word ends. Searches also cut kana and Hangul
/// so, which reads badly: a label takes a word in katakana, or between Korean blanks, whole.
/// Hiragana, which mostly inflects, comes one by one, too short to name anything.
final class HanBigrams extends Analyzer {

  @Override
  protected TokenStreamComponents createComponents(String field) {
    Tokenizer source = new StandardTokenizer();
    TokenStream words = new CJKBigramFilter(new LowerCaseFilter(source), CJKBigramFilter.HAN);
    TokenStream kept = new StopFilter(words, CJKAnalyzer.getDefaultStopSet());
    return new TokenStreamComponents(source, new OnlyOverlaps(kept));
  }

  /// Sets a bigram apart from what it does not share a character with: 東京、京都 are two words, no
  /// pair.
  private static final class OnlyOverlaps extends TokenFilter {
    private final TypeAttribute type = addAttribute(TypeAttribute.class);
    private final OffsetAttribute place = addAttribute(OffsetAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private boolean afterBigram;
    private int end;

    OnlyOverlaps(TokenStream words) {
      super(words);
    }

    @Override
    public boolean incrementToken() throws IOException {
      if (!input.incrementToken()) {
        return false;
      }
      boolean bigram = type.type().equals(CJKBigramFilter.DOUBLE_TYPE);
      if ((bigram || afterBigram) && place.startOffset() >= end) {
        step.setPositionIncrement(step.getPositionIncrement() + 1);
      }
      afterBigram = bigram;
      end = place.endOffset();
      return true;
    }

    @Override
    public void reset() throws IOException {
      super.reset();
      afterBigram = false;
      end = 0;
    }
  }
}
