package dev.portolan.index.duplicates;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/// Duplicates that follow their data: after every insert and delete they are what a rebuild over
/// all pairs would find.
///
/// Whether a datum is retained depends on the near data that rank before it alone. So after a
/// change those it may concern are looked at again in order of rank, and whoever changes passes the
/// question on to its near data of later rank. Exact copies share one node. An update is a delete
/// and an insert at the same priority.
///
/// About `100` bytes a datum and `64` a pair. For one thread.
public final class LiveDuplicates {
  private final double cutoff;
  private final Map<Integer, Node> nodeOf = new HashMap<>();
  private final Map<Integer, Double> priorityOf = new HashMap<>();
  private final Comparator<Integer> byRank =
      Comparator.<Integer>comparingDouble(this::descending).thenComparing(Integer::compare);

  /// @param cutoff in the metric's unit, inclusive
  public LiveDuplicates(double cutoff) {
    this.cutoff = cutoff;
  }

  /// All data with the same vector.
  private static final class Node {
    final TreeSet<Integer> members;
    final Map<Node, Double> near = new LinkedHashMap<>();
    boolean retained;

    Node(Comparator<Integer> byRank) {
      members = new TreeSet<>(byRank);
    }

    int first() {
      return members.first();
    }
  }

  /// What a datum is a duplicate of.
  ///
  /// @param of ordinal of the retained datum; its own where it is retained
  /// @param distance to it
  public record Place(int of, double distance) {}

  /// A datum comes.
  ///
  /// @param ordinal not there yet
  /// @param priority the highest is retained, ties go to the lower ordinal; NaN ranks last
  /// @param copyOf ordinal of a datum with exactly this vector, or −1
  /// @param near data within the cutoff, at least one of every vector, copies left out; not asked
  ///   for when there is a copy
  /// @param distances to them
  /// @throws IllegalArgumentException when it is there, or one of the others is not
  public void insert(int ordinal, double priority, int copyOf, int[] near, double[] distances) {
    if (nodeOf.containsKey(ordinal)) {
      throw new IllegalArgumentException(
          "datum %d is there; delete it before it is inserted anew".formatted(ordinal));
    }
    Node node;
    if (copyOf >= 0) {
      node = node(copyOf);
    } else {
      node = new Node(byRank);
      for (int i = 0; i < near.length; i++) {
        if (distances[i] <= cutoff) {
          Node other = node(near[i]);
          node.near.put(other, distances[i]);
          other.near.put(node, distances[i]);
        }
      }
    }
    priorityOf.put(ordinal, priority);
    nodeOf.put(ordinal, node);
    node.members.add(ordinal);
    if (node.first() == ordinal) {
      repair(node);
    }
  }

  /// A datum goes.
  ///
  /// @throws IllegalArgumentException when it is not there
  public void delete(int ordinal) {
    Node node = node(ordinal);
    boolean first = node.first() == ordinal;
    node.members.remove(ordinal);
    nodeOf.remove(ordinal);
    priorityOf.remove(ordinal);
    if (node.members.isEmpty()) {
      TreeSet<Node> concerned = queue();
      for (Node other : node.near.keySet()) {
        other.near.remove(node);
        if (node.retained) {
          concerned.add(other);
        }
      }
      repair(concerned);
    } else if (first) {
      repair(node);
    }
  }

  /// Of whom a datum is a duplicate, O(near vectors).
  ///
  /// @throws IllegalArgumentException when it is not there
  public Place of(int ordinal) {
    Node node = node(ordinal);
    if (node.retained) {
      return new Place(node.first(), 0);
    }
    Place nearest = null;
    for (Map.Entry<Node, Double> other : node.near.entrySet()) {
      if (other.getKey().retained) {
        Place place = new Place(other.getKey().first(), other.getValue());
        if (before(place.of(), ordinal) && nearer(place, nearest)) {
          nearest = place;
        }
      }
    }
    return nearest;
  }

  /// Repairs where a vector's first datum has come or changed.
  private void repair(Node node) {
    TreeSet<Node> concerned = queue();
    concerned.add(node);
    concerned.addAll(node.near.keySet());
    repair(concerned);
  }

  private TreeSet<Node> queue() {
    return new TreeSet<>(Comparator.comparing(Node::first, byRank));
  }

  /// In order of rank, so that each is looked at once, after all that decide about it.
  private void repair(TreeSet<Node> concerned) {
    while (!concerned.isEmpty()) {
      Node node = concerned.pollFirst();
      boolean retained =
          node.near.keySet().stream()
              .noneMatch(other -> other.retained && before(other.first(), node.first()));
      if (retained != node.retained) {
        node.retained = retained;
        node.near.keySet().stream()
            .filter(other -> before(node.first(), other.first()))
            .forEach(concerned::add);
      }
    }
  }

  private boolean before(int a, int b) {
    return byRank.compare(a, b) < 0;
  }

  private boolean nearer(Place place, Place than) {
    return than == null
        || place.distance() < than.distance()
        || place.distance() == than.distance() && before(place.of(), than.of());
  }

  private double descending(int ordinal) {
    double priority = priorityOf.get(ordinal);
    return Double.isNaN(priority) ? Double.POSITIVE_INFINITY : 0.0 - priority;
  }

  private Node node(int ordinal) {
    Node node = nodeOf.get(ordinal);
    if (node == null) {
      throw new IllegalArgumentException(
          "datum %d is not there; insert it first".formatted(ordinal));
    }
    return node;
  }
}
