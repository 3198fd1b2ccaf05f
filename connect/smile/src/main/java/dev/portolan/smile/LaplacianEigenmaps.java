package dev.portolan.smile;

import dev.portolan.projection.Progress;
import smile.graph.AdjacencyList;

/// `laplacian`: Laplacian eigenmaps, the slowest functions on the graph of neighbours.
///
/// The graph is Smile's; the functions are found here, because Smile's need ARPACK. All edges count
/// alike. `8·n²` bytes, then up to 1,000 products of the graph with twelve vectors, on one thread.
/// The seed changes nothing; the same vectors give the same bits. Cancelled between two products.
/// Positions have a mean square of 1 along each axis, each row counted once per edge.
///
/// Paper: Belkin & Niyogi 2003.
public final class LaplacianEigenmaps extends PairwiseMethod {
  private static final int K = 15;

  @Override
  public String name() {
    return "laplacian";
  }

  @Override
  public String about() {
    return "Smile, %d neighbours".formatted(K);
  }

  @Override
  float[] place(AllPairs pairs, long seed, Progress progress) {
    EdgeSums sums = EdgeSums.of(NearGraph.of(pairs, K, progress));
    double[][] slowest = LeadingVectors.of(sums, pairs.size(), 2, progress).vectors();
    float[] positions = new float[2 * pairs.size()];
    for (int row = 0; row < pairs.size(); row++) {
      for (int axis = 0; axis < 2; axis++) {
        positions[2 * row + axis] = (float) (slowest[axis][row] / sums.constant()[row]);
      }
    }
    return positions;
  }

  /// The matrix whose leading vectors are the slowest functions: `D^-½ W D^-½ + 1`, without its
  /// first vector, the constant one.
  ///
  /// @param edges `[n][]`, the rows that each is tied to
  /// @param constant `[n]`, `√(edges of the row / edges of all)`: the constant function, of length
  ///   1
  private record EdgeSums(int[][] edges, double[] constant) implements LeadingVectors.Symmetric {
    static EdgeSums of(AdjacencyList graph) {
      int n = graph.getVertexCount();
      int[][] edges = new int[n][];
      double all = 0;
      for (int row = 0; row < n; row++) {
        edges[row] = graph.getEdges(row).stream().mapToInt(edge -> edge.v()).sorted().toArray();
        all += edges[row].length;
      }
      double[] constant = new double[n];
      for (int row = 0; row < n; row++) {
        constant[row] = Math.sqrt(edges[row].length / all);
      }
      return new EdgeSums(edges, constant);
    }

    @Override
    public double[][] times(double[][] vectors) {
      double[][] products = new double[vectors.length][];
      for (int v = 0; v < vectors.length; v++) {
        double[] function = withoutConstant(vectors[v]);
        products[v] = withoutConstant(averaged(function));
      }
      return products;
    }

    private double[] averaged(double[] function) {
      double[] product = function.clone();
      for (int row = 0; row < product.length; row++) {
        double sum = 0;
        for (int other : edges[row]) {
          sum += function[other] / Math.sqrt(edges[other].length);
        }
        product[row] += sum / Math.sqrt(edges[row].length);
      }
      return product;
    }

    private double[] withoutConstant(double[] vector) {
      double along = 0;
      for (int row = 0; row < vector.length; row++) {
        along += constant[row] * vector[row];
      }
      double[] rest = new double[vector.length];
      for (int row = 0; row < vector.length; row++) {
        rest[row] = vector[row] - along * constant[row];
      }
      return rest;
    }
  }
}
