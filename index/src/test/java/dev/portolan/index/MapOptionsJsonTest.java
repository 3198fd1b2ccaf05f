package dev.portolan.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.index.duplicates.DuplicateCutoff;
import dev.portolan.projection.Projection;
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
              .projection(projection(random))
              .topics(random.nextBoolean())
              .topicDepths(random.nextInt(1, 6))
              .duplicates(duplicates(random))
              .seed(random.nextLong())
              .keepGenerations(random.nextInt(9))
              .build();
      assertEquals(options, MapOptionsJson.read(MapOptionsJson.write(options)), "seed " + SEED);
    }
  }

  private static Projection projection(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Projection.Pca();
      case 1 -> new Projection.Auto();
      case 2 ->
          new Projection.Tsne(
              1 + 99 * (float) random.nextDouble(),
              1 + 20 * (float) random.nextDouble(),
              random.nextInt(1000),
              500 * (float) random.nextDouble(),
              Projection.Start.PCA);
      default -> {
        float spread = .1f + (float) random.nextDouble();
        Projection.Start[] starts = Projection.Start.values();
        yield new Projection.Umap(
            random.nextInt(2, 100),
            spread * (float) random.nextDouble(),
            spread,
            random.nextInt(1000),
            random.nextInt(1, 33),
            starts[random.nextInt(starts.length)]);
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
            "", "{}", "[]", known.replace("umap", "vmap"), known.replace("\"start\":\"PCA\"", ""));
    for (String other : others) {
      assertThrows(IllegalArgumentException.class, () -> MapOptionsJson.read(other), other);
    }
  }
}
