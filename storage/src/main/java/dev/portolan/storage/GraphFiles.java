package dev.portolan.storage;

import dev.portolan.storage.hnsw.LayeredGraph;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.packed.DirectMonotonicWriter;

/// Writes graphs in the form that Lucene's `Lucene99HnswVectorsReader` reads, version 1.
///
/// `.vex`, a field after another: the lists, level by level from the lowest, on each level by
/// ascending vector: how many neighbours (vint), then the first and the steps to the next ones
/// (group-vints); after all lists where each begins (`DirectMonotonicWriter`).
///
/// `.vem`, a field after another, ended by a −1 (int):
///
/// | what | as |
/// |---|---|
/// | field number, encoding, similarity | int each |
/// | where its lists begin in `.vex`, how many bytes they take | vlong each |
/// | dimensions | vint |
/// | number of vectors | int |
/// | the longest list above the lowest level | vint |
/// | number of levels, 0 without a graph | vint |
/// | for each level but the lowest: how many vectors, the first, steps to the next | vints |
/// | only with a graph: where the beginnings are in `.vex` | long |
/// | their block shift, what their writer adds | vint, … |
/// | how many bytes they take | long |
///
/// Both begin with a codec header and end with a checksum.
final class GraphFiles implements Closeable {
  private static final String META = "vem";
  private static final String LISTS = "vex";
  private static final String META_CODEC = "Lucene99HnswVectorsFormatMeta";
  private static final String LISTS_CODEC = "Lucene99HnswVectorsFormatIndex";
  private static final int BLOCK_SHIFT = 16;

  private final IndexOutput meta;
  private final IndexOutput lists;

  GraphFiles(SegmentWriteState state) throws IOException {
    IndexOutput opened = open(state, META, META_CODEC);
    IndexOutput both = null;
    try {
      both = open(state, LISTS, LISTS_CODEC);
    } finally {
      if (both == null) {
        IOUtils.closeWhileHandlingException(opened);
      }
    }
    meta = opened;
    lists = both;
  }

  private static IndexOutput open(SegmentWriteState state, String ending, String codec)
      throws IOException {
    String name =
        IndexFileNames.segmentFileName(state.segmentInfo.name, state.segmentSuffix, ending);
    IndexOutput output = state.directory.createOutput(name, state.context);
    boolean begun = false;
    try {
      CodecUtil.writeIndexHeader(
          output,
          codec,
          Lucene99HnswVectorsFormat.VERSION_GROUPVARINT,
          state.segmentInfo.getId(),
          state.segmentSuffix);
      begun = true;
      return output;
    } finally {
      if (!begun) {
        IOUtils.closeWhileHandlingException(output);
      }
    }
  }

  /// @param vectors how many the field has
  /// @param graph null where it has none
  void write(FieldInfo info, int vectors, LayeredGraph graph) throws IOException {
    long begin = lists.getFilePointer();
    List<int[]> lengths = new ArrayList<>();
    for (int level = 0; graph != null && level < graph.levels(); level++) {
      lengths.add(writeLists(graph, level));
    }
    meta.writeInt(info.number);
    meta.writeInt(info.getVectorEncoding().ordinal());
    meta.writeInt(
        Lucene99HnswVectorsReader.SIMILARITY_FUNCTIONS.indexOf(info.getVectorSimilarityFunction()));
    meta.writeVLong(begin);
    meta.writeVLong(lists.getFilePointer() - begin);
    meta.writeVInt(info.getVectorDimension());
    meta.writeInt(vectors);
    meta.writeVInt(LayeredGraph.WIDTH);
    meta.writeVInt(lengths.size());
    if (graph != null) {
      writeLevels(graph);
      writeBeginnings(lengths);
    }
  }

  /// @return how many bytes each list takes
  private int[] writeLists(LayeredGraph graph, int level) throws IOException {
    int[] vectors = graph.vectors(level);
    int[] lengths = new int[vectors.length];
    int[] neighbors = new int[2 * LayeredGraph.WIDTH];
    for (int i = 0; i < vectors.length; i++) {
      long begin = lists.getFilePointer();
      int count = graph.neighbors(level, vectors[i], neighbors);
      for (int j = count - 1; j > 0; j--) {
        neighbors[j] -= neighbors[j - 1];
      }
      lists.writeVInt(count);
      lists.writeGroupVInts(neighbors, count);
      lengths[i] = Math.toIntExact(lists.getFilePointer() - begin);
    }
    return lengths;
  }

  private void writeLevels(LayeredGraph graph) throws IOException {
    for (int level = 1; level < graph.levels(); level++) {
      int[] vectors = graph.vectors(level);
      meta.writeVInt(vectors.length);
      int before = 0;
      for (int vector : vectors) {
        meta.writeVInt(vector - before);
        before = vector;
      }
    }
  }

  private void writeBeginnings(List<int[]> lengths) throws IOException {
    long begin = lists.getFilePointer();
    meta.writeLong(begin);
    meta.writeVInt(BLOCK_SHIFT);
    long count = lengths.stream().mapToLong(level -> level.length).sum();
    DirectMonotonicWriter beginnings =
        DirectMonotonicWriter.getInstance(meta, lists, count, BLOCK_SHIFT);
    long at = 0;
    for (int[] level : lengths) {
      for (int length : level) {
        beginnings.add(at);
        at += length;
      }
    }
    beginnings.finish();
    meta.writeLong(lists.getFilePointer() - begin);
  }

  void finish() throws IOException {
    meta.writeInt(-1);
    CodecUtil.writeFooter(meta);
    CodecUtil.writeFooter(lists);
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(meta, lists);
  }
}
