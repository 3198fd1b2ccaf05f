package dev.portolan.benchmarks;

import ai.onnxruntime.OrtEnvironment;
import com.sun.management.OperatingSystemMXBean;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.portolan.cli.demo.WordNetNouns;
import dev.portolan.minilm.MiniLm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.json.JsonMapper;

/// Text embedding beside langchain4j's, the same model on the same libraries. Compares the vectors
/// first, then prints texts per second of processor time, the ways taking turns.
///
/// Usage: `benchmarks/run embedding [ROUNDS]` from the repository's root; wants
/// `../shared/data/stackoverflow20k`.
public final class EmbeddingRun {
  private static final Path SET = Path.of("../shared/data/stackoverflow20k/docs.jsonl.gz");
  private static final int DEFAULT_ROUNDS = 7;
  private static final int COMPARED = 1_000;
  private static final int TIMED = 500;
  private static final int DEFINITIONS = 20_000;
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final List<String> titles;
  private final MiniLm ours;
  private final EmbeddingModel theirs;

  private EmbeddingRun(List<String> titles, MiniLm ours, EmbeddingModel theirs) {
    this.titles = titles;
    this.ours = ours;
    this.theirs = theirs;
  }

  /// A way to embed, with what it did per second in each round.
  private record Way(String name, Runnable run, List<Double> perCpuSecond, List<Double> perSecond) {
    Way(String name, Runnable run) {
      this(name, run, new ArrayList<>(), new ArrayList<>());
    }

    void time() {
      long cpu = cpuNanos();
      long start = System.nanoTime();
      run.run();
      perSecond.add(TIMED * 1e9 / (System.nanoTime() - start));
      perCpuSecond.add(TIMED * 1e9 / (cpuNanos() - cpu));
    }

    String row() {
      return "| %s | %.0f | %.0f | %.0f |%n"
          .formatted(name, median(perCpuSecond), best(perCpuSecond), median(perSecond));
    }
  }

  public static void main(String[] args) throws IOException {
    if (!Files.exists(SET)) {
      throw new IllegalStateException(
          SET + " is missing; this benchmark needs the data set stackoverflow20k");
    }
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS;
    long start = System.nanoTime();
    try (MiniLm ours = MiniLm.open()) {
      double openMs = (System.nanoTime() - start) / 1e6;
      // langchain4j loads DJL's tokenizer too, which would call home.
      System.setProperty("OPT_OUT_TRACKING", "true");
      EmbeddingModel theirs = new AllMiniLmL6V2QuantizedEmbeddingModel();
      String report = new EmbeddingRun(titles(), ours, theirs).report(rounds, openMs);
      System.out.print(report);
      Files.createDirectories(Path.of("benchmarks/results"));
      Files.writeString(Path.of("benchmarks/results/embedding.md"), report);
    }
  }

  private static List<String> titles() throws IOException {
    JsonMapper json = new JsonMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SET)), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .limit(COMPARED)
          .map(line -> json.readTree(line).get("text").asString())
          .toList();
    }
  }

  private String report(int rounds, double openMs) {
    double least = leastCosine();
    List<Way> ways = ways();
    for (int round = 0; round < rounds; round++) {
      ways.forEach(Way::time);
    }
    double single = median(ways.get(2).perCpuSecond()) / median(ways.get(0).perCpuSecond());
    double many = median(ways.get(3).perCpuSecond()) / median(ways.get(1).perCpuSecond());
    return """
    # Text embedding: all-MiniLM-L6-v2, 8 bits

    %,d titles of stackoverflow20k. %s, onnxruntime %s, %s, %d rounds, the ways taking turns.

    Correct first: over %,d titles the least cosine to langchain4j's vector is %.8f.

    | way | texts per processor second, median | best | texts per second, median |
    |---|---|---|---|
    %s
    Ours beside langchain4j per processor second, medians: %.2f one text at a time, %.2f on all cores.

    The demo's %,d WordNet definitions on %d threads: %s. Opening the embedder: %.0f ms.
    """
        .formatted(
            TIMED,
            Machine.describe(),
            OrtEnvironment.getEnvironment().getVersion(),
            LocalDate.now(),
            rounds,
            COMPARED,
            least,
            String.join("", ways.stream().map(Way::row).toList()),
            single,
            many,
            DEFINITIONS,
            CORES,
            definitions(),
            openMs);
  }

  private double leastCosine() {
    double least = 1;
    for (String title : titles) {
      float[] a = ours.embed(title);
      float[] b = theirs.embed(title).content().vector();
      double cosine = 0;
      for (int j = 0; j < a.length; j++) {
        cosine += (double) a[j] * b[j];
      }
      least = Math.min(least, cosine);
    }
    if (least < .99999) {
      throw new IllegalStateException("a vector has cosine %s to langchain4j's".formatted(least));
    }
    return least;
  }

  private List<Way> ways() {
    List<String> timed = titles.subList(0, TIMED);
    List<TextSegment> segments = timed.stream().map(TextSegment::from).toList();
    return List.of(
        new Way("langchain4j, one text at a time", () -> timed.forEach(theirs::embed)),
        new Way("langchain4j, `embedAll`", () -> theirs.embedAll(segments)),
        new Way("Portolan, one text at a time", () -> timed.forEach(ours::embed)),
        new Way("Portolan, `embedAll` on all cores", () -> ours.embedAll(timed, CORES, _ -> {})));
  }

  private String definitions() {
    List<String> definitions =
        WordNetNouns.sample(DEFINITIONS, 7).stream()
            .map(noun -> noun.lemma() + ": " + noun.definition())
            .toList();
    long cpu = cpuNanos();
    long start = System.nanoTime();
    ours.embedAll(definitions, CORES, _ -> {});
    return "%.1f s, %.1f s of processors"
        .formatted((System.nanoTime() - start) / 1e9, (cpuNanos() - cpu) / 1e9);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static double best(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
