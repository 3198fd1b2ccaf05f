package dev.portolan.index.duplicates;

import dev.portolan.projection.LatentVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Joins components that lie within reach of each other but whose lists were too full to say so.
///
/// A pair missing from both lists has two saturated ends. So the saturated members of different
/// components are compared: first a pivot of each against the other's and their radii (triangle
/// inequality), then members against pivots, then pairs. Exact as far as the lists are.
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
    Group[] groups = groups(Components.of(sets), workers.stage(0, 2));
    boolean[][] joined = new boolean[groups.length][];
    workers.stage(1, 2).run(groups.length, i -> joined[i] = reached(groups, i));
    for (int i = 0; i < groups.length; i++) {
      for (int j = i + 1; j < groups.length; j++) {
        if (joined[i][j - i - 1]) {
          sets.unite(groups[i].first, groups[j].first);
        }
      }
    }
  }

  private Group[] groups(Components components, Workers workers) {
    List<int[]> saturated = new ArrayList<>();
    for (int c = 0; c < components.count(); c++) {
      int[] members =
          Arrays.stream(components.members(c)).filter(u -> lists.saturated(u, distance)).toArray();
      if (members.length > 0) {
        saturated.add(members);
      }
    }
    Group[] groups = new Group[saturated.size()];
    workers.run(groups.length, g -> groups[g] = Group.of(vectors, saturated.get(g)));
    return groups;
  }

  private boolean[] reached(Group[] groups, int i) {
    boolean[] reached = new boolean[groups.length - i - 1];
    for (int j = i + 1; j < groups.length; j++) {
      reached[j - i - 1] = groups[i].reaches(groups[j], lists.bound(distance));
    }
    return reached;
  }

  /// The saturated members of a component; member 0 is the pivot.
  private record Group(int first, VectorBlock block, double radius) {
    static Group of(LatentVectors vectors, int[] members) {
      VectorBlock block = VectorBlock.of(vectors, members);
      double radius = 0;
      for (int i = 1; i < members.length; i++) {
        radius = Math.max(radius, block.span(0, i));
      }
      return new Group(members[0], block, radius);
    }

    boolean reaches(Group other, double bound) {
      double reach = block.span(bound);
      double apart = block.span(block.distance(0, other.block, 0));
      if (block.surelyLonger(apart, radius + other.radius + reach)) {
        return false;
      }
      for (int a = 0; a < block.size(); a++) {
        double toPivot = block.span(block.distance(a, other.block, 0));
        if (!block.surelyLonger(toPivot, other.radius + reach) && touches(a, other, bound)) {
          return true;
        }
      }
      return false;
    }

    private boolean touches(int a, Group other, double bound) {
      for (int b = 0; b < other.block.size(); b++) {
        if (block.distanceUpTo(a, other.block, b, bound) <= bound) {
          return true;
        }
      }
      return false;
    }
  }
}
