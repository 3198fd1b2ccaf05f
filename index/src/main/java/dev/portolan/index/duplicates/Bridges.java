package dev.portolan.index.duplicates;

import dev.portolan.projection.LatentVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Joins components that lie within reach of each other but whose lists were too full to say so.
///
/// A pair missing from both lists has two saturated ends. So the saturated members of different
/// components are compared, cut into [Ball]s: first the pivots of two balls (triangle inequality),
/// then members against pivots, then pairs. Exact as far as the lists are. Around a saturated
/// vector lie as many others as its list is long, so that balls are few beside their members.
final class Bridges {
  private final NearLists lists;
  private final LatentVectors vectors;
  private final double distance;

  Bridges(NearLists lists, LatentVectors vectors, double distance) {
    this.lists = lists;
    this.vectors = vectors;
    this.distance = distance;
  }

  void join(DisjointSets sets, Workers workers) {
    List<int[]> groups = groups(Components.of(sets));
    if (groups.size() < 2) {
      return;
    }
    Ball[] balls = balls(groups, workers.stage(0, 2));
    int[][] touched = new int[balls.length][];
    workers.stage(1, 2).run(balls.length, i -> touched[i] = touched(balls, i, groups.size()));
    for (int i = 0; i < balls.length; i++) {
      for (int group : touched[i]) {
        sets.unite(groups.get(balls[i].group())[0], groups.get(group)[0]);
      }
    }
  }

  /// The saturated members of each component that has some.
  private List<int[]> groups(Components components) {
    List<int[]> groups = new ArrayList<>();
    for (int c = 0; c < components.count(); c++) {
      int[] members =
          Arrays.stream(components.members(c)).filter(u -> lists.saturated(u, distance)).toArray();
      if (members.length > 0) {
        groups.add(members);
      }
    }
    return groups;
  }

  private Ball[] balls(List<int[]> groups, Workers workers) {
    Ball[][] balls = new Ball[groups.size()][];
    for (int g = 0; g < balls.length; g++) {
      VectorBlock block = VectorBlock.of(vectors, groups.get(g));
      balls[g] = Ball.cover(g, block, workers.stage(g, balls.length));
    }
    return Arrays.stream(balls).flatMap(Arrays::stream).toArray(Ball[]::new);
  }

  /// The later groups that a ball reaches.
  private int[] touched(Ball[] balls, int i, int groups) {
    boolean[] touched = new boolean[groups];
    double bound = lists.bound(distance);
    for (int j = i + 1; j < balls.length; j++) {
      int group = balls[j].group();
      touched[group] |=
          group != balls[i].group() && !touched[group] && balls[i].reaches(balls[j], bound);
    }
    return IntStream.range(0, groups).filter(group -> touched[group]).toArray();
  }
}
