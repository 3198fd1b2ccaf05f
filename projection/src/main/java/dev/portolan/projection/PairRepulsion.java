package dev.portolan.projection;

/// [Repulsion] summed pair by pair, for few positions.
///
/// Few positions may lie so far apart that the error of a grid would be larger than their forces.
final class PairRepulsion implements Repulsion {
  private final float[] x;
  private final float[] y;
  private double pairSum;

  PairRepulsion(float[] x, float[] y) {
    this.x = x;
    this.y = y;
  }

  @Override
  public void cover(float left, float right, float bottom, float top) {}

  @Override
  public Preparation preparation() {
    return (worker, others, other) -> worker.step(others, other, this::sumPairs);
  }

  @Override
  public double pairSum() {
    return pairSum;
  }

  private void sumPairs() {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += near(i, j);
      }
    }
    pairSum = 2 * sum;
  }

  private float near(int i, int j) {
    float dx = x[i] - x[j];
    float dy = y[i] - y[j];
    return 1 / (1 + dx * dx + dy * dy);
  }

  @Override
  public void forces(int from, int to, float[] forceX, float[] forceY) {
    for (int i = from; i < to; i++) {
      float sumX = 0;
      float sumY = 0;
      for (int j = 0; j < x.length; j++) {
        float near = near(i, j);
        sumX += near * near * (x[i] - x[j]);
        sumY += near * near * (y[i] - y[j]);
      }
      forceX[i] = sumX;
      forceY[i] = sumY;
    }
  }
}
