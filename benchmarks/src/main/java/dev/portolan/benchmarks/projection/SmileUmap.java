package dev.portolan.benchmarks.projection;

import dev.portolan.exchange.NpyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import smile.manifold.UMAP;
import smile.math.MathEx;
import tools.jackson.databind.json.JsonMapper;

/// Smile's UMAP as a process of its own: `VECTORS POSITIONS RUN PLACED`, a line of JSON at the end.
///
/// Its defaults with 15 neighbours and minimal distance .1; the run is the seed, nothing is placed.
/// 2,000 rows are mapped before the clock starts.
public final class SmileUmap {
  private static final int NEIGHBORS = 15;
  private static final int WARM = 2_000;

  private SmileUmap() {}

  public static void main(String[] args) throws IOException {
    double[][] vectors =
        Arrays.stream(NpyFile.vectors(Path.of(args[0])))
            .map(SmileUmap::widened)
            .toArray(double[][]::new);
    UMAP.Options options = new UMAP.Options(NEIGHBORS);
    UMAP.fit(Arrays.copyOf(vectors, Math.min(WARM, vectors.length)), options);
    MathEx.setSeed(1 + Long.parseLong(args[2]));
    long start = System.nanoTime();
    double[][] positions = UMAP.fit(vectors, options);
    double seconds = (System.nanoTime() - start) / 1e9;
    NpyFile.write(
        Path.of(args[1]),
        Arrays.stream(positions).map(SmileUmap::narrowed).toArray(float[][]::new));
    String version =
        "Smile %s, Java %s"
            .formatted(UMAP.class.getPackage().getImplementationVersion(), Runtime.version());
    Outcome.Told told = new Outcome.Told(version, Map.of(Outcome.TO_MAP, seconds), Map.of());
    System.out.println(new JsonMapper().writeValueAsString(told));
  }

  private static double[] widened(float[] row) {
    double[] wide = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      wide[i] = row[i];
    }
    return wide;
  }

  private static float[] narrowed(double[] row) {
    float[] narrow = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      narrow[i] = (float) row[i];
    }
    return narrow;
  }
}
