package dev.portolan.projection;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// [Repulsion] by way of a grid, in time linear in the number of positions and in the map's area.
///
/// Unit charges are spread onto the grid by cubic B-splines, [FieldGrid] finds the potential, its
/// slope is read with the splines' derivatives. The grid keeps its spacing and grows with the map,
/// up to [#MOST_NODES] a side; beyond, the spacing grows. Papers: Linderman et al. 2019, arXiv
/// 1712.09005; Essmann et al. 1995.
///
/// Positions are sorted by grid row; each task owns a band of rows and adds what belongs there in
/// sorted order, so sums do not depend on threads.
final class GridRepulsion implements Repulsion {
  private static final int MOST_NODES = 1024;

  private static final float SPACING = .45f;
  private static final int LEAST_NODES = 16;

  private static final float LEAST_SPACING = 1 / 16f;
  private static final int FEW_NODES = 64;
  private static final float WIDER = 1.25f;

  /// The four nodes of the last cell, and one for what is lost in rounding.
  private static final int MARGIN = 5;

  private static final int BAND = 8;

  private final float[] x;
  private final float[] y;
  private final FftPasses passes;
  private final int[] order;
  private int[] rowStarts = new int[0];
  private FieldGrid grid;
  private float left;
  private float bottom;
  private float perUnit;
  private double leastPairSum;
  private boolean newGrid;

  GridRepulsion(float[] x, float[] y, FftPasses passes) {
    this.x = x;
    this.y = y;
    this.passes = passes;
    this.order = new int[x.length];
  }

  @Override
  public void cover(float left, float right, float bottom, float top) {
    this.left = left;
    this.bottom = bottom;
    double width = (double) right - left;
    double height = (double) top - bottom;
    leastPairSum = x.length * (x.length - 1.0) / (1 + width * width + height * height);
    double extent = Math.max(width, height);
    float spacing = spacing(extent);
    perUnit = 1 / spacing;
    int needed = (int) (extent / spacing) + MARGIN;
    int nodes = Math.min(MOST_NODES, Fft.evenSize(Math.max(LEAST_NODES, needed)));
    newGrid = grid == null || grid.nodes != nodes || grid.spacing != spacing;
    if (newGrid) {
      grid = new FieldGrid(nodes, spacing, passes);
      rowStarts = new int[nodes + 1];
    }
  }

  /// Of few values, so that the grid is seldom another one.
  private static float spacing(double extent) {
    float spacing = SPACING;
    while (extent < FEW_NODES * spacing && spacing > LEAST_SPACING) {
      spacing /= 2;
    }
    while (extent > (MOST_NODES - MARGIN) * spacing) {
      spacing *= WIDER;
    }
    return spacing;
  }

  @Override
  public Preparation preparation() {
    return new Steps();
  }

  /// One worker's way, with what it transforms in.
  private final class Steps implements Preparation {
    private FieldGrid known;
    private FieldGrid.Scratch scratch;

    @Override
    public boolean run(Relay.Worker worker, int others, IntConsumer other) {
      if (known != grid) {
        known = grid;
        scratch = known.scratch();
      }
      return (!newGrid || findKernel(worker))
          && worker.step(others + 1, task -> sortOr(other, task))
          && worker.step(bands(), GridRepulsion.this::spread)
          && worker.step(known.columnTasks(), task -> known.chargeColumns(task, scratch))
          && worker.step(known.rowTasks(), task -> known.convolve(task, scratch))
          && worker.step(known.columnTasks(), task -> known.potentialColumns(task, scratch));
    }

    private boolean findKernel(Relay.Worker worker) {
      return worker.step(known.kernelTasks(), task -> known.kernelColumns(task, scratch))
          && worker.step(known.rowTasks(), task -> known.kernelRows(task, scratch));
    }

    private void sortOr(IntConsumer other, int task) {
      if (task == 0) {
        sort();
      } else {
        other.accept(task - 1);
      }
    }
  }

  /// Sorts the positions by grid row.
  private void sort() {
    Arrays.fill(rowStarts, 0);
    for (int i = 0; i < y.length; i++) {
      rowStarts[row(i) + 1]++;
    }
    for (int row = 0; row < grid.nodes; row++) {
      rowStarts[row + 1] += rowStarts[row];
    }
    for (int i = 0; i < y.length; i++) {
      order[rowStarts[row(i)]++] = i;
    }
    System.arraycopy(rowStarts, 0, rowStarts, 1, grid.nodes);
    rowStarts[0] = 0;
  }

  private int row(int i) {
    return (int) ((y[i] - bottom) * perUnit);
  }

  private int bands() {
    return (grid.nodes + BAND - 1) / BAND;
  }

  /// Fills a band of the grid with charges.
  private void spread(int band) {
    int from = band * BAND;
    int to = Math.min(grid.nodes, from + BAND);
    Arrays.fill(grid.charges, from * grid.nodes, to * grid.nodes, 0);
    int first = rowStarts[Math.max(0, from - 3)];
    int end = rowStarts[to];
    for (int s = first; s < end; s++) {
      charge(order[s], from, to);
    }
  }

  private void charge(int i, int from, int to) {
    float u = (x[i] - left) * perUnit;
    float v = (y[i] - bottom) * perUnit;
    int column = (int) u;
    int row = (int) v;
    float t = u - column;
    float w0 = Spline.w0(t);
    float w1 = Spline.w1(t);
    float w2 = Spline.w2(t);
    float w3 = Spline.w3(t);
    float down = v - row;
    for (int r = Math.max(row, from); r < Math.min(row + 4, to); r++) {
      float weight = Spline.weight(r - row, down);
      int node = r * grid.nodes + column;
      grid.charges[node] += weight * w0;
      grid.charges[node + 1] += weight * w1;
      grid.charges[node + 2] += weight * w2;
      grid.charges[node + 3] += weight * w3;
    }
  }

  /// No less than if all were a diagonal apart, where the error of the grid is the larger part.
  @Override
  public double pairSum() {
    return Math.max(leastPairSum, grid.energy() - x.length);
  }

  @Override
  public void forces(int from, int to, float[] forceX, float[] forceY) {
    float[] potential = grid.potential;
    float scale = -.5f * perUnit;
    for (int i = from; i < to; i++) {
      float u = (x[i] - left) * perUnit;
      float v = (y[i] - bottom) * perUnit;
      int column = (int) u;
      int row = (int) v;
      float s = u - column;
      float t = v - row;
      int n0 = row * grid.nodes + column;
      int n1 = n0 + grid.nodes;
      int n2 = n1 + grid.nodes;
      int n3 = n2 + grid.nodes;
      float a0 = Spline.w0(t);
      float a1 = Spline.w1(t);
      float a2 = Spline.w2(t);
      float a3 = Spline.w3(t);
      float b0 = Spline.d0(t);
      float b1 = Spline.d1(t);
      float b2 = Spline.d2(t);
      float b3 = Spline.d3(t);
      float slopeX = 0;
      float slopeY = 0;
      for (int c = 0; c < 4; c++) {
        float p0 = potential[n0 + c];
        float p1 = potential[n1 + c];
        float p2 = potential[n2 + c];
        float p3 = potential[n3 + c];
        slopeX += Spline.slope(c, s) * (a0 * p0 + a1 * p1 + (a2 * p2 + a3 * p3));
        slopeY += Spline.weight(c, s) * (b0 * p0 + b1 * p1 + (b2 * p2 + b3 * p3));
      }
      forceX[i] = scale * slopeX;
      forceY[i] = scale * slopeY;
    }
  }
}
