package dev.portolan.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;

/// Finds the passages of a text that answer words, best first.
///
/// Analyses the text again, so its cost is in the text's length. Safe for many threads.
public final class Highlights {
  private static final int MAX_LENGTH = 1 << 20;

  private final Words words;
  private final String question;
  private final WordMatch match;
  private final int passages;

  private Highlights(Words words, String question, WordMatch match, int passages) {
    this.words = words;
    this.question = question;
    this.match = match;
    this.passages = passages;
  }

  /// @param column a text column
  /// @param passages at most so many per text
  public static Highlights of(
      Schema schema, String column, String question, WordMatch match, int passages) {
    return new Highlights(Words.of(schema, column), question, match, passages);
  }

  /// The passages of a text, in its order; none where it has none of the words. Only the first
  /// million characters are read.
  public List<Highlight> in(String text) {
    UnifiedHighlighter highlighter =
        UnifiedHighlighter.builderWithoutSearcher(words.analyzer())
            .withFormatter(new Passages())
            .withMaxLength(MAX_LENGTH)
            .withMaxNoHighlightPassages(0)
            .build();
    try {
      Object found =
          highlighter.highlightWithoutSearcher(
              words.field(), words.query(question, match), text, passages);
      return found instanceof Found(List<Highlight> highlights) ? highlights : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("a text could not be split into words", e);
    }
  }

  private record Found(List<Highlight> highlights) {}

  private static final class Passages extends PassageFormatter {
    @Override
    public Found format(Passage[] passages, String content) {
      List<Highlight> highlights = new ArrayList<>();
      for (Passage passage : passages) {
        highlights.add(highlight(passage, content));
      }
      return new Found(highlights);
    }

    private static Highlight highlight(Passage passage, String content) {
      int start = passage.getStartOffset();
      List<Highlight.Span> spans = new ArrayList<>();
      int last = 0;
      for (int i = 0; i < passage.getNumMatches(); i++) {
        int from = Math.max(last, passage.getMatchStarts()[i] - start);
        int to = Math.min(passage.getMatchEnds()[i], passage.getEndOffset()) - start;
        if (to > from) {
          spans.add(new Highlight.Span(from, to));
          last = to;
        }
      }
      return new Highlight(content.substring(start, passage.getEndOffset()), spans);
    }
  }
}
