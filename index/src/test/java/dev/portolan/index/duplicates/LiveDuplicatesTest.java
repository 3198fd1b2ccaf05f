package dev.portolan.index.duplicates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.VectorMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Law G4: after any inserts, updates and deletes the state is that of a rebuild.
class LiveDuplicatesTest {
  private static final double CUTOFF = .05;
  private static final int D = 3;
  private static final int OPERATIONS = 10_000;
  private static final int EVERY = 500;

  /// What is there, beside the state under test.
  private static final class World {
    final Random random;
    final VectorMetric metric;
    final boolean ranked;
    final TreeMap<Integer, float[]> vectors = new TreeMap<>();
    final TreeMap<Integer, Double> priorities = new TreeMap<>();
    final LiveDuplicates live = new LiveDuplicates(CUTOFF);
    int next;

    World(VectorMetric metric, boolean ranked, long seed) {
      this.metric = metric;
      this.ranked = ranked;
      random = new Random(seed);
    }

    void operate() {
      double chance = random.nextDouble();
      if (vectors.size() < 20 || chance < .5) {
        int ordinal = next++;
        double priority = ranked && random.nextInt(9) > 0 ? random.nextInt(20) : Double.NaN;
        put(ordinal, priority, vector());
      } else {
        List<Integer> there = new ArrayList<>(vectors.keySet());
        int ordinal = there.get(random.nextInt(there.size()));
        live.delete(ordinal);
        vectors.remove(ordinal);
        double priority = priorities.remove(ordinal);
        if (chance < .7) {
          put(ordinal, priority, vector());
        }
      }
    }

    /// A new place, near another datum, or exactly there.
    private float[] vector() {
      int kind = random.nextInt(4);
      if (vectors.isEmpty() || kind == 0) {
        return Rows.random(metric, 1, D, random.nextLong()).values()[0];
      }
      List<float[]> there = new ArrayList<>(vectors.values());
      float[] copy = there.get(random.nextInt(there.size())).clone();
      if (kind < 3) {
        for (int i = 0; i < D; i++) {
          copy[i] += (float) (.1 * random.nextGaussian());
        }
        Rows.settled(metric, copy);
      }
      return copy;
    }

    private void put(int ordinal, double priority, float[] vector) {
      Rows rows = rows(vector);
      int last = rows.size() - 1;
      int[] there = ordinals();
      int copyOf = -1;
      int[] near = new int[last];
      double[] distances = new double[last];
      VectorBlock block =
          VectorBlock.of(rows, java.util.stream.IntStream.rangeClosed(0, last).toArray());
      for (int i = 0; i < last; i++) {
        near[i] = there[i];
        distances[i] = block.distance(i, last);
        if (Arrays.equals(rows.values()[i], vector)) {
          copyOf = there[i];
        }
      }
      live.insert(ordinal, priority, copyOf, near, distances);
      vectors.put(ordinal, vector);
      priorities.put(ordinal, priority);
    }

    int[] ordinals() {
      return vectors.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    Rows rows(float[]... more) {
      List<float[]> all = new ArrayList<>(vectors.values());
      all.addAll(List.of(more));
      return Rows.of(metric, all.toArray(float[][]::new));
    }

    void assertRebuildAgrees(int operation) {
      int[] ordinals = ordinals();
      double[] values = priorities.values().stream().mapToDouble(Double::doubleValue).toArray();
      DuplicateInput input = rows().input(16, 2, Ranking.descending(values));
      Duplicates rebuilt = Rows.findExactly(input, CUTOFF);
      for (int row = 0; row < ordinals.length; row++) {
        LiveDuplicates.Place place = live.of(ordinals[row]);
        String where =
            "seed %d, operation %d, datum %d".formatted(Rows.SEED, operation, ordinals[row]);
        assertEquals(ordinals[rebuilt.duplicateOf()[row]], place.of(), where);
        assertEquals(rebuilt.distance()[row], place.distance(), 0, where);
      }
    }
  }

  @Test
  void operations_byAge_equalARebuild() {
    run(new World(VectorMetric.COSINE, false, Rows.SEED));
  }

  @Test
  void operations_byPriority_equalARebuild() {
    run(new World(VectorMetric.COSINE, true, Rows.SEED + 1));
  }

  @Test
  void operations_euclidean_equalARebuild() {
    run(new World(VectorMetric.EUCLIDEAN, false, Rows.SEED + 2));
  }

  private static void run(World world) {
    for (int operation = 1; operation <= OPERATIONS; operation++) {
      world.operate();
      if (operation % EVERY == 0) {
        world.assertRebuildAgrees(operation);
      }
    }
    assertTrue(world.vectors.size() > 1000, "left " + world.vectors.size());
  }

  @Test
  void insert_ofTheLowestRank_changesNobodyElse() {
    World world = new World(VectorMetric.COSINE, false, Rows.SEED + 3);
    for (int i = 0; i < 300; i++) {
      world.operate();
    }
    int[] before = world.ordinals();
    List<LiveDuplicates.Place> places = Arrays.stream(before).mapToObj(world.live::of).toList();
    world.put(world.next++, Double.NaN, world.vector());
    assertEquals(places, Arrays.stream(before).mapToObj(world.live::of).toList());
  }

  @Test
  void unknownAndKnownOrdinals_areRefused() {
    LiveDuplicates live = new LiveDuplicates(CUTOFF);
    live.insert(3, 0, -1, new int[0], new double[0]);
    assertThrows(
        IllegalArgumentException.class, () -> live.insert(3, 0, -1, new int[0], new double[0]));
    assertThrows(IllegalArgumentException.class, () -> live.delete(4));
    assertThrows(IllegalArgumentException.class, () -> live.of(4));
  }
}
