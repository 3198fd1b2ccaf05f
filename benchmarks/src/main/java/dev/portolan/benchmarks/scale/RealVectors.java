package dev.portolan.benchmarks.scale;

import dev.portolan.exchange.NpyFile;
import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.NeighborGraph;
import dev.portolan.projection.NeighborOptions;
import dev.portolan.projection.NeighborSearch;
import dev.portolan.projection.Progress;
import dev.portolan.projection.Seeds;
import dev.portolan.projection.VectorMetric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Real vectors of texts, as unit vectors, and the nearest neighbours of each among them.
///
/// @param rows `[m][384]`
/// @param near neighbours by cosine distance
public record RealVectors(List<float[]> rows, NeighborGraph near) {
  private static final Path DATA = Path.of("../shared/data");

  /// The sets, in the order of the rows.
  public static final List<String> SETS =
      List.of("newsgroups20", "stackoverflow20k", "papers", "banking77");

  private static final int NEIGHBORS = 15;

  public static RealVectors read(long seed) {
    List<float[]> rows = new ArrayList<>();
    for (String set : SETS) {
      Path file = DATA.resolve(set).resolve("vectors_f16.npy.gz");
      if (!Files.exists(file)) {
        throw new IllegalStateException(
            file + " is missing; this benchmark needs the data sets " + SETS);
      }
      Collections.addAll(rows, NpyFile.vectors(file));
    }
    rows.forEach(UnitVector::normalise);
    NeighborOptions options =
        new NeighborOptions(NEIGHBORS, seed, Runtime.getRuntime().availableProcessors());
    NeighborGraph near =
        NeighborSearch.build(new Rows(rows), Seeds.none(), options, Progress.none()).graph();
    return new RealVectors(rows, near);
  }

  public int dimensions() {
    return rows.getFirst().length;
  }

  int count() {
    return rows.size();
  }

  /// A neighbour of a row, the nearest at `rank` 0.
  float[] neighbor(int row, int rank) {
    return rows.get(near.rows()[row * near.k() + rank]);
  }

  /// Cosine distance of a row to its neighbour at `rank`.
  float distance(int row, int rank) {
    return near.distances()[row * near.k() + rank];
  }

  private record Rows(List<float[]> rows) implements LatentVectors {
    @Override
    public int size() {
      return rows.size();
    }

    @Override
    public int dimensions() {
      return rows.getFirst().length;
    }

    @Override
    public VectorMetric metric() {
      return VectorMetric.COSINE;
    }

    @Override
    public void copy(int row, float[] target, int offset) {
      System.arraycopy(rows.get(row), 0, target, offset, dimensions());
    }
  }
}
