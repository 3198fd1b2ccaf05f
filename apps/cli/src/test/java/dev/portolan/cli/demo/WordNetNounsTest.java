package dev.portolan.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.cli.demo.WordNetNouns.Noun;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordNetNounsTest {
  @Test
  void all_readsEveryNounInTheOrderOfTheFile() {
    List<Noun> all = WordNetNouns.all();
    assertEquals(82_192, all.size());
    assertEquals(
        new Noun("n00001930", "physical entity", "an entity that has physical existence", "Tops"),
        all.get(1));
    assertEquals(all, all.stream().sorted(Comparator.comparing(Noun::id)).toList());
    assertEquals(82_192, new HashSet<>(all.stream().map(Noun::id).toList()).size());
  }

  @Test
  void all_definitions_areWithoutExamples() {
    List<Noun> all = WordNetNouns.all();
    assertEquals("a tangible and visible entity; an entity that can cast a shadow", object(all));
    assertTrue(all.stream().noneMatch(noun -> noun.definition().isBlank()));
    assertTrue(all.stream().noneMatch(noun -> noun.definition().endsWith("\";")));
  }

  private static String object(List<Noun> all) {
    return all.stream()
        .filter(noun -> noun.id().equals("n00002684"))
        .findFirst()
        .orElseThrow()
        .definition();
  }

  @Test
  void sample_sameSeed_givesTheSameNouns() {
    List<Noun> sample = WordNetNouns.sample(20_000, 7);
    assertEquals(20_000, sample.size());
    assertEquals(sample, WordNetNouns.sample(20_000, 7));
    assertNotEquals(sample, WordNetNouns.sample(20_000, 8));
    assertEquals(sample, sample.stream().sorted(Comparator.comparing(Noun::id)).toList());
  }

  @Test
  void sample_asManyAsThereAreOrMore_givesAll() {
    assertEquals(WordNetNouns.all(), WordNetNouns.sample(82_192, 7));
    assertEquals(WordNetNouns.all(), WordNetNouns.sample(Integer.MAX_VALUE, 7));
  }

  @Test
  void sample_ofNone_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> WordNetNouns.sample(0, 7));
  }
}
