package dev.portolan.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.cli.demo.WordNetNouns.Noun;
import java.util.Iterator;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.dictionary.Dictionary;
import org.junit.jupiter.api.Test;

/// Our reading of WordNet's file beside that of the library extJWNL.
class WordNetNounsOracleTest {
  @Test
  void all_everyNoun_isAsTheLibraryReadsIt() throws Exception {
    Iterator<Synset> oracle = Dictionary.getDefaultResourceInstance().getSynsetIterator(POS.NOUN);
    for (Noun noun : WordNetNouns.all()) {
      Synset synset = oracle.next();
      assertEquals("n%08d".formatted(synset.getOffset()), noun.id());
      assertEquals(synset.getWords().getFirst().getLemma(), noun.lemma());
      assertEquals(synset.getLexFileName(), "noun." + noun.category());
      assertTrue(synset.getGloss().startsWith(noun.definition()), noun.id());
    }
    assertFalse(oracle.hasNext());
  }
}
