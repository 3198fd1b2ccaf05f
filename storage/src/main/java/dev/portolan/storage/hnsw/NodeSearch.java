package dev.portolan.storage.hnsw;

import java.util.Arrays;

/// One thread's searches in a graph and its choices of neighbours, with the space they need: `n/8`
/// bytes and some kB.
///
/// Terms of the paper ([LayeredGraph]): beam, efConstruction; candidates, W; chosen, R.
final class NodeSearch {
  /// efConstruction.
  private static final int BEAM = 100;

  /// A list that was full is filled up to this share with what was not diverse: as many neighbours
  /// are met in a search as in a graph that drops one neighbour at a time, at fewer choices.
  private static final float FILLED = 28 / 32f;

  private static final int LONGEST = 2 * LayeredGraph.WIDTH;

  private final Layer[] layers;
  private final Distances distances;
  private final Beam beam = new Beam(BEAM);
  private final Visited visited;
  private final int[] fresh = new int[LONGEST];
  private final float[] toFresh = new float[LONGEST];
  private final int[] chosen = new int[LONGEST];
  private final int[] passed = new int[LONGEST];
  private int[] members = new int[4 * LONGEST];
  private float[] toMembers = new float[members.length];
  private long[] candidates = new long[members.length];

  NodeSearch(Layer[] layers, Distances distances) {
    this.layers = layers;
    this.distances = distances;
    visited = new Visited(layers[0].size());
  }

  /// Finds a new node's neighbours on its levels, and writes their lists (the paper's algorithm 1
  /// without the links back).
  ///
  /// @param level the node's highest
  /// @param top the highest level that has an entry
  void place(int node, int level, int entry, int top) {
    begin(node, entry);
    for (int l = top; l > level; l--) {
      walk(layers[l], 1);
    }
    for (int l = Math.min(level, top); l >= 0; l--) {
      distances.from(node);
      walk(layers[l], BEAM);
      int count = diverse(beam.keys(), beam.size(), layers[l].width(), 0);
      layers[l].replace(layers[l].place(node), chosen, count);
    }
  }

  /// Finds nodes near another one on the lowest level; all of them can be reached from `entry`.
  Beam near(int node, int entry) {
    begin(node, entry);
    walk(layers[0], BEAM);
    return beam;
  }

  private void begin(int node, int entry) {
    distances.from(node);
    beam.clear();
    beam.offer(distances.to(entry), entry);
  }

  /// Keeps the nearest nodes that lead on from those in the beam (algorithm 2).
  private void walk(Layer layer, int width) {
    beam.reopen(width);
    for (int i = 0; i < beam.size(); i++) {
      visited.add(Beam.node(beam.keys()[i]));
    }
    int[] links = layer.links();
    for (int node = beam.expand(); node >= 0; node = beam.expand()) {
      int place = layer.place(node);
      int count = 0;
      for (int i = layer.begin(place), end = layer.end(place); i < end; i++) {
        if (visited.add(links[i])) {
          fresh[count++] = links[i];
        }
      }
      distances.to(fresh, 0, count, toFresh);
      for (int i = 0; i < count; i++) {
        beam.offer(toFresh[i], fresh[i]);
      }
    }
    visited.clear();
  }

  /// Adds nodes to the list of the node they are linked to.
  ///
  /// @param sources the nodes, in the lower half of `sources[from … to)`, ascending
  void linkBack(Layer layer, int node, long[] sources, int from, int to) {
    int place = layer.place(node);
    int count = layer.count(place);
    if (count + to - from <= layer.width()) {
      for (int i = from; i < to; i++) {
        layer.add(place, (int) sources[i]);
      }
      return;
    }
    makeRoom(count + to - from);
    System.arraycopy(layer.links(), layer.begin(place), members, 0, count);
    for (int i = from; i < to; i++) {
      members[count++] = (int) sources[i];
    }
    choose(layer, node, count);
  }

  /// Writes a node's list: the best of some others.
  void choose(Layer layer, int node, int[] others) {
    makeRoom(others.length);
    System.arraycopy(others, 0, members, 0, others.length);
    choose(layer, node, others.length);
  }

  private void choose(Layer layer, int node, int count) {
    distances.from(node);
    distances.to(members, 0, count, toMembers);
    for (int i = 0; i < count; i++) {
      candidates[i] = Beam.key(toMembers[i], members[i]);
    }
    Arrays.sort(candidates, 0, count);
    int width = layer.width();
    int kept = diverse(candidates, count, width, (int) (FILLED * width));
    layer.replace(layer.place(node), chosen, kept);
  }

  private void makeRoom(int count) {
    if (count > members.length) {
      members = new int[2 * count];
      toMembers = new float[members.length];
      candidates = new long[members.length];
    }
  }

  /// Chooses, nearest first, candidates that are nearer to the node than to any chosen before them
  /// (algorithm 4); writes [#chosen].
  ///
  /// @param limit how many at most
  /// @param filled how many at least, with the nearest of the others, where there are so many
  private int diverse(long[] keys, int count, int limit, int filled) {
    int size = 0;
    int left = 0;
    for (int i = 0; i < count && size < limit; i++) {
      int node = Beam.node(keys[i]);
      if (isDiverse(node, Beam.distance(keys[i]), size)) {
        chosen[size++] = node;
      } else if (left < filled) {
        passed[left++] = node;
      }
    }
    for (int i = 0; i < left && size < filled; i++) {
      chosen[size++] = passed[i];
    }
    return size;
  }

  private boolean isDiverse(int node, float distance, int size) {
    distances.from(node);
    for (int i = 0; i < size; i++) {
      if (distances.to(chosen[i]) <= distance) {
        return false;
      }
    }
    return true;
  }
}
