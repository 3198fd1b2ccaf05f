package dev.portolan.storage.hnsw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Takes over what is left of a stored graph: its vectors keep their levels, and their lists where
/// nothing in them is gone.
///
/// One thread reads; lists that lost neighbours are chosen anew by all.
final class Adoption {
  private static final int AT_A_TIME = 4_096;
  private static final int LISTS_AT_A_TIME = 16;

  private final StoredGraph stored;
  private final int[] nodeOf;
  private final byte[] levels;
  private final boolean[] adopted;
  private final int[] neighbors = new int[2 * LayeredGraph.WIDTH];
  private int[] found = new int[1024];
  private int count;

  private record Frayed(int node, int[] candidates) {}

  /// @param levels of all nodes; those of adopted ones are set
  Adoption(StoredGraph stored, int[] nodeOf, byte[] levels) {
    this.stored = stored;
    this.nodeOf = nodeOf;
    this.levels = levels;
    adopted = new boolean[levels.length];
    for (int level = 0; level < stored.levels(); level++) {
      for (int vector : stored.vectors(level)) {
        int node = node(vector);
        if (node >= 0) {
          adopted[node] = true;
          levels[node] = (byte) level;
        }
      }
    }
  }

  private int node(int vector) {
    int renamed = stored.renamed(vector);
    return renamed < 0 ? -1 : nodeOf[renamed];
  }

  /// The nodes that are not adopted, ascending.
  int[] others() {
    return IntStream.range(0, adopted.length).filter(node -> !adopted[node]).toArray();
  }

  /// The first of the highest adopted nodes; −1 when there is none.
  int entry() {
    int entry = -1;
    for (int node = 0; node < adopted.length; node++) {
      if (adopted[node] && (entry < 0 || levels[node] > levels[entry])) {
        entry = node;
      }
    }
    return entry;
  }

  /// Writes the lists of all adopted nodes.
  void copy(Layer[] layers, NodeSearch[] searches, Crew crew) {
    for (int level = 0; level < Math.min(stored.levels(), layers.length); level++) {
      Layer layer = layers[level];
      List<Frayed> frayed = new ArrayList<>();
      for (int vector : stored.vectors(level)) {
        crew.check();
        if (node(vector) >= 0 && !copy(layer, level, vector)) {
          frayed.add(new Frayed(node(vector), Arrays.copyOf(found, count)));
        }
        if (frayed.size() == AT_A_TIME) {
          choose(layer, frayed, searches, crew);
          frayed.clear();
        }
      }
      choose(layer, frayed, searches, crew);
    }
  }

  /// Writes a list that is whole; else leaves in [#found] what may stand in its place.
  private boolean copy(Layer layer, int level, int vector) {
    int size = stored.neighbors(level, vector, neighbors);
    int[] list = Arrays.copyOf(neighbors, size);
    count = 0;
    boolean whole = size <= layer.width();
    for (int neighbor : list) {
      whole &= node(neighbor) >= 0;
      find(neighbor);
    }
    int node = node(vector);
    if (whole) {
      layer.replace(layer.place(node), found, count);
      return true;
    }
    for (int neighbor : list) {
      if (node(neighbor) < 0) {
        standIn(level, neighbor);
      }
    }
    leaveOnce(node);
    return false;
  }

  private void standIn(int level, int gone) {
    int size = stored.neighbors(level, gone, neighbors);
    for (int i = 0; i < size; i++) {
      find(neighbors[i]);
    }
  }

  private void find(int vector) {
    if (node(vector) >= 0) {
      if (count == found.length) {
        found = Arrays.copyOf(found, 2 * count);
      }
      found[count++] = node(vector);
    }
  }

  /// Leaves each node once, and not the one whose list it is.
  private void leaveOnce(int node) {
    int[] once = IntStream.of(found).limit(count).sorted().distinct().toArray();
    count = 0;
    for (int other : once) {
      if (other != node) {
        found[count++] = other;
      }
    }
  }

  private static void choose(Layer layer, List<Frayed> frayed, NodeSearch[] searches, Crew crew) {
    crew.run(
        frayed.size(),
        LISTS_AT_A_TIME,
        (member, from, to) -> {
          for (Frayed list : frayed.subList(from, to)) {
            searches[member].choose(layer, list.node(), list.candidates());
          }
        });
  }
}
