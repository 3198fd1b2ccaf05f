package dev.portolan.minilm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Our vectors beside langchain4j's, and our word pieces beside the tokenizer's own.
class MiniLmOracleTest {
  private static final List<String> SHAPES =
      List.of(
          "a",
          "Hello, World!",
          "ÉCOLE déjà vu naïve",
          "e\u0301 combining",
          "ẞ ǆ ŉ İstanbul ıßﬁ",
          "smile 😀",
          "family 👩‍👩‍👧‍👦 of four",
          "日本語のテキスト",
          "中文 mixed with English",
          "한국어 문장입니다",
          "नमस्ते दुनिया",
          "สวัสดีชาวโลก",
          "שלום עולם",
          "مرحبا بالعالم",
          "Ω≈ç√∫",
          "𝒳 math 𝔘",
          "½ ² ³",
          "[CLS] text [SEP]",
          "[MASK] [PAD] [UNK]",
          "##ing ## #hash",
          "a\0b",
          "a\tb\nc\r\nd",
          "   lead and trail   ",
          "\u200bzero\u200dwidth",
          "lone \ud83d surrogate",
          "don't can't won't",
          "a-b_c.d/e",
          "!!!???...",
          "https://example.org/a?b=c&d=%20e#f",
          "int x = foo(bar[3]) + 0x1F;",
          "1234567890 3.14159 1e-10 $1,000.00",
          "x".repeat(100),
          "x".repeat(101),
          "y".repeat(5_000),
          "word ".repeat(125),
          "word ".repeat(126),
          "word ".repeat(127),
          "word ".repeat(509),
          "word ".repeat(510),
          "unbelievably ".repeat(300),
          "word ".repeat(2_000));

  @Test
  void embed_textsOfManyShapes_givesLangchain4jsVectors() throws IOException {
    try (MiniLm embedder = MiniLm.open();
        QuietLoading _ = new QuietLoading(UnpackedFiles.ofUser())) {
      EmbeddingModel oracle = new AllMiniLmL6V2QuantizedEmbeddingModel();
      for (String text : texts()) {
        float[] theirs = oracle.embed(text).content().vector();
        assertEquals(1, MiniLmTest.cosine(theirs, embedder.embed(text)), 1e-5, text);
      }
    }
  }

  @Test
  void wordPieces_longTexts_areThoseOfTheWhole() throws IOException {
    try (QuietLoading _ = new QuietLoading(UnpackedFiles.ofUser());
        WordPieces pieces = WordPieces.load();
        InputStream file = resource("all-minilm-l6-v2-q-tokenizer.json");
        HuggingFaceTokenizer whole =
            HuggingFaceTokenizer.newInstance(file, Map.of("padding", "false"))) {
      for (String word : List.of("sea ", "unbelievably\n", "ﷺ", "\t \t", "a\0", "[SEP]", "é. ")) {
        for (int length : new int[] {2_047, 2_048, 2_049, 5_000, 9_000}) {
          for (String before : List.of("", " ".repeat(3_000), "\0".repeat(2_000))) {
            String text = (before + word.repeat(length)).substring(0, length);
            assertArrayEquals(whole.encode(text, true, false).getIds(), pieces.of(text), word);
          }
        }
      }
    }
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>(SHAPES);
    long seed = Long.getLong("portolan.seed", 7);
    Random random = new Random(seed);
    while (texts.size() < SHAPES.size() + 40) {
      texts.add("seed " + seed + " " + randomText(random));
    }
    return texts;
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(1, 80); i > 0; i--) {
      int character =
          switch (random.nextInt(4)) {
            case 0 -> ' ';
            case 1 -> random.nextInt(' ', 0x7F);
            case 2 -> random.nextInt(0x80, 0x2000);
            default -> random.nextInt(0x2000, Character.MIN_SURROGATE);
          };
      text.appendCodePoint(character);
    }
    return text.toString();
  }

  private static InputStream resource(String name) {
    return MiniLmOracleTest.class.getResourceAsStream("/" + name);
  }
}
