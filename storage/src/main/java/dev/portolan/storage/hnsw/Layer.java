package dev.portolan.storage.hnsw;

import java.util.Arrays;

/// One level of a graph: which nodes are on it, and a list of neighbours for each.
///
/// `4·width + 1` bytes a node, and 4 more above the lowest level. Many threads may write the lists
/// of different nodes.
final class Layer {
  private final int[] nodes;
  private final int width;
  private final int[] links;
  private final byte[] counts;

  private Layer(int[] nodes, int size, int width) {
    this.nodes = nodes;
    this.width = width;
    links = new int[Math.multiplyExact(size, width)];
    counts = new byte[size];
  }

  static Layer lowest(int size) {
    return new Layer(null, size, 2 * LayeredGraph.WIDTH);
  }

  /// @param nodes ascending
  static Layer upper(int[] nodes) {
    return new Layer(nodes, nodes.length, LayeredGraph.WIDTH);
  }

  /// How long a list may be.
  int width() {
    return width;
  }

  int size() {
    return counts.length;
  }

  /// The node at a place; places are in the order of nodes.
  int nodeAt(int place) {
    return nodes == null ? place : nodes[place];
  }

  int place(int node) {
    return nodes == null ? node : Arrays.binarySearch(nodes, node);
  }

  int count(int place) {
    return counts[place];
  }

  boolean hasRoom(int place) {
    return counts[place] < width;
  }

  /// All lists; that of a place begins at [#begin].
  int[] links() {
    return links;
  }

  int begin(int place) {
    return place * width;
  }

  int end(int place) {
    return place * width + counts[place];
  }

  void add(int place, int node) {
    links[place * width + counts[place]++] = node;
  }

  void replace(int place, int[] list, int count) {
    System.arraycopy(list, 0, links, place * width, count);
    counts[place] = (byte) count;
  }
}
