package dev.portolan.index.duplicates;

import java.util.Arrays;

/// Vectors around one of them, the pivot, and how far they reach from it.
///
/// @param group whose vectors they are
/// @param block the group's vectors
/// @param pivot its row in the block
/// @param members their rows in the block, ascending
/// @param radius the longest span from the pivot to a member
record Ball(int group, VectorBlock block, int pivot, int[] members, double radius) {
  private static final int MEMBERS = 16;
  private static final int GRAIN = 64;

  /// Cuts a group into balls of about 16 members around pivots spread over its rows; into fewer
  /// than `4·√size` where it is large, so that time grows with `size^1.5`.
  static Ball[] cover(int group, VectorBlock block, Workers workers) {
    int n = block.size();
    int count = (int) Math.min(1 + n / MEMBERS, 4 * Math.sqrt(n));
    int[] ballOf = new int[n];
    double[] spanOf = new double[n];
    workers.slices(n, GRAIN, i -> assign(block, count, i, ballOf, spanOf));
    int[] sizes = new int[count];
    double[] radius = new double[count];
    for (int i = 0; i < n; i++) {
      sizes[ballOf[i]]++;
      radius[ballOf[i]] = Math.max(radius[ballOf[i]], spanOf[i]);
    }
    int[][] members = new int[count][];
    Arrays.setAll(members, ball -> new int[sizes[ball]]);
    for (int i = n - 1; i >= 0; i--) {
      members[ballOf[i]][--sizes[ballOf[i]]] = i;
    }
    Ball[] balls = new Ball[count];
    Arrays.setAll(
        balls, ball -> new Ball(group, block, pivot(ball, count, n), members[ball], radius[ball]));
    return balls;
  }

  /// Whether a vector of this ball lies within `bound` of one of the other.
  boolean reaches(Ball other, double bound) {
    double reach = block.span(bound);
    if (beyond(pivot, other, radius + other.radius + reach)) {
      return false;
    }
    for (int a : members) {
      if (!beyond(a, other, other.radius + reach) && touches(a, other, bound)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a vector is farther than a span from the other's pivot.
  private boolean beyond(int a, Ball other, double span) {
    double limit = block.surelyWithin(span);
    return block.distanceUpTo(a, other.block, other.pivot, limit) > limit;
  }

  private boolean touches(int a, Ball other, double bound) {
    for (int b : other.members) {
      if (block.distanceUpTo(a, other.block, b, bound) <= bound) {
        return true;
      }
    }
    return false;
  }

  private static int pivot(int ball, int count, int n) {
    return (int) ((long) ball * n / count);
  }

  /// Gives a vector to its nearest pivot, the lower one of two.
  private static void assign(VectorBlock block, int count, int i, int[] ballOf, double[] spanOf) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int ball = 0; ball < count; ball++) {
      double distance = block.distanceUpTo(i, pivot(ball, count, block.size()), nearest);
      if (distance < nearest) {
        nearest = distance;
        ballOf[i] = ball;
      }
    }
    spanOf[i] = block.span(nearest);
  }
}
