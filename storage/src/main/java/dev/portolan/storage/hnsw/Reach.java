package dev.portolan.storage.hnsw;

/// What can be reached from a graph's entry on the lowest level, and links that bring in the rest.
///
/// Lists choose diverse neighbours, so of many copies of one vector most are in nobody's list; a
/// few in ten thousand others are lost as lists grow full. Each is linked from the nearest node
/// that can be reached and has room. One thread; the lost ones cost a search each.
final class Reach {
  private final Layer layer;
  private final NodeSearch search;
  private final Visited reached;
  private final int[] queue;
  private final int entry;
  private final Crew crew;

  private Reach(Layer layer, int entry, NodeSearch search, Crew crew) {
    this.crew = crew;
    this.layer = layer;
    this.entry = entry;
    this.search = search;
    reached = new Visited(layer.size());
    queue = new int[layer.size()];
  }

  /// Makes every node reachable, in ascending order of those that are not.
  static void extend(Layer lowest, int entry, NodeSearch search, Crew crew) {
    Reach reach = new Reach(lowest, entry, search, crew);
    reach.from(entry);
    for (int node = 0; node < lowest.size(); node++) {
      if (reach.reached.add(node)) {
        reach.link(node);
        reach.from(node);
      }
    }
  }

  private void from(int start) {
    reached.add(start);
    int size = 0;
    queue[size++] = start;
    for (int i = 0; i < size; i++) {
      crew.check();
      for (int j = layer.begin(queue[i]); j < layer.end(queue[i]); j++) {
        int next = layer.links()[j];
        if (reached.add(next)) {
          queue[size++] = next;
        }
      }
    }
  }

  private void link(int node) {
    Beam near = search.near(node, entry);
    int with = -1;
    for (int i = 0; i < near.size() && with < 0; i++) {
      int candidate = Beam.node(near.keys()[i]);
      with = layer.hasRoom(candidate) ? candidate : -1;
    }
    for (int i = 0; i < layer.size() && with < 0; i++) {
      with = i != node && reached.has(i) && layer.hasRoom(i) ? i : -1;
    }
    if (with >= 0) {
      layer.add(with, node);
    }
  }
}
