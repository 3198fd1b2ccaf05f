package dev.portolan.smile;

import dev.portolan.projection.Portion;
import dev.portolan.projection.Progress;
import java.util.stream.IntStream;
import smile.graph.AdjacencyList;

/// `isomap`: scaling of the lengths of the shortest ways from neighbour to neighbour.
///
/// The graph and its shortest ways are Smile's; the axes are found as for [ClassicalScaling],
/// because Smile's need ARPACK. `8·n²` bytes; the ways take `n` walks over `15·n` edges on the
/// common pool and most of the time. The seed changes nothing; the same vectors give the same bits
/// for any number of threads. Cancelled between two walks.
///
/// Paper: Tenenbaum, de Silva, Langford 2000.
public final class Isomap extends PairwiseMethod {
  private static final int K = 15;

  /// Walks between two looks at the cancel flag.
  private static final int BATCH = 32;

  @Override
  public String name() {
    return "isomap";
  }

  @Override
  public String about() {
    return "Smile, %d neighbours".formatted(K);
  }

  @Override
  float[] place(AllPairs pairs, long seed, Progress progress) {
    AdjacencyList graph = NearGraph.of(pairs, K, progress);
    double[][] ways = pairs.distances();
    Progress walking = new Portion(progress, 0, .8);
    for (int first = 0; first < ways.length; first += BATCH) {
      progress.check();
      walking.advance(first, ways.length);
      IntStream.range(first, Math.min(ways.length, first + BATCH))
          .parallel()
          .forEach(row -> ways[row] = graph.dijkstra(row));
    }
    return RowMajor.of(Scaling.of(ways, new Portion(progress, .8, 1)));
  }
}
