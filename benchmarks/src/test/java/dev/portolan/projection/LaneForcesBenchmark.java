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

  /// Stages that take turns, so that repulsions come from all over the places.
  private static final int STAGES = 256;

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
  private LaneForces.Stage[] stages;
  private int next;
  private float[][] places;

  @Setup
  public void stage() {
    SplittableRandom random = new SplittableRandom(7);
    forces = twin.forces(DIMENSIONS, NEGATIVES, Curve.fit(1, .1));
    places = new float[DIMENSIONS][n + LaneForces.LANES];
    for (float[] coordinate : places) {
      for (int place = 0; place < coordinate.length; place++) {
        coordinate[place] = (float) (WIDTH * random.nextDouble());
      }
    }
    stages = new LaneForces.Stage[STAGES];
    for (int i = 0; i < STAGES; i++) {
      stages[i] = stage(random);
    }
  }

  private LaneForces.Stage stage(SplittableRandom random) {
    LaneForces.Stage stage = LaneForces.Stage.of(DIMENSIONS, GROUPS * LaneForces.LANES, NEGATIVES);
    for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
      float[] heads = stage.heads()[dimension];
      for (int edge = 0; edge < heads.length; edge++) {
        heads[edge] = (float) (WIDTH * random.nextDouble());
        stage.tails()[dimension][edge] = (float) (heads[edge] + EDGE * random.nextGaussian());
      }
    }
    for (int i = 0; i < stage.negatives().length; i++) {
      stage.negatives()[i] = random.nextInt(n);
    }
    return stage;
  }

  @Benchmark
  @OperationsPerInvocation(GROUPS * LaneForces.LANES * (1 + NEGATIVES))
  public float[][] apply() {
    LaneForces.Stage stage = stages[next];
    next = (next + 1) % STAGES;
    forces.apply(stage, GROUPS, places, RATE);
    return stage.moves();
  }
}
