package dev.portolan.index.duplicates;

import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.VectorMetric;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Finds the pairs that are kept, so that another cutoff needs no new search.
///
/// Levels of distance are walked downwards ([PairLevels]). The components of a level that are small
/// enough are compared all with all, and their members are complete within that level; members of
/// larger ones wait for a lower level. The lists of the neighbour graph give the rest: each is
/// complete up to its last neighbour. No cutoff beyond what all data are complete within can be
/// asked for, so no farther pair is looked for in the lists.
final class PairCompletion implements NearPairs {
  private static final int PARALLEL_SIZE = 1024;

  private final NearLists lists;
  private final LatentVectors vectors;
  private final double cutoff;
  private final double[] levels;
  private double limit;
  private final double[] reach;
  private final int[] group;
  private final EdgeCollector collector;

  /// @param beyond whether pairs beyond the cutoff are kept too: there only the lists find them
  /// @param capacity how many pairs are kept, the nearest
  PairCompletion(
      NearLists lists, LatentVectors vectors, double cutoff, boolean beyond, long capacity) {
    this.lists = lists;
    this.vectors = vectors;
    this.cutoff = cutoff;
    levels =
        DoubleStream.of(PairLevels.of(vectors.metric(), cutoff))
            .filter(level -> beyond || level <= cutoff)
            .toArray();
    limit = levels[0];
    reach = new double[vectors.size()];
    Arrays.fill(reach, -1);
    group = new int[vectors.size()];
    collector = new EdgeCollector(capacity);
  }

  /// Searches once; [#pairs] and [#radius] then say what was found and how far it is complete.
  ///
  /// @param atCutoff the components at the cutoff
  void run(Components atCutoff, Workers workers) {
    boolean beyond = false;
    for (int i = 0; i < levels.length; i++) {
      double level = levels[i];
      Workers stage = workers.stage(i, levels.length + 1);
      if (level > cutoff) {
        beyond = beyond || completesAll(level, stage);
      } else if (level == cutoff) {
        complete(atCutoff, level, PivotBlocks.BRUTE_FORCE, stage);
      } else if (waits(atCutoff)) {
        Components components = lists.components(vectors, level, stage.stage(0, 2));
        complete(components, level, PivotBlocks.BRUTE_FORCE, stage.stage(1, 2));
      }
    }
    limit = IntStream.range(0, vectors.size()).mapToDouble(this::complete).min().orElse(limit);
    workers
        .stage(levels.length, levels.length + 1)
        .slices(vectors.size(), 256, this::collectListed);
    collectJoins();
  }

  @Override
  public EdgeCollector.Buffer pairs() {
    return collector.finish();
  }

  @Override
  public double radius(int unique) {
    return Math.min(complete(unique), Math.nextDown(collector.dropped()));
  }

  /// Up to which distance pairs are kept where the cutoff is this.
  static double limit(VectorMetric metric, double cutoff) {
    return PairLevels.of(metric, cutoff)[0];
  }

  private double complete(int unique) {
    return Math.min(limit, Math.max(reach[unique], lists.completeWithin(unique)));
  }

  private boolean waits(Components components) {
    return IntStream.range(0, components.count()).anyMatch(c -> waits(components, c));
  }

  /// Completes a level beyond the cutoff, if everything can be; lower ones add nothing then.
  private boolean completesAll(double level, Workers workers) {
    if (!PairLevels.worthwhile(lists, level)) {
      return false;
    }
    Components components = lists.components(vectors, level, workers.stage(0, 2));
    boolean can = PairLevels.canComplete(lists, components, level);
    if (can) {
      complete(components, level, PairLevels.OPTIONAL_SIZE, workers.stage(1, 2));
    }
    return can;
  }

  /// @param most members of a component that is compared
  private void complete(Components components, double level, int most, Workers workers) {
    int[] due =
        IntStream.of(components.sizedUpTo(most)).filter(c -> waits(components, c)).toArray();
    int[] small = IntStream.of(due).filter(c -> components.size(c) <= PARALLEL_SIZE).toArray();
    int[] large = IntStream.of(due).filter(c -> components.size(c) > PARALLEL_SIZE).toArray();
    workers.stage(0, 2).run(small.length, i -> compare(components.members(small[i]), level));
    for (int i = 0; i < large.length; i++) {
      Workers alone = workers.stage(1, 2).stage(i, large.length);
      compareInParallel(components.members(large[i]), level, alone);
    }
  }

  /// Components of a lower level lie inside those of a higher one: one member speaks for all.
  private boolean waits(Components components, int group) {
    return reach[components.members()[components.start()[group]]] < 0;
  }

  private void compare(int[] members, double level) {
    VectorBlock block = VectorBlock.of(vectors, members);
    EdgeCollector.Buffer pairs = new EdgeCollector.Buffer();
    for (int a = 0; a < members.length; a++) {
      compare(block, members, a, level, pairs);
    }
    collector.add(pairs);
    mark(members, level);
  }

  private void compareInParallel(int[] members, double level, Workers workers) {
    VectorBlock block = VectorBlock.of(vectors, members);
    workers.run(
        members.length,
        a -> {
          EdgeCollector.Buffer pairs = new EdgeCollector.Buffer();
          compare(block, members, a, level, pairs);
          collector.add(pairs);
        });
    mark(members, level);
  }

  private static void compare(
      VectorBlock block, int[] members, int a, double level, EdgeCollector.Buffer pairs) {
    for (int b = a + 1; b < members.length; b++) {
      double distance = block.distanceUpTo(a, b, level);
      if (distance <= level) {
        pairs.add(members[a], members[b], distance);
      }
    }
  }

  private void mark(int[] members, double level) {
    for (int unique : members) {
      reach[unique] = level;
      group[unique] = members[0];
    }
  }

  /// Adds what a datum's list holds and no component gave.
  private void collectListed(int unique) {
    int[] near = lists.within(unique, limit);
    if (near.length == 0) {
      return;
    }
    int[] rows = Arrays.copyOf(near, near.length + 1);
    rows[near.length] = unique;
    VectorBlock block = VectorBlock.of(vectors, rows);
    EdgeCollector.Buffer pairs = new EdgeCollector.Buffer();
    for (int i = 0; i < near.length; i++) {
      if (unique < near[i] || !lists.lists(near[i], unique, limit)) {
        double distance = block.distanceUpTo(i, near.length, limit);
        if (distance <= limit && !compared(unique, near[i], distance)) {
          pairs.add(Math.min(unique, near[i]), Math.max(unique, near[i]), distance);
        }
      }
    }
    collector.add(pairs);
  }

  /// Adds what stands in no list and no component gave.
  private void collectJoins() {
    EdgeCollector.Buffer joins = lists.joins();
    EdgeCollector.Buffer pairs = new EdgeCollector.Buffer();
    for (int i = 0; i < joins.size; i++) {
      if (joins.distances[i] <= limit
          && !compared(joins.from[i], joins.to[i], joins.distances[i])) {
        pairs.add(joins.from[i], joins.to[i], joins.distances[i]);
      }
    }
    collector.add(pairs);
  }

  private boolean compared(int a, int b, double distance) {
    return group[a] == group[b] && distance <= reach[a];
  }
}
