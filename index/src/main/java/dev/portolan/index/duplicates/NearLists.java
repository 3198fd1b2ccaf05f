package dev.portolan.index.duplicates;

import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.NeighborGraph;
import dev.portolan.projection.VectorMetric;
import java.util.Arrays;

/// The neighbour graph read as lists of near data: what they hold, and how far they are complete.
///
/// Its distances are float sums; every use here leaves room for their rounding. What the search for
/// neighbours missed, so that neither list says it, is added as joins.
final class NearLists {
  private static final double FLOAT_ERROR = 1e-5;

  private final NeighborGraph graph;
  private final VectorMetric metric;
  private final EdgeCollector.Buffer joins;

  private NearLists(NeighborGraph graph, VectorMetric metric, EdgeCollector.Buffer joins) {
    this.graph = graph;
    this.metric = metric;
    this.joins = joins;
  }

  /// The lists, and joins of what they leave apart though it lies within `distance`.
  static NearLists of(
      NeighborGraph graph, LatentVectors vectors, double distance, Workers workers) {
    EdgeCollector.Buffer joins = new EdgeCollector.Buffer();
    NearLists lists = new NearLists(graph, vectors.metric(), joins);
    if (graph.k() < graph.n() - 1) {
      Signatures signatures = Signatures.of(vectors, workers.stage(0, 2));
      new SortedSignatures(vectors, signatures, lists.bound(distance))
          .join(lists.joined(distance), joins, workers.stage(1, 2));
    }
    return lists;
  }

  /// Pairs within the distance these were made for that stand in neither list.
  EdgeCollector.Buffer joins() {
    return joins;
  }

  int size() {
    return graph.n();
  }

  /// A bound on listed distances that lets everything within `distance` pass, and 10 % more.
  double bound(double distance) {
    return 1.1 * distance + (metric == VectorMetric.COSINE ? FLOAT_ERROR : 0);
  }

  /// Every neighbour of `unique` within this distance is in its list.
  double completeWithin(int unique) {
    int k = graph.k();
    if (k >= graph.n() - 1) {
      return Double.POSITIVE_INFINITY;
    }
    double last = k == 0 ? 0 : graph.distances()[unique * k + k - 1];
    return Math.max(
        0, metric == VectorMetric.COSINE ? last - FLOAT_ERROR : last * (1 - FLOAT_ERROR));
  }

  /// Whether the list may be too short to hold all neighbours within `distance`.
  boolean saturated(int unique, double distance) {
    return completeWithin(unique) <= bound(distance);
  }

  /// How many lists are saturated within `distance`.
  int saturated(double distance) {
    int count = 0;
    for (int unique = 0; unique < graph.n(); unique++) {
      count += saturated(unique, distance) ? 1 : 0;
    }
    return count;
  }

  /// The listed neighbours within `bound(distance)`, nearest first.
  int[] within(int unique, double distance) {
    int from = unique * graph.k();
    return Arrays.copyOfRange(graph.rows(), from, end(unique, bound(distance)));
  }

  boolean lists(int unique, int neighbor, double distance) {
    int end = end(unique, bound(distance));
    for (int i = unique * graph.k(); i < end; i++) {
      if (graph.rows()[i] == neighbor) {
        return true;
      }
    }
    return false;
  }

  /// The components within `distance` by the lists and joins alone.
  Components listed(double distance) {
    return Components.of(joined(distance));
  }

  /// The components within `distance`, lists and bridges together.
  Components components(LatentVectors vectors, double distance, Workers workers) {
    DisjointSets sets = joined(distance);
    new Bridges(this, vectors, distance).join(sets, workers);
    return Components.of(sets);
  }

  /// Unites what the lists join within `bound(distance)`.
  private DisjointSets joined(double distance) {
    double bound = bound(distance);
    DisjointSets sets = new DisjointSets(graph.n());
    for (int unique = 0; unique < graph.n(); unique++) {
      int end = end(unique, bound);
      for (int i = unique * graph.k(); i < end; i++) {
        sets.unite(unique, graph.rows()[i]);
      }
    }
    for (int i = 0; i < joins.size; i++) {
      if (joins.distances[i] <= bound) {
        sets.unite(joins.from[i], joins.to[i]);
      }
    }
    return sets;
  }

  private int end(int unique, double bound) {
    int i = unique * graph.k();
    int end = i + graph.k();
    while (i < end && graph.distances()[i] <= bound) {
      i++;
    }
    return i;
  }
}
