package dev.portolan.benchmarks.topics;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.benchmarks.Machine;
import dev.portolan.benchmarks.scale.Mixture;
import dev.portolan.benchmarks.scale.RealVectors;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildReport;
import dev.portolan.index.MapOptions;
import dev.portolan.index.duplicates.DuplicateCutoff;
import dev.portolan.projection.Projection;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How long topics of many data take: vectors drawn around real ones, each with the first words of
/// the text that one is of.
final class TopicScale {
  private static final long SEED = 7;
  private static final int WORDS = 40;

  private TopicScale() {}

  /// @param texts of the sets, in the order of [RealVectors]
  static String of(int n, List<String> texts, Path directory) {
    RealVectors real = RealVectors.read(SEED);
    Mixture mixture = new Mixture(real, n, SEED);
    List<String> words = texts.stream().map(TopicScale::firstWords).toList();
    try (Portolan db = Portolan.open(directory)) {
      Dataset dataset =
          db.create(
              "data",
              Schema.builder().latent(real.dimensions(), Metric.COSINE).text("text").build());
      Iterator<Datum> drawn = mixture.iterator();
      Iterable<Datum> data =
          () ->
              IntStream.range(0, n)
                  .mapToObj(i -> drawn.next().with("text", words.get(mixture.drawnFrom(i))))
                  .iterator();
      dataset.load(data, DataStore.LoadProgress.none());
      EmbeddingMap map =
          dataset.buildMap(
              MapOptions.builder()
                  .projection(new Projection.Pca())
                  .duplicates(new DuplicateCutoff.Off())
                  .build(),
              BuildMonitor.none());
      return told(n, map.report());
    }
  }

  private static String firstWords(String text) {
    return Arrays.stream(text.split("\\s+")).limit(WORDS).collect(Collectors.joining(" "));
  }

  private static String told(int n, BuildReport report) {
    StringBuilder out = new StringBuilder("# Topics of many data\n\n");
    out.append("%s. %s%n%n".formatted(Machine.describe(), LocalDate.now()));
    out.append(
        "%,d vectors drawn around real ones, each with the first %d words of the text that one is of. Topics at each depth: %s, coverage %s.%n%n"
            .formatted(n, WORDS, report.topics().perDepth(), report.topics().coverage()));
    out.append("| stage | s | peak MB |%n|---|---|---|%n".formatted());
    for (BuildReport.Stage stage : report.stages()) {
      out.append(
          String.format(
              Locale.ROOT, "| %s | %.1f | %d |%n", stage.name(), stage.seconds(), stage.peakMb()));
    }
    return out.toString();
  }
}
