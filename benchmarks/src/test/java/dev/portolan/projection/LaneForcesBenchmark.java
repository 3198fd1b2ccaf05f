package dev.portolan.projection;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// UMAP's forces on staged edges, one attraction and five repulsions each; an operation is one of
/// these samples.
@State(Scope.Thread)
public class LaneForcesBenchmark {
  private static final int DIMENSIONS = 2;
  private static final int NEGATIVES = 5;
  private static final int GROUPS = 64;
  private static final float RATE = .5f;

  /// Width of a finished map, about.
  private static final double WIDTH = 20;

  /// How far apart the ends of an edge are, about.
  private static final double EDGE = .3;

  /// Places on the map: what repels is read at random among them.
  @Param({"10000", "1000000"})
  private int n;

  @Param private Twin twin;

  private LaneForces forces;
  private LaneForces.Stage stage;
  private float[][] places;

  @Setup
  public void stage() {
    forces = twin.forces(DIMENSIONS, NEGATIVES, Curve.fit(1, .1));
    stage = LaneForces.Stage.of(DIMENSIONS, GROUPS * LaneForces.LANES, NEGATIVES);
    places = new float[DIMENSIONS][n + LaneForces.LANES];
    SplittableRandom random = new SplittableRandom(7);
    for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
      float[] heads = stage.heads()[dimension];
      for (int edge = 0; edge < heads.length; edge++) {
        heads[edge] = (float) (WIDTH * random.nextDouble());
        stage.tails()[dimension][edge] = (float) (heads[edge] + EDGE * random.nextGaussian());
      }
      for (int place = 0; place < places[dimension].length; place++) {
        places[dimension][place] = (float) (WIDTH * random.nextDouble());
      }
    }
    for (int i = 0; i < stage.negatives().length; i++) {
      stage.negatives()[i] = random.nextInt(n);
    }
  }

  @Benchmark
  @OperationsPerInvocation(GROUPS * LaneForces.LANES * (1 + NEGATIVES))
  public float[][] apply() {
    forces.apply(stage, GROUPS, places, RATE);
    return stage.moves();
  }
}
