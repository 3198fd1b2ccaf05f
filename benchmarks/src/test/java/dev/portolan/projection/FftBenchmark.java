package dev.portolan.projection;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// All passes of a transform over eight sequences side by side; an operation is one complex number.
@State(Scope.Thread)
public class FftBenchmark {
  private static final int WIDTH = 8;

  /// Powers of 4 and factors of 2 and 3: the sizes a map's grid takes.
  private static final int LENGTH = 384;

  @Param private Twin twin;

  private Fft fft;
  private float[] sequences;
  private Fft.Lines lines;
  private Fft.Lines spare;

  @Setup
  public void fill() {
    fft = new Fft(LENGTH, twin.passes());
    lines = Fft.Lines.of(LENGTH * WIDTH);
    spare = Fft.Lines.of(LENGTH * WIDTH);
    sequences = new float[LENGTH * WIDTH];
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < sequences.length; i++) {
      sequences[i] = (float) random.nextGaussian();
    }
  }

  /// Not scaled, so the numbers are put back before: a copy that costs little beside the passes.
  @Benchmark
  @OperationsPerInvocation(LENGTH * WIDTH)
  public Fft.Lines transform() {
    System.arraycopy(sequences, 0, lines.re(), 0, sequences.length);
    System.arraycopy(sequences, 0, lines.im(), 0, sequences.length);
    return fft.transform(lines, spare, WIDTH);
  }
}
