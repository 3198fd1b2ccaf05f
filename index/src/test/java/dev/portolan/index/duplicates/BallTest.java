package dev.portolan.index.duplicates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.Progress;
import dev.portolan.projection.VectorMetric;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BallTest {
  @Test
  void cover_anySize_holdsEveryVectorOnceWithinTheRadius() {
    for (int n : new int[] {1, 15, 16, 300, 5000}) {
      VectorBlock block = block(VectorMetric.COSINE, n, 1);
      Ball[] balls = cover(block);
      int[] members = Arrays.stream(balls).flatMapToInt(b -> Arrays.stream(b.members())).toArray();
      Arrays.sort(members);
      assertArrayEquals(IntStream.range(0, n).toArray(), members);
      for (Ball ball : balls) {
        for (int member : ball.members()) {
          assertTrue(block.span(ball.pivot(), member) <= ball.radius() + 1e-6, "member " + member);
        }
      }
    }
  }

  @Test
  void reaches_anyBound_saysWhatAllPairsSay() {
    for (VectorMetric metric : VectorMetric.values()) {
      VectorBlock left = block(metric, 120, 1);
      VectorBlock right = block(metric, 90, 2);
      for (double bound : new double[] {.001, .01, .03, .1, .3}) {
        boolean near = false;
        for (int a = 0; a < left.size(); a++) {
          for (int b = 0; b < right.size(); b++) {
            near |= left.distance(a, right, b) <= bound;
          }
        }
        boolean reached =
            Arrays.stream(cover(left))
                .anyMatch(a -> Arrays.stream(cover(right)).anyMatch(b -> a.reaches(b, bound)));
        assertEquals(near, reached, metric + ", bound " + bound);
      }
    }
  }

  private static Ball[] cover(VectorBlock block) {
    return Ball.cover(0, block, new Workers(2, Progress.none()));
  }

  private static VectorBlock block(VectorMetric metric, int n, int seed) {
    Rows rows = Rows.random(metric, n, 5, Rows.SEED + seed);
    return VectorBlock.of(rows, IntStream.range(0, n).toArray());
  }
}
