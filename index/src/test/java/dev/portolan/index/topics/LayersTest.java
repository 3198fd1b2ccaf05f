package dev.portolan.index.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.Progress;
import java.util.ArrayList;
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

  /// One cut that happens to be persistent does not decide where its neighbours are not.
  @Test
  void broadest_lonePeakBesideARidge_isOnTheRidge() {
    List<Layers.Cut> cuts = new ArrayList<>();
    int size = 1_000;
    for (int count = 4; count <= 30; count++) {
      double persistence = count == 6 ? 1.3 : count < 12 ? .8 : count < 22 ? 1.15 : .9;
      cuts.add(new Layers.Cut(size--, count, persistence));
    }
    cuts.add(new Layers.Cut(size, 16, 1.2));
    double[] breadths = Layers.breadths(cuts, 30);
    boolean[] all = new boolean[cuts.size()];
    Arrays.fill(all, true);
    Layers.Cut chosen = cuts.get(Layers.broadest(cuts, breadths, 4, 30, all));
    assertTrue(chosen.count() >= 12 && chosen.count() < 22, chosen.toString());
    assertEquals(breadths[12], breadths[27], "one count, one breadth");
    Layers.Cut sixteen = cuts.get(Layers.broadest(cuts, breadths, 16, 16, all));
    assertEquals(1.2, sixteen.persistence(), "of one count the most persistent");
    assertEquals(-1, Layers.broadest(cuts, breadths, 31, 40, all));
  }

  @Test
  void near_fewTopics_doNotBecomeThree() {
    CondensedTree tree = tree(Blobs.of(2000, 3, 40, 10));
    int[] near = Layers.near(tree, 5, List.of(new TopicCut(100, 4)));
    assertTrue(near.length == 0 || count(tree, near[0]) >= 4);
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
