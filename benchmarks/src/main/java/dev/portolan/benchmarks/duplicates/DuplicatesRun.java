package dev.portolan.benchmarks.duplicates;

import dev.portolan.benchmarks.Folder;
import dev.portolan.benchmarks.Machine;
import dev.portolan.benchmarks.scale.RealVectors;
import dev.portolan.index.MapOptions;
import dev.portolan.projection.Projection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;

/// Duplicates: planted groups in real sets, perturbed records, and many data.
///
/// Usage: `benchmarks/run duplicates [N…]` from the repository's root (default 100000 1000000);
/// wants the text sets of `../shared/data`, and 2.2 KB of disk per datum in `target/duplicates`.
public final class DuplicatesRun {
  private static final Path WORK = Path.of("target/duplicates");
  private static final Path RESULT = Path.of("benchmarks/results/duplicates.md");
  private static final long SEED = 7;

  private DuplicatesRun() {}

  /// A map that is built for its duplicates: the quickest positions, no topics.
  static MapOptions.Builder map() {
    return MapOptions.builder().projection(new Projection.Pca()).topics(false);
  }

  public static void main(String[] args) throws IOException {
    int[] sizes =
        args.length == 0
            ? new int[] {100_000, 1_000_000}
            : Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
    StringBuilder out = new StringBuilder("# Duplicates\n\n");
    out.append("%s. %s; seed %d.%n%n".formatted(Machine.describe(), LocalDate.now(), SEED));
    Folder.delete(WORK);
    Files.createDirectories(WORK);
    try {
      new PlantedGroups(SEED, out).run(WORK.resolve("planted"));
      Files.writeString(RESULT, out);
      new RecordPairs(SEED, out).run(WORK.resolve("records"));
      Files.writeString(RESULT, out);
      PlantedMixture mixture = new PlantedMixture(RealVectors.read(SEED), SEED, out);
      mixture.head();
      for (int n : sizes) {
        mixture.run(WORK.resolve("mixture-" + n), n);
        Files.writeString(RESULT, out);
      }
      System.out.print(Files.readString(RESULT));
    } finally {
      Folder.delete(WORK);
    }
  }
}
