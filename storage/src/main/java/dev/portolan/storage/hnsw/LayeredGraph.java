package dev.portolan.storage.hnsw;

import java.util.Arrays;

/// A hierarchical navigable small world graph: on each level some vectors, and for each of them its
/// neighbours there.
///
/// Level 0 has all vectors, `[0, n)`; every level above has some of the one below. Immutable.
///
/// Paper: Malkov & Yashunin, "Efficient and robust approximate nearest neighbor search using
/// Hierarchical Navigable Small World graphs", 2018.
public final class LayeredGraph {
  /// How many neighbours a vector may have above level 0 (the paper's M), and half of what it may
  /// have there.
  public static final int WIDTH = 16;

  private final Layer[] layers;
  private final int[] vectorOf;
  private final int[] nodeOf;

  /// @param layers of nodes, which are vectors by another number
  LayeredGraph(Layer[] layers, int[] vectorOf, int[] nodeOf) {
    this.layers = layers;
    this.vectorOf = vectorOf;
    this.nodeOf = nodeOf;
  }

  public int levels() {
    return layers.length;
  }

  public int size() {
    return vectorOf.length;
  }

  /// The vectors on a level, ascending.
  public int[] vectors(int level) {
    Layer layer = layers[level];
    int[] vectors = new int[layer.size()];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = vectorOf[layer.nodeAt(i)];
    }
    Arrays.sort(vectors);
    return vectors;
  }

  /// Writes the neighbours of a vector on one of its levels, ascending.
  ///
  /// @param target takes at least `2·`[#WIDTH]
  /// @return how many
  public int neighbors(int level, int vector, int[] target) {
    Layer layer = layers[level];
    int place = layer.place(nodeOf[vector]);
    int count = 0;
    for (int i = layer.begin(place); i < layer.end(place); i++) {
      target[count++] = vectorOf[layer.links()[i]];
    }
    Arrays.sort(target, 0, count);
    return count;
  }
}
