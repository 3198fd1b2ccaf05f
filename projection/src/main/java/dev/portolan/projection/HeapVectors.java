package dev.portolan.projection;

/// Latent vectors copied once into heap arrays, where a kernel can reach them.
///
/// Row-major, `4·n·d` bytes, in chunks of at most 2²⁸ floats. A caller who computes several things
/// over the same vectors copies them once and hands this around: [#of] returns it unchanged.
/// Immutable; safe for many threads.
public final class HeapVectors implements LatentVectors {
  private static final int CHUNK_FLOATS = 1 << 28;

  /// Bytes of vectors that [#held] copies at most.
  private static final long SPACE = 256L << 20;

  private final int n;
  private final int d;
  private final VectorMetric metric;
  private final VectorKernel kernel;
  private final int shift;
  private final int mask;
  private final float[][] chunks;

  private HeapVectors(LatentVectors source, VectorKernel kernel) {
    this.n = source.size();
    this.d = source.dimensions();
    this.metric = source.metric();
    this.kernel = kernel;
    this.shift = 31 - Integer.numberOfLeadingZeros(Math.max(1, CHUNK_FLOATS / Math.max(1, d)));
    this.mask = (1 << shift) - 1;
    this.chunks = new float[(int) (((long) n + mask) >>> shift)][];
    for (int c = 0; c < chunks.length; c++) {
      int rows = Math.min(n - (c << shift), 1 << shift);
      chunks[c] = new float[rows * d];
    }
  }

  /// `source` on the heap where that takes at most 256 MiB, else as it is: larger sets are read
  /// from where they are, row by row. Results are the same either way.
  public static LatentVectors held(LatentVectors source, int threads) {
    long bytes = (long) source.size() * source.dimensions() * Float.BYTES;
    return bytes <= SPACE ? of(source, threads) : source;
  }

  /// Copies `source` into the heap, or returns it when it is there already.
  public static HeapVectors of(LatentVectors source, int threads) {
    return source instanceof HeapVectors heap ? heap : of(source, threads, VectorKernel.fastest());
  }

  static HeapVectors of(LatentVectors source, int threads, VectorKernel kernel) {
    HeapVectors heap = new HeapVectors(source, kernel);
    Crew.slices(
        threads,
        heap.n,
        1024,
        Progress.none(),
        () ->
            (from, to) -> {
              for (int row = from; row < to; row++) {
                source.copy(row, heap.array(row), heap.offset(row));
              }
            });
    return heap;
  }

  @Override
  public int size() {
    return n;
  }

  @Override
  public int dimensions() {
    return d;
  }

  @Override
  public VectorMetric metric() {
    return metric;
  }

  @Override
  public void copy(int row, float[] target, int offset) {
    System.arraycopy(array(row), offset(row), target, offset, d);
  }

  /// The distance of two rows in the metric's unit, never below 0.
  public float distance(int i, int j) {
    return distance(array(i), offset(i), j);
  }

  /// The distance of `d` floats at `offset` to a row.
  public float distance(float[] query, int offset, int row) {
    return metric.distance(kernel, query, offset, array(row), offset(row), d);
  }

  /// The chunk that holds `row`, at [#offset].
  float[] array(int row) {
    return chunks[row >>> shift];
  }

  int offset(int row) {
    return (row & mask) * d;
  }
}
