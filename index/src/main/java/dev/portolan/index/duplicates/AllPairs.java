package dev.portolan.index.duplicates;

import dev.portolan.projection.ExactPairs;
import dev.portolan.projection.LatentVectors;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/// All pairs of vectors, compared: components and near pairs that owe nothing to neighbour lists.
///
/// Float sums rule out what is far; what is near is measured in double precision. `m²·d/2`
/// multiplications, the vectors twice more in memory (`8·m·d` bytes).
final class AllPairs implements NearPairs {
  private final LatentVectors vectors;
  private final double cutoff;
  private final double limit;
  private final EdgeCollector collector;
  private final List<DisjointSets> partitions = new CopyOnWriteArrayList<>();

  /// @param limit up to which pairs are kept, at least the cutoff
  /// @param capacity how many are, the nearest
  AllPairs(LatentVectors vectors, double cutoff, double limit, long capacity) {
    this.vectors = vectors;
    this.cutoff = cutoff;
    this.limit = limit;
    collector = new EdgeCollector(capacity);
  }

  /// Compares, and says what lies within the cutoff of what, over any number of steps.
  Components components(Workers workers) {
    int[] all = IntStream.range(0, vectors.size()).toArray();
    VectorBlock block = VectorBlock.of(vectors, all);
    ExactPairs.scan(vectors, workers.threads(), workers.progress(), () -> new Row(block)::visit);
    DisjointSets sets = new DisjointSets(vectors.size());
    for (DisjointSets some : partitions) {
      for (int i = 0; i < vectors.size(); i++) {
        sets.unite(i, some.find(i));
      }
    }
    return Components.of(sets);
  }

  @Override
  public EdgeCollector.Buffer pairs() {
    return collector.finish();
  }

  @Override
  public double radius(int unique) {
    return Math.min(limit, Math.nextDown(collector.dropped()));
  }

  /// One thread's view of the vectors after each of its queries.
  private final class Row {
    private final VectorBlock block;
    private final DisjointSets sets = new DisjointSets(vectors.size());

    Row(VectorBlock block) {
      this.block = block;
      partitions.add(sets);
    }

    void visit(int a, float[] distances, int offset) {
      EdgeCollector.Buffer near = new EdgeCollector.Buffer();
      for (int b = a + 1; b < vectors.size(); b++) {
        double least = least(distances[offset + b]);
        if (least <= cutoff && sets.find(a) != sets.find(b) && block.distance(a, b) <= cutoff) {
          sets.unite(a, b);
        }
        if (least <= limit && least < collector.dropped()) {
          double distance = block.distanceUpTo(a, b, limit);
          if (distance <= limit) {
            near.add(a, b, distance);
          }
        }
      }
      collector.add(near);
    }

    /// What a float sum may stand for at least.
    private double least(float distance) {
      double slack = (vectors.dimensions() + 16) * 0x1p-23;
      return switch (vectors.metric()) {
        case COSINE -> distance - 2 * slack;
        case EUCLIDEAN -> Float.isInfinite(distance) ? 0 : distance * (1 - slack);
      };
    }
  }
}
