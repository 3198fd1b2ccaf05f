package dev.portolan.benchmarks.duplicates;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.exchange.NpyFile;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.duplicates.DuplicateClass;
import dev.portolan.query.MapDuplicates;
import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/// Real sets with 400 exact copies of one of their vectors and 300 near copies of another planted
/// among them: whether the groups are found whole, and how long another cutoff takes.
final class PlantedGroups {
  private static final List<String> SETS =
      List.of("newsgroups20", "stackoverflow20k", "banking77", "papers");
  private static final int EXACT = 400;
  private static final int NEAR = 300;

  /// Near copies are about this far from their original.
  private static final double APART = .004;

  private static final double CUTOFF = .02;

  private final long seed;
  private final StringBuilder out;

  PlantedGroups(long seed, StringBuilder out) {
    this.seed = seed;
    this.out = out;
  }

  void run(Path directory) {
    out.append(
        """
        ## Planted groups
        400 exact copies of one vector and 300 near copies of another (about .004 from it), planted in each real
        set at random places; along the neighbour lists, at .02.

        | set | data | exact: in one cluster | near: in one cluster | largest distance of a near copy to whom it belongs |
        |---|---|---|---|---|
        """);
    try (Portolan db = Portolan.open(directory)) {
      for (String set : SETS) {
        run(db, set);
      }
    }
    out.append('\n');
  }

  private void run(Portolan db, String set) {
    Random random = new Random(seed);
    List<Datum> data = new ArrayList<>();
    float[][] vectors =
        NpyFile.vectors(Path.of("../shared/data").resolve(set).resolve("vectors_f16.npy.gz"));
    for (int i = 0; i < vectors.length; i++) {
      data.add(Datum.of("d" + i, vectors[i]));
    }
    float[] exact = vectors[random.nextInt(vectors.length)];
    float[] near = vectors[random.nextInt(vectors.length)];
    for (int i = 0; i < EXACT; i++) {
      data.add(Datum.of("exact" + i, exact.clone()));
    }
    for (int i = 0; i < NEAR; i++) {
      data.add(Datum.of("near" + i, around(near, random)));
    }
    Collections.shuffle(data, random);
    Dataset dataset =
        db.create(set, Schema.builder().latent(vectors[0].length, Metric.COSINE).build());
    dataset.load(data, DataStore.LoadProgress.none());
    EmbeddingMap map =
        dataset.buildMap(DuplicatesRun.map().duplicateCutoff(CUTOFF).build(), BuildMonitor.none());
    List<MapDuplicates.PerDatum> found = map.duplicates().perDatum();
    double farthest =
        found.stream()
            .filter(each -> each.id().startsWith("near"))
            .mapToDouble(MapDuplicates.PerDatum::distance)
            .max()
            .orElseThrow();
    out.append(
        String.format(
            Locale.ROOT,
            "| %s | %,d | %s | %s | %.4f |%n",
            set,
            data.size(),
            together(found, "exact", EXACT),
            together(found, "near", NEAR),
            farthest));
  }

  private static float[] around(float[] centre, Random random) {
    double length = 0;
    for (float value : centre) {
      length += (double) value * value;
    }
    double noise = Math.sqrt(2 * APART * length / centre.length);
    float[] vector = new float[centre.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (centre[i] + noise * random.nextGaussian());
    }
    return vector;
  }

  private static String together(List<MapDuplicates.PerDatum> found, String prefix, int planted) {
    Set<String> clusters = new HashSet<>();
    int candidates = 0;
    for (MapDuplicates.PerDatum each : found) {
      if (each.id().startsWith(prefix)) {
        clusters.add(each.clusterId());
        candidates += each.duplicateClass() == DuplicateClass.SINGLETON ? 0 : 1;
      }
    }
    return clusters.size() == 1 && candidates == planted
        ? "all %d".formatted(planted)
        : "%d of %d, %d clusters".formatted(candidates, planted, clusters.size());
  }
}
