package dev.portolan.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/// Finds documents near a vector, segment by segment: by the graph, or by measuring each.
///
/// Which of the two is the [FilteredCost]'s choice. What comes back are candidates; their distances
/// are measured again in double by whoever asked.
final class VectorSearch {
  private static final int SAMPLE_NEAR = 32;

  private final DirectoryReader reader;
  private final VectorQuestion question;

  VectorSearch(DirectoryReader reader, VectorQuestion question) {
    this.reader = reader;
    this.question = question;
  }

  /// Candidates for the k nearest.
  ///
  /// @return `[segment][]`, documents of the segment
  int[][] nearest(KnnOptions options) throws IOException {
    int[][] found = new int[reader.leaves().size()][];
    for (LeafReaderContext leaf : reader.leaves()) {
      question.deadline().check();
      found[leaf.ord] = nearest(leaf, options);
    }
    return found;
  }

  private int[] nearest(LeafReaderContext leaf, KnnOptions options) throws IOException {
    FixedBitSet accepted = options.within() == null ? null : options.within().bits(leaf.ord);
    int count = accepted == null ? leaf.reader().numDocs() : options.within().count(leaf.ord);
    int k = Math.min(options.k(), Math.max(1, count));
    int effort = Math.min(Math.max(k, options.effort()), Math.max(1, leaf.reader().maxDoc()));
    return switch (way(options, count, leaf.reader().numDocs(), effort)) {
      case FilteredCost.Way.Scan _ -> VectorScan.candidates(leaf, question, accepted, k);
      case FilteredCost.Way.Graph(int candidates) -> graph(leaf, accepted, candidates, count);
      case FilteredCost.Way.GraphUnlessApart(int candidates, double leastShare) ->
          accepted != null && shareNear(leaf, accepted) < leastShare
              ? VectorScan.candidates(leaf, question, accepted, k)
              : graph(leaf, accepted, candidates, count);
    };
  }

  private FilteredCost.Way way(KnnOptions options, int accepted, int live, int effort) {
    return switch (options.way()) {
      case CHEAPEST -> FilteredCost.choose(accepted, live, question.stored().length, effort);
      case SCAN -> new FilteredCost.Way.Scan();
      case GRAPH -> new FilteredCost.Way.Graph(effort);
    };
  }

  /// How many of the data nearest to the query are accepted, as a share.
  private double shareNear(LeafReaderContext leaf, FixedBitSet accepted) throws IOException {
    int[] near = graph(leaf, null, SAMPLE_NEAR, 0);
    long found = Arrays.stream(near).filter(accepted::get).count();
    return near.length == 0 ? 0 : (double) found / near.length;
  }

  private int[] graph(LeafReaderContext leaf, FixedBitSet accepted, int candidates, int count)
      throws IOException {
    KnnSearchStrategy strategy =
        accepted == null
            ? KnnSearchStrategy.Hnsw.DEFAULT
            : EntryPoints.strategy(leaf, question.stored(), accepted, count);
    Collector collector = new Collector(candidates, strategy, question.deadline());
    AcceptDocs accept =
        accepted == null
            ? AcceptDocs.fromLiveDocs(leaf.reader().getLiveDocs(), leaf.reader().maxDoc())
            : AcceptDocs.fromIteratorSupplier(
                () -> new BitSetIterator(accepted, count), null, leaf.reader().maxDoc());
    leaf.reader().searchNearestVectors(DatumDocument.LATENT, question.stored(), collector, accept);
    question.deadline().check();
    ScoreDoc[] found = collector.topDocs().scoreDocs;
    return Arrays.stream(found).mapToInt(hit -> hit.doc).toArray();
  }

  /// Ends the search when its time is over.
  private static final class Collector extends KnnCollector.Decorator {
    private final Deadline deadline;

    Collector(int candidates, KnnSearchStrategy strategy, Deadline deadline) {
      super(new TopKnnCollector(candidates, Integer.MAX_VALUE, strategy));
      this.deadline = deadline;
    }

    @Override
    public boolean earlyTerminated() {
      return super.earlyTerminated() || deadline.passed();
    }
  }

  /// Candidates for all data within the question's distance, segments side by side.
  int[][] within(Selected selected) {
    List<LeafReaderContext> leaves = new ArrayList<>(reader.leaves());
    return IntStream.range(0, leaves.size())
        .parallel()
        .mapToObj(segment -> {
          try {
            return VectorScan.candidates(
                leaves.get(segment), question, selected == null ? null : selected.bits(segment), 0);
          } catch (IOException e) {
            throw DataStore.failed(reader.directory(), "read", e);
          }
        })
        .toArray(int[][]::new);
  }
}
