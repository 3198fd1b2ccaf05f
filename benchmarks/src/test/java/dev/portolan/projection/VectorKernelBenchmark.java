package dev.portolan.projection;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A row against rows that lie in the cache; an operation is one pair.
@State(Scope.Thread)
public class VectorKernelBenchmark {
  private static final int ROWS = 32;

  @Param({"50", "384", "784"})
  private int d;

  @Param private Twin twin;

  private VectorKernel kernel;
  private float[] rows;

  @Setup
  public void fill() {
    kernel = twin.vectors();
    rows = new float[(ROWS + 1) * d];
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
    }
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float dot() {
    float sum = 0;
    for (int row = 1; row <= ROWS; row++) {
      sum += kernel.dot(rows, 0, rows, row * d, d);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float squaredDistance() {
    float sum = 0;
    for (int row = 1; row <= ROWS; row++) {
      sum += kernel.squaredDistance(rows, 0, rows, row * d, d);
    }
    return sum;
  }
}
