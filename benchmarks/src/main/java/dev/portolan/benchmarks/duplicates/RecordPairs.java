package dev.portolan.benchmarks.duplicates;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.index.BuildMonitor;
import dev.portolan.minilm.MiniLm;
import dev.portolan.query.MapDuplicates;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.json.JsonMapper;

/// 2,000 titles of papers and a perturbed twin of each, embedded: which cutoff tells twins from
/// strangers.
final class RecordPairs {
  private static final Path PAPERS = Path.of("../shared/data/papers/docs.jsonl.gz");
  private static final int TITLES = 2000;
  private static final double[] CUTOFFS = {
    .01, .02, .03, .05, .075, .1, .125, .15, .175, .2, .225, .25, .3, .35, .4
  };

  private final long seed;
  private final StringBuilder out;

  RecordPairs(long seed, StringBuilder out) {
    this.seed = seed;
    this.out = out;
  }

  void run(Path directory) throws IOException {
    List<String> titles = titles();
    PerturbedTitle perturbed = new PerturbedTitle(new SplittableRandom(seed));
    List<String> twins = titles.stream().map(perturbed::of).toList();
    try (Portolan db = Portolan.open(directory);
        MiniLm model = MiniLm.open()) {
      Dataset dataset =
          db.create(
              "titles",
              Schema.builder().latent(model.dimensions(), Metric.COSINE).text("title").build());
      add(dataset, model, "t", titles);
      add(dataset, model, "p", twins);
      EmbeddingMap map =
          dataset.buildMap(DuplicatesRun.map().exactDuplicates(true).build(), BuildMonitor.none());
      write(map, titles, twins);
    }
  }

  private static void add(Dataset dataset, MiniLm model, String prefix, List<String> texts) {
    List<float[]> vectors = texts.parallelStream().map(model::embed).toList();
    List<Datum> data = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      data.add(Datum.of(prefix + i, vectors.get(i)).with("title", texts.get(i)));
    }
    dataset.add(data);
  }

  /// Different titles, drawn evenly.
  private List<String> titles() throws IOException {
    Set<String> all = new LinkedHashSet<>();
    Set<String> lower = new LinkedHashSet<>();
    JsonMapper json = new JsonMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(PAPERS)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String title = json.readTree(line).path("title").asString();
        if (lower.add(title.toLowerCase(java.util.Locale.ROOT))) {
          all.add(title);
        }
      }
    }
    List<String> drawn = new ArrayList<>(all);
    java.util.Collections.shuffle(drawn, new java.util.Random(seed));
    return drawn.subList(0, TITLES);
  }

  private void write(EmbeddingMap map, List<String> titles, List<String> twins) {
    out.append(
        """
        ## Record pairs
        2,000 titles of papers and a perturbed twin of each, both embedded by all-MiniLM-L6-v2. Pairs in one
        cluster are called the same; the right ones are a title and its twin.

        | cutoff | would go | right pairs | wrong pairs | recall | precision | F1 |
        |---|---|---|---|---|---|---|
        """);
    for (double cutoff : CUTOFFS) {
      MapDuplicates at =
          cutoff <= map.duplicates().ceiling()
              ? map.duplicates().at(cutoff)
              : map.duplicates().search(cutoff, BuildMonitor.none());
      Map<String, List<String>> clusters = new HashMap<>();
      at.perDatum()
          .forEach(each ->
              clusters.computeIfAbsent(each.clusterId(), _ -> new ArrayList<>()).add(each.id()));
      long called = 0;
      long right = 0;
      for (List<String> members : clusters.values()) {
        called += (long) members.size() * (members.size() - 1) / 2;
        right +=
            members.stream()
                .filter(id -> id.startsWith("t") && members.contains("p" + id.substring(1)))
                .count();
      }
      double recall = (double) right / TITLES;
      double precision = called == 0 ? 1 : (double) right / called;
      out.append(
          "| %s | %,d | %,d | %,d | %.3f | %.3f | %.3f |%n"
              .formatted(
                  cutoff,
                  at.deletionCandidates().count(),
                  right,
                  called - right,
                  recall,
                  precision,
                  recall + precision == 0 ? 0 : 2 * recall * precision / (recall + precision)));
    }
    out.append("\nThe curve, as `duplicates --curve` shows it: ");
    map.duplicates()
        .curve()
        .forEach(point -> out.append("%s: %,d; ".formatted(point.cutoff(), point.candidates())));
    out.append("\n\nThe first five:\n\n");
    for (int i = 0; i < 5; i++) {
      out.append("- %s → %s%n".formatted(titles.get(i), twins.get(i)));
    }
    out.append('\n');
  }
}
