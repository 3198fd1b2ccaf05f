package dev.portolan.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Late delivery",
        "  Late delivery.  ",
        "\n\nLate delivery\n\nThis name says what the texts are about.",
        "\"Late delivery\"",
        "“Late delivery.”",
        "«Late delivery»",
        "「Late delivery」。",
        "**Late delivery**",
        "**\"Late delivery.\"**",
        "# Late delivery",
        "- `Late delivery`",
        "> _Late delivery_",
        "Name: Late delivery",
        "**Name:** Late delivery",
        "```\nLate delivery\n```",
        "<think>\nParcels?\nThey are late.\n</think>\n\nLate delivery",
        "Late\tdelivery\r\n",
        "Late \u0007delivery",
      })
  void reply_isReducedToTheName(String reply) {
    Answer answer = Answer.in(reply);
    assertEquals("Late delivery", answer.name());
    assertEquals(Optional.empty(), answer.refusal(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"C#", "C++", ".NET", "Washington D.C.", "#MeToo", "2. Bundesliga", "'n'", "日本の鉄道"})
  void marksThatBelongToAName_stay(String name) {
    assertEquals(name.equals("'n'") ? "n" : name, Answer.in(name).name());
    assertEquals(Optional.empty(), Answer.in(name).refusal(5));
  }

  @Test
  void refusals_sayWhatIsWrong() {
    assertEquals("the answer was empty", refusal(null));
    assertEquals("the answer was empty", refusal(" \n\n"));
    assertEquals("the answer was empty", refusal("\"\""));
    assertEquals("the answer was empty", refusal("***"));
    assertEquals("'???' has no letter", refusal("???"));
    assertEquals("'one two three' has 3 words, at most 2 are allowed", refusal("one two three"));
    assertEquals(
        "'" + "a".repeat(60) + "…' has 61 characters, at most 60 are allowed",
        refusal("a".repeat(61)));
    assertEquals("'Here is:' announces a name and is none", refusal("Here is:\nLate delivery"));
    assertEquals(Optional.empty(), Answer.in("a".repeat(60)).refusal(1));
  }

  private static String refusal(String reply) {
    return Answer.in(reply).refusal(2).orElseThrow();
  }
}
