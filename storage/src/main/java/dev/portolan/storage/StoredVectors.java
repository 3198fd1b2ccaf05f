package dev.portolan.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.hnsw.HnswGraph;

/// The stored vectors of some data and the stored HNSW graph over them: what a build reads.
///
/// Rows are the data in ascending ordinal. Valid while its snapshot is open. Safe for many threads:
/// each thread gets readers of its own.
public final class StoredVectors {
  private final Latent latent;
  private final int[] ordinals;
  private final int[] segmentOfRow;
  private final int[] nodeOfRow;
  private final List<CodecReader> segments;
  private final int[][] rowOfNode;
  private final ThreadLocal<FloatVectorValues[]> vectors;
  private final ThreadLocal<HnswGraph[]> graphs;

  private StoredVectors(Latent latent, int[] ordinals, List<CodecReader> segments) {
    this.latent = latent;
    this.ordinals = ordinals;
    this.segments = segments;
    segmentOfRow = new int[ordinals.length];
    nodeOfRow = new int[ordinals.length];
    rowOfNode = new int[segments.size()][];
    vectors = ThreadLocal.withInitial(() -> new FloatVectorValues[segments.size()]);
    graphs = ThreadLocal.withInitial(() -> new HnswGraph[segments.size()]);
  }

  static StoredVectors of(DirectoryReader reader, SegmentOrdinals all, int[] rows, Latent latent)
      throws IOException {
    List<CodecReader> segments = new ArrayList<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      segments.add((CodecReader) FilterLeafReader.unwrap(leaf.reader()));
    }
    StoredVectors stored = new StoredVectors(latent, rows, segments);
    int[] rowOfOrdinal = new int[all.documents().length];
    Arrays.fill(rowOfOrdinal, -1);
    for (int row = 0; row < rows.length; row++) {
      rowOfOrdinal[rows[row]] = row;
    }
    for (LeafReaderContext leaf : reader.leaves()) {
      stored.locate(leaf, all.ofDocument()[leaf.ord], rowOfOrdinal);
    }
    return stored;
  }

  private void locate(LeafReaderContext leaf, int[] ordinalOfDocument, int[] rowOfOrdinal)
      throws IOException {
    FloatVectorValues values = leaf.reader().getFloatVectorValues(DatumDocument.LATENT);
    int[] rowOf = new int[values == null ? 0 : values.size()];
    Arrays.fill(rowOf, -1);
    rowOfNode[leaf.ord] = rowOf;
    if (values == null) {
      return;
    }
    var live = leaf.reader().getLiveDocs();
    var documents = values.iterator();
    for (int d = documents.nextDoc(); d != DocIdSetIterator.NO_MORE_DOCS; d = documents.nextDoc()) {
      int row = live == null || live.get(d) ? rowOfOrdinal[ordinalOfDocument[d]] : -1;
      if (row >= 0) {
        rowOf[documents.index()] = row;
        segmentOfRow[row] = leaf.ord;
        nodeOfRow[row] = documents.index();
      }
    }
  }

  public int size() {
    return ordinals.length;
  }

  public int dimensions() {
    return latent.dimensions();
  }

  public Metric metric() {
    return latent.metric();
  }

  /// The ordinal of each row, ascending.
  public int[] ordinals() {
    return ordinals;
  }

  /// Copies a stored vector (unit length for cosine) into `target[offset … offset+d)`.
  public void copy(int row, float[] target, int offset) {
    int segment = segmentOfRow[row];
    try {
      FloatVectorValues[] mine = vectors.get();
      if (mine[segment] == null) {
        mine[segment] = segments.get(segment).getFloatVectorValues(DatumDocument.LATENT);
      }
      System.arraycopy(
          mine[segment].vectorValue(nodeOfRow[row]), 0, target, offset, latent.dimensions());
    } catch (IOException e) {
      throw new StorageException(
          "the vector of row %d cannot be read: %s".formatted(row, e.getMessage()), e);
    }
  }

  /// The length of each row's vector as the user gave it; kept for cosine only.
  ///
  /// One pass over the lengths, `4·n` bytes.
  public float[] norms() {
    float[] norms = new float[ordinals.length];
    try {
      for (int segment = 0; segment < rowOfNode.length; segment++) {
        readNorms(segment, norms);
      }
    } catch (IOException e) {
      throw new StorageException("the lengths of vectors cannot be read: " + e.getMessage(), e);
    }
    return norms;
  }

  private void readNorms(int segment, float[] norms) throws IOException {
    FloatVectorValues values = segments.get(segment).getFloatVectorValues(DatumDocument.LATENT);
    NumericDocValues stored = segments.get(segment).getNumericDocValues(DatumDocument.NORM);
    if (values == null || stored == null) {
      return;
    }
    var documents = values.iterator();
    for (int d = documents.nextDoc(); d != DocIdSetIterator.NO_MORE_DOCS; d = documents.nextDoc()) {
      int row = rowOfNode[segment][documents.index()];
      if (row >= 0 && stored.advanceExact(d)) {
        norms[row] = Float.intBitsToFloat((int) stored.longValue());
      }
    }
  }

  /// Writes the rows that the stored graph links to `row` on its lowest level, and returns how
  /// many.
  ///
  /// Deleted neighbours are walked through one step: their own neighbours stand in for them. Empty
  /// where the segment has no graph (few vectors).
  public int linked(int row, int[] target) {
    int segment = segmentOfRow[row];
    HnswGraph graph = graph(segment);
    if (graph == null || graph.size() == 0) {
      return 0;
    }
    int[] rows = rowOfNode[segment];
    try {
      int count = 0;
      int[] gone = new int[target.length];
      int goneCount = 0;
      graph.seek(0, nodeOfRow[row]);
      for (int node = next(graph); node >= 0 && count < target.length; node = next(graph)) {
        if (rows[node] >= 0) {
          target[count++] = rows[node];
        } else if (goneCount < gone.length) {
          gone[goneCount++] = node;
        }
      }
      for (int i = 0; i < goneCount && count < target.length; i++) {
        graph.seek(0, gone[i]);
        for (int node = next(graph); node >= 0 && count < target.length; node = next(graph)) {
          if (rows[node] >= 0 && rows[node] != row) {
            target[count++] = rows[node];
          }
        }
      }
      return count;
    } catch (IOException e) {
      throw new StorageException(
          "the graph of row %d cannot be read: %s".formatted(row, e.getMessage()), e);
    }
  }

  private static int next(HnswGraph graph) throws IOException {
    int node = graph.nextNeighbor();
    return node == DocIdSetIterator.NO_MORE_DOCS ? -1 : node;
  }

  private HnswGraph graph(int segment) {
    HnswGraph[] mine = graphs.get();
    if (mine[segment] == null) {
      mine[segment] = open(segments.get(segment));
    }
    return mine[segment];
  }

  private static HnswGraph open(CodecReader segment) {
    KnnVectorsReader reader = segment.getVectorReader();
    if (reader instanceof PerFieldKnnVectorsFormat.FieldsReader fields) {
      reader = fields.getFieldReader(DatumDocument.LATENT);
    }
    try {
      return reader instanceof HnswGraphProvider provider
          ? provider.getGraph(DatumDocument.LATENT)
          : null;
    } catch (IOException e) {
      throw new StorageException("a stored graph cannot be read: " + e.getMessage(), e);
    }
  }
}
