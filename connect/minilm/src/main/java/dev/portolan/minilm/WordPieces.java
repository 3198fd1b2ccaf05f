package dev.portolan.minilm;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/// Cuts a text into the word pieces of the model's vocabulary.
///
/// Safe for many threads.
final class WordPieces implements AutoCloseable {
  private static final String FILE = "all-minilm-l6-v2-q-tokenizer.json";

  /// What the model's tokenizer file says; the marks at the two ends count.
  static final int MOST = 128;

  /// Characters that hold `MOST` pieces of most texts.
  private static final int FIRST_READING = 2_048;

  private final HuggingFaceTokenizer tokenizer;

  private WordPieces(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  static WordPieces load() {
    try (InputStream file = WordPieces.class.getResourceAsStream("/" + FILE)) {
      if (file == null) {
        throw new FileNotFoundException(FILE + " is not on the class path");
      }
      Map<String, String> options =
          Map.of("padding", "false", "truncation", "true", "maxLength", String.valueOf(MOST));
      return new WordPieces(HuggingFaceTokenizer.newInstance(file, options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The numbers of the first word pieces, between the marks for start and end.
  ///
  /// The tokenizer takes time for all it is given (a minute for 10 million characters), so it is
  /// given the beginning first. Pieces never reach over white space: a beginning that ends there
  /// and fills the vector has the pieces of the whole.
  ///
  /// @return `[2…128]`
  long[] of(String text) {
    int end = endOfWord(text, FIRST_READING);
    long[] pieces = encode(text.substring(0, end));
    while (pieces.length < MOST && end < text.length()) {
      end = endOfWord(text, 2 * end);
      pieces = encode(text.substring(0, end));
    }
    return pieces;
  }

  private long[] encode(String text) {
    return tokenizer.encode(text, true, false).getIds();
  }

  private static int endOfWord(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
        return i;
      }
    }
    return text.length();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
