package dev.portolan.storage.hnsw;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A row against rows that lie in the cache, as a search of the HNSW graph measures them; an
/// operation is one pair.
@State(Scope.Thread)
public class RowKernelBenchmark {
  private static final int ROWS = 32;

  /// What implements the kernel; both return the same bits.
  public enum Twin {
    SCALAR,
    SIMD
  }

  @Param({"50", "384", "784"})
  private int d;

  @Param private Twin twin;

  private RowKernel kernel;
  private int length;
  private float[] rows;

  @Setup
  public void fill() {
    kernel = twin == Twin.SIMD ? new SimdRows() : new ScalarRows();
    length = (d + RowKernel.BLOCK - 1) / RowKernel.BLOCK * RowKernel.BLOCK;
    rows = new float[(ROWS + 1) * length];
    SplittableRandom random = new SplittableRandom(7);
    for (int row = 0; row <= ROWS; row++) {
      for (int j = 0; j < d; j++) {
        rows[row * length + j] = (float) random.nextGaussian();
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float dot() {
    float sum = 0;
    for (int row = 1; row <= ROWS; row++) {
      sum += kernel.dot(rows, 0, rows, row * length, length);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float squares() {
    float sum = 0;
    for (int row = 1; row <= ROWS; row++) {
      sum += kernel.squares(rows, 0, rows, row * length, length);
    }
    return sum;
  }
}
