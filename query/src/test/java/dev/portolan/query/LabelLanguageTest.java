package dev.portolan.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Blobs;
import dev.portolan.Dataset;
import dev.portolan.Portolan;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.index.topics.Topic;
import dev.portolan.query.filter.Filter;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Topics are named in the language of their texts, by words that mean something in it.
class LabelLanguageTest {
  private static final int COUNT = 300;

  @TempDir private Path directory;

  /// The words of all labels, of a dataset whose every fifth datum says the same.
  private Set<String> labelWords(Portolan db, String analyzer, String... bodies) {
    Schema schema = Schema.builder().text("body", analyzer).latent(16, Metric.COSINE).build();
    Dataset dataset = db.create(analyzer, schema);
    List<Datum> blobs = Blobs.data(COUNT);
    List<Datum> data = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      Datum blob = blobs.get(i);
      data.add(Datum.of(blob.id(), blob.latent()).with("body", bodies[i % bodies.length]));
    }
    dataset.add(data);
    return dataset
        .buildMap(MapOptions.builder().nEpochs(30).build(), BuildMonitor.none())
        .topics()
        .tree()
        .topics()
        .stream()
        .map(Topic::label)
        .flatMap(label -> Arrays.stream(label.replaceFirst(" \\(\\d+\\)$", "").split(", ")))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  @Test
  void german_stopWords_nameNoTopic() {
    try (Portolan db = Portolan.open(directory)) {
      Set<String> words =
          labelWords(
              db,
              "german",
              "Das Paket und der Bote",
              "Die Erstattung, die noch fehlt",
              "Warum das Passwort nicht gilt",
              "Akkus und Ladegeräte",
              "Der Betrag in Rechnungen");
      assertTrue(words.containsAll(Set.of("paket", "erstattung", "passwort")), words.toString());
      assertTrue(words.contains("rechnungen") || words.contains("betrag rechnungen"));
      for (String word : words) {
        for (String part : word.split(" ")) {
          assertFalse(Set.of("und", "die", "nicht", "der", "in").contains(part), words.toString());
        }
      }
    }
  }

  @Test
  void french_elidedArticles_nameNoTopic() {
    try (Portolan db = Portolan.open(directory)) {
      Set<String> words =
          labelWords(db, "french", "L'avion", "L’argent", "L'accès", "D'énergie", "J'achète");
      assertEquals(Set.of("avion", "argent", "accès", "énergie", "achète"), words);
    }
  }

  @Test
  void cjk_bigrams_nameTopicsAndAreFound() {
    try (Portolan db = Portolan.open(directory)) {
      Set<String> words =
          labelWords(db, "cjk", "東京都の天気です", "データベースを作る", "銀行の口座。", "電池の充電", "请求书的金额");
      assertTrue(words.contains("東京都"), words.toString());
      assertTrue(words.contains("データベース"), words.toString());
      assertTrue(words.stream().noneMatch(word -> word.contains(" ")), words.toString());
      Dataset dataset = db.dataset("cjk");
      assertEquals(COUNT / 5, dataset.count(Filter.words("body", "東京都")));
      assertEquals(COUNT / 5, dataset.count(Filter.words("body", "口座")));
    }
  }
}
