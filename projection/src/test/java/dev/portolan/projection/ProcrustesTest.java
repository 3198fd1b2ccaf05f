package dev.portolan.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ProcrustesTest {
  private static final int N = 200;

  @Test
  void turnedMirroredScaledShifted_comesBack() {
    for (int mirror : new int[] {1, -1}) {
      Random random = new Random(7);
      float[] x = new float[N];
      float[] y = new float[N];
      float[] ontoX = new float[N];
      float[] ontoY = new float[N];
      for (int i = 0; i < N; i++) {
        x[i] = (float) random.nextGaussian();
        y[i] = (float) random.nextGaussian();
        ontoX[i] = (float) (3 + 2 * (Math.cos(1) * x[i] - Math.sin(1) * mirror * y[i]));
        ontoY[i] = (float) (-5 + 2 * (Math.sin(1) * x[i] + Math.cos(1) * mirror * y[i]));
      }
      Positions moved =
          Procrustes.of(x, y, ontoX, ontoY).apply(new Positions(x, y, new Projection.Pca()));
      for (int i = 0; i < N; i++) {
        assertEquals(ontoX[i], moved.x()[i], 1e-4);
        assertEquals(ontoY[i], moved.y()[i], 1e-4);
      }
    }
  }

  @Test
  void nothingInCommon_leavesThePlaces() {
    Positions places = new Positions(new float[] {1, 4}, new float[] {2, -3}, new Projection.Pca());
    Positions moved =
        Procrustes.of(new float[0], new float[0], new float[0], new float[0]).apply(places);
    assertEquals(4, moved.x()[1]);
    assertEquals(-3, moved.y()[1]);
  }
}
