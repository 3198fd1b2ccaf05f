package dev.portolan.projection;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// All members of a block against all of them, tile by tile; an operation is one pair.
@State(Scope.Thread)
public class TileKernelBenchmark {
  private static final int MEMBERS = 64;

  @Param({"50", "384", "784"})
  private int d;

  @Param private Twin twin;

  private TileKernel kernel;
  private float[] block;
  private float[] sums;

  @Setup
  public void fill() {
    kernel = twin.tiles();
    block = new float[MEMBERS * d];
    sums = new float[TileKernel.ROWS * MEMBERS];
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < block.length; i++) {
      block[i] = (float) random.nextGaussian();
    }
  }

  @Benchmark
  @OperationsPerInvocation(MEMBERS * MEMBERS)
  public float[] dots() {
    for (int i = 0; i < MEMBERS; i += TileKernel.ROWS) {
      for (int j = 0; j < MEMBERS; j += TileKernel.LANES) {
        kernel.dots(block, d, i, j, sums, MEMBERS);
      }
    }
    return sums;
  }

  @Benchmark
  @OperationsPerInvocation(MEMBERS * MEMBERS)
  public float[] squares() {
    for (int i = 0; i < MEMBERS; i += TileKernel.ROWS) {
      for (int j = 0; j < MEMBERS; j += TileKernel.LANES) {
        kernel.squares(block, d, i, j, sums, MEMBERS);
      }
    }
    return sums;
  }
}
