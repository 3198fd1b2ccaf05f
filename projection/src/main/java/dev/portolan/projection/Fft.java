package dev.portolan.projection;

import java.util.ArrayList;
import java.util.List;

/// The discrete Fourier transform of many sequences side by side.
///
/// `width` sequences of complex numbers lie interleaved: element `i` of sequence `w` is at `i·width
/// + w`, real and imaginary parts apart. A pass takes one factor (4, 2 or 3) off the length and
///   writes from one pair of arrays to another, in natural order, so that nothing has to be
///   reordered; all inner loops run over neighbouring numbers. Factors `e^(−2πi·p/n)` come from
///   `StrictMath`: the same bits on every machine. Paper: Stockham 1966 (autosort).
///
/// Immutable; safe for many threads, each with its own [Lines].
final class Fft {
  private static final int[] RADICES = {4, 2, 3};

  private final int length;
  private final List<Pass> passes = new ArrayList<>();
  private final FftPasses kernel;

  /// Real and imaginary parts, `[length][width]` each.
  record Lines(float[] re, float[] im) {
    static Lines of(int size) {
      return new Lines(new float[size], new float[size]);
    }

    /// The same numbers with parts exchanged: forward transforms of these are backward ones.
    Lines exchanged() {
      return new Lines(im, re);
    }
  }

  /// One factor of the length.
  ///
  /// @param rest what is left of the length after it
  /// @param stride the factors before it, multiplied
  /// @param turns `[rest][radix−1][2]`: cosine and sine by which outputs are turned
  record Pass(int radix, int rest, int stride, float[] turns) {}

  /// @param length with no factors but 2 and 3
  Fft(int length, FftPasses kernel) {
    this.length = length;
    this.kernel = kernel;
    int left = length;
    for (int radix : RADICES) {
      for (; left % radix == 0; left /= radix) {
        passes.add(new Pass(radix, left / radix, length / left, turns(radix, left)));
      }
    }
    if (left != 1) {
      throw new IllegalArgumentException(
          "a transform of length %d has the factor %d; give one of 2 and 3 only"
              .formatted(length, left));
    }
  }

  int length() {
    return length;
  }

  /// The least even number of at least `least` with no factors but 2 and 3.
  static int evenSize(int least) {
    int size = Math.max(2, least + (least & 1));
    while (!smooth(size)) {
      size += 2;
    }
    return size;
  }

  /// Transforms `from`, not scaled; both pairs of arrays are written to.
  ///
  /// @return the pair that holds the outcome
  Lines transform(Lines from, Lines spare, int width) {
    Lines source = from;
    Lines target = spare;
    for (Pass pass : passes) {
      kernel.pass(pass, source, target, width);
      Lines written = target;
      target = source;
      source = written;
    }
    return source;
  }

  private static boolean smooth(int size) {
    int left = size;
    for (int factor : new int[] {2, 3}) {
      while (left % factor == 0) {
        left /= factor;
      }
    }
    return left == 1;
  }

  private static float[] turns(int radix, int n) {
    int rest = n / radix;
    float[] turns = new float[rest * (radix - 1) * 2];
    int next = 0;
    for (int p = 0; p < rest; p++) {
      for (int j = 1; j < radix; j++) {
        double angle = -2 * Math.PI * p * j / n;
        turns[next++] = (float) StrictMath.cos(angle);
        turns[next++] = (float) StrictMath.sin(angle);
      }
    }
    return turns;
  }
}
