package dev.portolan.index.topics;

import java.util.Arrays;

/// The rounds of Borůvka's algorithm over one [PointTree]; see [MinimumSpanningTree].
///
/// Everything is numbered by place; ids only break ties. A place's `candidate` is its nearest place
/// in another component, −1 while unknown; `weight` is then the candidate's, else a lower bound.
final class BoruvkaRounds {
  private final PointTree tree;
  private final double[] core;
  private final Slices slices;
  private final int m;
  private final int[] component;
  private final int[] candidate;
  private final double[] weight;
  private final int[] nodeComponent;
  private final int[] nodeLeastId;
  private final double[] nodeLeastCore;
  private final DisjointSets sets;
  private final int[] from;
  private final int[] to;
  private final double[] weights;
  private int edges;

  BoruvkaRounds(PointTree tree, double[] core, Slices slices) {
    this.tree = tree;
    this.core = core;
    this.slices = slices;
    this.m = tree.size;
    this.component = new int[m];
    Arrays.setAll(component, i -> i);
    this.candidate = new int[m];
    Arrays.fill(candidate, -1);
    this.weight = core.clone();
    this.nodeComponent = new int[tree.nodes];
    this.nodeLeastId = new int[tree.nodes];
    this.nodeLeastCore = new double[tree.nodes];
    this.sets = new DisjointSets(m);
    this.from = new int[Math.max(0, m - 1)];
    this.to = new int[from.length];
    this.weights = new double[from.length];
  }

  MinimumSpanningTree run() {
    summariseNodes();
    while (edges < from.length) {
      markNodes();
      forgetMerged();
      int[] known = leastOfComponents();
      double done = (double) edges / m;
      slices.share(done, done).runEach(m, 512, () -> new Search(known.clone())::searchAll);
      addAll(leastOfComponents());
    }
    return MinimumSpanningTree.sorted(from, to, weights);
  }

  private void summariseNodes() {
    for (int node = tree.nodes - 1; node >= 0; node--) {
      int id = Integer.MAX_VALUE;
      double least = Double.POSITIVE_INFINITY;
      if (tree.isLeaf(node)) {
        for (int i = tree.starts[node]; i < tree.ends[node]; i++) {
          id = Math.min(id, tree.ids[i]);
          least = Math.min(least, core[i]);
        }
      } else {
        id = Math.min(nodeLeastId[2 * node + 1], nodeLeastId[2 * node + 2]);
        least = Math.min(nodeLeastCore[2 * node + 1], nodeLeastCore[2 * node + 2]);
      }
      nodeLeastId[node] = id;
      nodeLeastCore[node] = least;
    }
  }

  /// Notes which nodes lie within one component; −1 for the others.
  private void markNodes() {
    for (int node = tree.nodes - 1; node >= 0; node--) {
      if (tree.isLeaf(node)) {
        int start = tree.starts[node];
        int one = start < tree.ends[node] ? component[start] : -1;
        for (int i = start + 1; i < tree.ends[node] && one >= 0; i++) {
          one = component[i] == one ? one : -1;
        }
        nodeComponent[node] = one;
      } else {
        int left = nodeComponent[2 * node + 1];
        nodeComponent[node] = left == nodeComponent[2 * node + 2] ? left : -1;
      }
    }
  }

  private void forgetMerged() {
    for (int i = 0; i < m; i++) {
      if (candidate[i] >= 0 && component[candidate[i]] == component[i]) {
        candidate[i] = -1;
      }
    }
  }

  /// For each component the place whose known candidate is the least edge, −1 where none is known.
  private int[] leastOfComponents() {
    int[] least = new int[m];
    Arrays.fill(least, -1);
    for (int i = 0; i < m; i++) {
      int c = component[i];
      if (candidate[i] >= 0 && (least[c] < 0 || lessThan(i, least[c]))) {
        least[c] = i;
      }
    }
    return least;
  }

  /// Whether the edge of place `a` to its candidate comes before that of place `b`.
  private boolean lessThan(int a, int b) {
    return compare(
            weight[a],
            tree.ids[a],
            tree.ids[candidate[a]],
            weight[b],
            tree.ids[b],
            tree.ids[candidate[b]])
        < 0;
  }

  private static int compare(double w, int a, int b, double otherW, int otherA, int otherB) {
    if (w != otherW) {
      return w < otherW ? -1 : 1;
    }
    int byLower = Integer.compare(Math.min(a, b), Math.min(otherA, otherB));
    return byLower != 0 ? byLower : Integer.compare(Math.max(a, b), Math.max(otherA, otherB));
  }

  private void addAll(int[] least) {
    for (int place : least) {
      if (place >= 0 && sets.unite(place, candidate[place])) {
        int a = tree.ids[place];
        int b = tree.ids[candidate[place]];
        from[edges] = Math.min(a, b);
        to[edges] = Math.max(a, b);
        weights[edges++] = weight[place];
      }
    }
    for (int i = 0; i < m; i++) {
      component[i] = sets.find(i);
    }
  }

  /// One thread's search; `least` is what it knows of the components' least edges.
  private final class Search {
    private final int[] least;
    private int place;
    private int id;
    private double bound;
    private int boundA;
    private int boundB;
    private int found;

    Search(int[] least) {
      this.least = least;
    }

    void searchAll(int start, int end) {
      for (int i = start; i < end; i++) {
        if (candidate[i] < 0) {
          search(i);
        }
      }
    }

    private void search(int i) {
      int best = least[component[i]];
      bound = best < 0 ? Double.POSITIVE_INFINITY : weight[best];
      if (weight[i] > bound) {
        return;
      }
      boundA = best < 0 ? Integer.MAX_VALUE : tree.ids[best];
      boundB = best < 0 ? Integer.MAX_VALUE : tree.ids[candidate[best]];
      place = i;
      id = tree.ids[i];
      found = -1;
      visit(0, 0);
      weight[i] = bound;
      candidate[i] = found;
      if (found >= 0) {
        least[component[i]] = i;
      }
    }

    private void visit(int node, double nodeWeight) {
      if (nodeComponent[node] == component[place] || !promising(nodeWeight, nodeLeastId[node])) {
        return;
      }
      if (tree.isLeaf(node)) {
        for (int other = tree.starts[node]; other < tree.ends[node]; other++) {
          if (component[other] != component[place]) {
            offer(other);
          }
        }
        return;
      }
      int left = 2 * node + 1;
      int right = left + 1;
      double toLeft = reach(left);
      double toRight = reach(right);
      if (compare(toRight, id, nodeLeastId[right], toLeft, id, nodeLeastId[left]) < 0) {
        visit(right, toRight);
        visit(left, toLeft);
      } else {
        visit(left, toLeft);
        visit(right, toRight);
      }
    }

    private double reach(int node) {
      return Math.max(tree.toBox(place, node), Math.max(core[place], nodeLeastCore[node]));
    }

    private boolean promising(double weight, int otherId) {
      return compare(weight, id, otherId, bound, boundA, boundB) < 0;
    }

    private void offer(int other) {
      double reach = Math.max(tree.between(place, other), Math.max(core[place], core[other]));
      if (promising(reach, tree.ids[other])) {
        bound = reach;
        boundA = id;
        boundB = tree.ids[other];
        found = other;
      }
    }
  }
}
