package dev.portolan.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.index.duplicates.DuplicateCutoff;
import dev.portolan.index.duplicates.Retention;
import dev.portolan.index.topics.Coverage;
import dev.portolan.index.topics.TopicSpace;
import dev.portolan.projection.Projection;
import dev.portolan.projection.VectorMetric;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MapOptionsJsonTest {
  private static final long SEED = Long.getLong("portolan.seed", 7);

  @Test
  void options_ofAnyKind_readAsTheyWereWritten() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 500; i++) {
      MapOptions options =
          MapOptions.builder()
              .labelField(random.nextBoolean() ? null : "a \"column\" " + i)
              .metric(metric(random))
              .projection(projection(random))
              .topics(random.nextBoolean())
              .topicDepths(random.nextInt(1, 6))
              .topicCoverage(Coverage.values()[random.nextInt(2)])
              .topicSpace(TopicSpace.values()[random.nextInt(2)])
              .duplicates(duplicates(random))
              .retain(random.nextBoolean() ? new Retention.Oldest() : new Retention.Lowest("a:\"b"))
              .exactDuplicates(random.nextBoolean())
              .seed(random.nextLong())
              .keepGenerations(random.nextInt(9))
              .build();
      assertEquals(options, MapOptionsJson.read(MapOptionsJson.write(options)), "seed " + SEED);
    }
  }

  /// As a version wrote them that had no metric and said `start` for `init`.
  @Test
  void options_ofAnEarlierVersion_readAsTheyWereMeant() {
    MapOptions umap =
        MapOptionsJson.read(
            """
            {"topics":true,"topicDepths":3,"seed":9,"keepGenerations":2,"labelField":"body",
             "projection":{"name":"umap","nNeighbors":12,"minDist":0.2,"spread":1.0,"nEpochs":70,
                           "negativeSamples":4,"start":"RANDOM"},
             "duplicates":{"name":"absolute","value":0.05}}
            """);
    assertEquals(
        MapOptions.builder()
            .labelField("body")
            .nNeighbors(12)
            .minDist(.2)
            .nEpochs(70)
            .negativeSamples(4)
            .init(Projection.Init.RANDOM)
            .duplicateCutoff(.05)
            .seed(9)
            .build(),
        umap);
    Projection tsne =
        MapOptionsJson.read(
                """
                {"topics":true,"topicDepths":3,"seed":7,"keepGenerations":2,
                 "projection":{"name":"tsne","perplexity":20.0,"earlyExaggeration":12.0,
                               "iterations":0,"learningRate":0.0,"start":"PCA"},
                 "duplicates":{"name":"default"}}
                """)
            .projection();
    assertEquals(new Projection.Tsne(20, 12, 0, 0, Projection.Init.PCA), tsne);
  }

  private static VectorMetric metric(SplittableRandom random) {
    VectorMetric[] metrics = VectorMetric.values();
    return random.nextBoolean() ? null : metrics[random.nextInt(metrics.length)];
  }

  private static Projection projection(SplittableRandom random) {
    Projection.Init[] inits = Projection.Init.values();
    return switch (random.nextInt(5)) {
      case 0 -> new Projection.Pca();
      case 3 -> new Projection.Discovered("method-" + random.nextInt(9));
      case 1 -> new Projection.Auto();
      case 2 ->
          new Projection.Tsne(
              1 + 99 * (float) random.nextDouble(),
              1 + 20 * (float) random.nextDouble(),
              random.nextInt(1000),
              500 * (float) random.nextDouble(),
              inits[random.nextInt(inits.length)]);
      default -> {
        float spread = .1f + (float) random.nextDouble();
        yield new Projection.Umap(
            random.nextInt(2, 100),
            spread * (float) random.nextDouble(),
            spread,
            random.nextInt(1000),
            random.nextInt(1, 33),
            inits[random.nextInt(inits.length)]);
      }
    };
  }

  private static DuplicateCutoff duplicates(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> new DuplicateCutoff.Default();
      case 1 -> new DuplicateCutoff.Absolute(random.nextDouble());
      case 2 -> new DuplicateCutoff.ShareOfMedian(random.nextDouble());
      default -> new DuplicateCutoff.Off();
    };
  }

  @Test
  void options_ofANewerVersionOrNone_areRefused() {
    String known = MapOptionsJson.write(MapOptions.defaults());
    List<String> others =
        List.of(
            "",
            "{}",
            "[]",
            known.replace("umap", "vmap"),
            known.replace("\"init\":\"PCA\"", ""),
            known.replace("\"seed\"", "\"metric\":\"MANHATTAN\",\"seed\""));
    for (String other : others) {
      assertThrows(IllegalArgumentException.class, () -> MapOptionsJson.read(other), other);
    }
  }
}
