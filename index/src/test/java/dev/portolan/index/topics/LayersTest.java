package dev.portolan.index.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.Progress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {

  @Test
  void cuts_agreeWithTheTreesLeaves() {
    CondensedTree tree = tree(Blobs.of(1500, 3, 30, 1));
    List<Layers.Cut> cuts = Layers.cuts(tree, 5);
    assertTrue(cuts.size() > 5);
    for (Layers.Cut cut : cuts) {
      assertEquals(count(tree, cut.minSize()), cut.count());
    }
  }

  @Test
  void manyGroups_countsInRangeAndGrowing() {
    for (int salt = 0; salt < 5; salt++) {
      CondensedTree tree = tree(Blobs.of(2000, 3, 40, 10 + salt));
      int[] sizes = Layers.choose(tree, 5, 3);
      assertTrue(sizes.length > 0);
      int first = count(tree, sizes[0]);
      assertTrue(first >= 4 && first <= 30, "first layer has " + first);
      for (int layer = 1; layer < sizes.length; layer++) {
        assertTrue(sizes[layer] < sizes[layer - 1]);
        double ratio = (double) count(tree, sizes[layer]) / count(tree, sizes[layer - 1]);
        assertTrue(ratio >= 3 && ratio <= 8, "ratio " + ratio);
      }
    }
  }

  @Test
  void oneDepthWanted_oneLayer() {
    assertEquals(1, Layers.choose(tree(Blobs.of(1000, 3, 10, 20)), 5, 1).length);
  }

  /// As many clusters as before where the tree allows; never a jump.
  @Test
  void near_countsStayAboutWhatTheyWere() {
    CondensedTree before = tree(Blobs.of(2000, 3, 40, 10));
    int[] sizes = Layers.choose(before, 5, 3);
    List<TopicCut> cuts =
        Arrays.stream(sizes).mapToObj(size -> new TopicCut(size, count(before, size))).toList();
    CondensedTree now = tree(Blobs.of(2600, 3, 44, 11));
    int[] near = Layers.near(now, 5, cuts);
    assertEquals(sizes.length, near.length);
    for (int layer = 0; layer < near.length; layer++) {
      double ratio = (double) count(now, near[layer]) / cuts.get(layer).clusters();
      assertTrue(ratio >= .66 && ratio <= 1.5, "layer " + layer + ": " + ratio);
    }
    assertEquals(0, Layers.near(now, 5, List.of(new TopicCut(10, 1_000_000))).length);
    assertEquals(0, Layers.near(now, 5, List.of()).length);
  }

  private static CondensedTree tree(Blobs blobs) {
    PointTree points = new PointTree(blobs.coordinates(), blobs.dimensions());
    MinimumSpanningTree edges = MinimumSpanningTree.of(points, 5, new Slices(2, Progress.none()));
    return CondensedTree.of(Dendrogram.of(edges, blobs.size()));
  }

  private static int count(CondensedTree tree, int minSize) {
    return Arrays.stream(tree.leavesAt(minSize)).max().getAsInt() + 1;
  }
}
