package dev.portolan.storage;

import dev.portolan.storage.hnsw.StoredGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.hnsw.HnswGraph;

/// The graph of a segment that is merged, as the merged one's graph starts from it.
///
/// @param graph over the segment's vectors
/// @param renamed what each of them is in the merged segment; −1 when its datum is deleted
/// @param live how many are not deleted
record MergedGraph(HnswGraph graph, int[] renamed, int live) implements StoredGraph {
  /// A graph that has lost more than this is not worth mending.
  private static final int MOST_DELETED_PERCENT = 40;

  /// The segments' largest graph, by live vectors, that few are deleted from; null when there is
  /// none.
  static MergedGraph largest(String field, MergeState merge) throws IOException {
    MergedGraph largest = null;
    int before = 0;
    for (int segment = 0; segment < merge.knnVectorsReaders.length; segment++) {
      KnnVectorsReader reader = merge.knnVectorsReaders[segment];
      FloatVectorValues values = reader == null ? null : reader.getFloatVectorValues(field);
      if (values == null) {
        continue;
      }
      MergedGraph graph =
          new MergedGraph(graph(reader, field), new int[values.size()], 0)
              .renumbered(values, merge.docMaps[segment], before);
      before += graph.live;
      if (graph.isWhole() && (largest == null || graph.live > largest.live)) {
        largest = graph;
      }
    }
    return largest;
  }

  private static HnswGraph graph(KnnVectorsReader reader, String field) throws IOException {
    KnnVectorsReader own =
        reader instanceof PerFieldKnnVectorsFormat.FieldsReader fields
            ? fields.getFieldReader(field)
            : reader;
    return own instanceof HnswGraphProvider provider ? provider.getGraph(field) : HnswGraph.EMPTY;
  }

  /// A merged segment has the live vectors of each in their order, segment after segment.
  private MergedGraph renumbered(FloatVectorValues values, MergeState.DocMap map, int before)
      throws IOException {
    Arrays.fill(renamed, -1);
    int count = 0;
    var documents = values.iterator();
    for (int d = documents.nextDoc(); d != DocIdSetIterator.NO_MORE_DOCS; d = documents.nextDoc()) {
      if (map.get(d) >= 0) {
        renamed[documents.index()] = before + count++;
      }
    }
    return new MergedGraph(graph, renamed, count);
  }

  private boolean isWhole() {
    return graph != null
        && graph.size() == renamed.length
        && live > 0
        && (long) (renamed.length - live) * 100 <= (long) renamed.length * MOST_DELETED_PERCENT;
  }

  @Override
  public int levels() {
    try {
      return graph.numLevels();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int[] vectors(int level) {
    try {
      HnswGraph.NodesIterator nodes = graph.getNodesOnLevel(level);
      int[] vectors = new int[nodes.size()];
      nodes.consume(vectors);
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int neighbors(int level, int vector, int[] target) {
    try {
      graph.seek(level, vector);
      int count = 0;
      int next = graph.nextNeighbor();
      for (; next != DocIdSetIterator.NO_MORE_DOCS && count < target.length; ) {
        target[count++] = next;
        next = graph.nextNeighbor();
      }
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int renamed(int vector) {
    return renamed[vector];
  }
}
