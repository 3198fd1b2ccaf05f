package dev.portolan.projection;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Memberships of a neighbour graph and their union, on one thread; an operation is one neighbour
/// listed.
@State(Scope.Thread)
public class FuzzyGraphBenchmark {
  private static final int N = 10_000;
  private static final int NEIGHBORS = 15;
  private static final int K = NEIGHBORS - 1;

  /// Neighbours of a row are other rows within this many numbers of it.
  private static final int REACH = 100;

  private NeighborGraph graph;

  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(7);
    int[] rows = new int[N * K];
    float[] distances = new float[N * K];
    for (int row = 0; row < N; row++) {
      int[] near = random.ints(1, REACH).distinct().limit(K).toArray();
      double distance = 1 + random.nextDouble();
      for (int s = 0; s < K; s++) {
        rows[row * K + s] = (row + near[s]) % N;
        distances[row * K + s] = (float) distance;
        distance += .1 * random.nextDouble();
      }
    }
    graph = new NeighborGraph(N, K, rows, distances);
  }

  @Benchmark
  @OperationsPerInvocation(N * K)
  public float[] memberships() {
    return FuzzyGraph.memberships(graph, K, 1);
  }

  @Benchmark
  @OperationsPerInvocation(N * K)
  public Object graph() {
    return FuzzyGraph.of(graph, NEIGHBORS, 1);
  }
}
