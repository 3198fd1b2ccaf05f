package dev.portolan.projection;

import java.util.Arrays;

/// The potential of charges on a square grid: every node's sum of `charge / (1 + δ²)` over all
/// nodes, by Fourier transforms.
///
/// The sum is a convolution; on a grid twice as wide (the rest empty) it is the periodic one that
/// transforms multiply. Charges are real, so two columns travel as one complex sequence; the
/// kernel's transform is real and even and is kept for all convolutions of the grid. It is divided
/// by the spectrum of the cubic B-spline, once for spreading and once for reading, so that what
/// [Repulsion] reads between the nodes is the cubic spline through the kernel in both arguments.
/// Papers: Hockney & Eastwood 1988 (doubled grid); Essmann et al. 1995 (smooth particle mesh).
///
/// A computation is cut into steps of independent tasks, the same for any number of threads: tasks
/// of one step may run side by side, steps follow each other. `16·nodes²` bytes.
final class FieldGrid {
  /// Columns transformed side by side.
  private static final int WIDTH = 16;

  /// Nodes per side, even.
  final int nodes;

  final float spacing;

  /// `[nodes][nodes]`, row-major.
  final float[] charges;

  /// `[nodes][nodes]`, row-major.
  final float[] potential;

  private final int size;
  private final int half;
  private final int stride;
  private final Fft fft;

  /// The spectrum with the axes exchanged, `[nodes][stride]`: frequencies of columns side by side.
  private final float[] re;

  private final float[] im;

  /// The kernel's transform, `[nodes + 1][stride]`, scaled for a way there and back.
  private final float[] kernel;

  private final double[] energies;

  /// What one worker transforms in.
  record Scratch(Fft.Lines from, Fft.Lines spare) {}

  FieldGrid(int nodes, float spacing, FftPasses passes) {
    this.nodes = nodes;
    this.spacing = spacing;
    this.size = 2 * nodes;
    this.half = nodes / 2;
    this.stride = (nodes + WIDTH) / WIDTH * WIDTH;
    this.fft = new Fft(size, passes);
    this.charges = new float[nodes * nodes];
    this.potential = new float[nodes * nodes];
    this.re = new float[nodes * stride];
    this.im = new float[nodes * stride];
    this.kernel = new float[(nodes + 1) * stride];
    this.energies = new double[columnTasks()];
  }

  Scratch scratch() {
    return new Scratch(Fft.Lines.of(size * WIDTH), Fft.Lines.of(size * WIDTH));
  }

  /// Tasks of [#chargeColumns] and [#potentialColumns].
  int columnTasks() {
    return (half + WIDTH - 1) / WIDTH;
  }

  /// Tasks of [#kernelColumns]: one pair of columns more.
  int kernelTasks() {
    return half / WIDTH + 1;
  }

  /// Tasks of [#kernelRows] and [#convolve].
  int rowTasks() {
    return stride / WIDTH;
  }

  /// Once per grid, first step: the kernel's columns, of which one half mirrors the other.
  void kernelColumns(int task, Scratch scratch) {
    int first = task * WIDTH;
    int count = Math.min(WIDTH, half + 1 - first);
    for (int row = 0; row < size; row++) {
      int down = Math.min(row, size - row);
      for (int w = 0; w < WIDTH; w++) {
        scratch.from.re()[row * WIDTH + w] = w < count ? kernel(down, first + w) : 0;
        scratch.from.im()[row * WIDTH + w] = w < count ? kernel(down, first + w + half) : 0;
      }
    }
    Fft.Lines columns = fft.transform(scratch.from, scratch.spare, WIDTH);
    for (int w = 0; w < count; w++) {
      for (int k = 0; k <= nodes; k++) {
        if (first + w < half) {
          kernel[(first + w) * stride + k] = columns.re()[k * WIDTH + w];
        }
        kernel[(first + w + half) * stride + k] = columns.im()[k * WIDTH + w];
      }
    }
  }

  private float kernel(int down, int across) {
    return 1 / (1 + spacing * spacing * ((float) down * down + (float) across * across));
  }

  /// Once per grid, second step: the kernel along the other axis, and its scale.
  void kernelRows(int task, Scratch scratch) {
    int first = task * WIDTH;
    for (int row = 0; row < size; row++) {
      int mirrored = Math.min(row, size - row) * stride + first;
      System.arraycopy(kernel, mirrored, scratch.from.re(), row * WIDTH, WIDTH);
    }
    Arrays.fill(scratch.from.im(), 0);
    Fft.Lines rows = fft.transform(scratch.from, scratch.spare, WIDTH);
    for (int row = 0; row <= nodes; row++) {
      for (int w = 0; w < WIDTH; w++) {
        double scale = (double) size * size * spline(row) * spline(first + w);
        kernel[row * stride + first + w] = (float) (rows.re()[row * WIDTH + w] / scale);
      }
    }
  }

  /// The square of the B-spline's spectrum, `((2 + cos θ) / 3)²`.
  private double spline(int frequency) {
    double once = (2 + StrictMath.cos(2 * Math.PI * frequency / size)) / 3;
    return once * once;
  }

  /// First step of a convolution: columns of charges to their frequencies.
  void chargeColumns(int task, Scratch scratch) {
    int first = task * WIDTH;
    int count = Math.min(WIDTH, half - first);
    float[] zr = scratch.from.re();
    float[] zi = scratch.from.im();
    for (int row = 0; row < nodes; row++) {
      for (int w = 0; w < WIDTH; w++) {
        int node = row * nodes + first + w;
        zr[row * WIDTH + w] = w < count ? charges[node] : 0;
        zi[row * WIDTH + w] = w < count ? charges[node + half] : 0;
      }
    }
    Arrays.fill(zr, nodes * WIDTH, size * WIDTH, 0);
    Arrays.fill(zi, nodes * WIDTH, size * WIDTH, 0);
    Fft.Lines columns = fft.transform(scratch.from, scratch.spare, WIDTH);
    for (int k = 0; k <= nodes; k++) {
      int there = k * WIDTH;
      int back = (k == 0 ? 0 : size - k) * WIDTH;
      separate(columns, there, back, count, first * stride + k);
    }
  }

  /// The transforms `A = (Z(k) + Z*(−k)) / 2` and `B = (Z(k) − Z*(−k)) / 2i` of real columns.
  private void separate(Fft.Lines columns, int there, int back, int count, int target) {
    float[] zr = columns.re();
    float[] zi = columns.im();
    int apart = half * stride;
    for (int w = 0, a = target; w < count; w++, a += stride) {
      re[a] = (zr[there + w] + zr[back + w]) * .5f;
      im[a] = (zi[there + w] - zi[back + w]) * .5f;
      re[a + apart] = (zi[there + w] + zi[back + w]) * .5f;
      im[a + apart] = (zr[back + w] - zr[there + w]) * .5f;
    }
  }

  /// Second step: along the other axis to frequencies, times the kernel's, and back.
  void convolve(int task, Scratch scratch) {
    int first = task * WIDTH;
    for (int row = 0; row < nodes; row++) {
      System.arraycopy(re, row * stride + first, scratch.from.re(), row * WIDTH, WIDTH);
      System.arraycopy(im, row * stride + first, scratch.from.im(), row * WIDTH, WIDTH);
    }
    Arrays.fill(scratch.from.re(), nodes * WIDTH, size * WIDTH, 0);
    Arrays.fill(scratch.from.im(), nodes * WIDTH, size * WIDTH, 0);
    Fft.Lines there = fft.transform(scratch.from, scratch.spare, WIDTH);
    for (int row = 0; row < size; row++) {
      int factor = Math.min(row, size - row) * stride + first;
      for (int w = 0; w < WIDTH; w++) {
        there.re()[row * WIDTH + w] *= kernel[factor + w];
        there.im()[row * WIDTH + w] *= kernel[factor + w];
      }
    }
    Fft.Lines other = there == scratch.from ? scratch.spare : scratch.from;
    Fft.Lines back = fft.transform(there.exchanged(), other.exchanged(), WIDTH).exchanged();
    for (int row = 0; row < nodes; row++) {
      System.arraycopy(back.re(), row * WIDTH, re, row * stride + first, WIDTH);
      System.arraycopy(back.im(), row * WIDTH, im, row * stride + first, WIDTH);
    }
  }

  /// Third step: columns back from their frequencies, which is the potential.
  void potentialColumns(int task, Scratch scratch) {
    int first = task * WIDTH;
    int count = Math.min(WIDTH, half - first);
    for (int k = 0; k <= nodes; k++) {
      unite(scratch.from, k, count, first * stride + k);
    }
    Fft.Lines exchanged = fft.transform(scratch.from.exchanged(), scratch.spare.exchanged(), WIDTH);
    double energy = 0;
    for (int row = 0; row < nodes; row++) {
      for (int w = 0; w < count; w++) {
        int node = row * nodes + first + w;
        potential[node] = exchanged.im()[row * WIDTH + w];
        potential[node + half] = exchanged.re()[row * WIDTH + w];
        energy += charges[node] * potential[node];
        energy += charges[node + half] * potential[node + half];
      }
    }
    energies[task] = energy;
  }

  /// `Z = A + iB` of two columns whose values are real: `A(−k) = A*(k)`.
  private void unite(Fft.Lines columns, int k, int count, int source) {
    float[] zr = columns.re();
    float[] zi = columns.im();
    int apart = half * stride;
    int there = k * WIDTH;
    for (int w = 0, a = source; w < count; w++, a += stride) {
      zr[there + w] = re[a] - im[a + apart];
      zi[there + w] = im[a] + re[a + apart];
    }
    if (k > 0 && k < nodes) {
      int back = (size - k) * WIDTH;
      for (int w = 0, a = source; w < count; w++, a += stride) {
        zr[back + w] = re[a] + im[a + apart];
        zi[back + w] = re[a + apart] - im[a];
      }
    }
  }

  /// The sum of `charge · potential` over all nodes, after the third step.
  double energy() {
    double sum = 0;
    for (double energy : energies) {
      sum += energy;
    }
    return sum;
  }
}
