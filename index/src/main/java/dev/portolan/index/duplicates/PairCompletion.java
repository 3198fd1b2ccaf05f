package dev.portolan.index.duplicates;

import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.VectorMetric;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Finds the pairs that are kept, so that another cutoff needs no new search.
///
/// Levels of distance are walked downwards, from beyond the cutoff to below it. The components of a
/// level that are small enough are compared all with all, and their members are complete within
/// that level; members of larger ones wait for a lower level. Beyond the cutoff only components of
/// up to 512 are worth the work, and only levels at which few lists are saturated (at 0.3 one
/// component holds nearly all of a narrow domain). The lists of the neighbour graph give the rest:
/// each is complete up to its last neighbour.
final class PairCompletion implements NearPairs {
  private static final int OPTIONAL_SIZE = 512;
  private static final int OPTIONAL_SATURATED = 8;
  private static final int PARALLEL_SIZE = 1024;
  private static final int HALVINGS = 6;
  private static final double[] COSINE_LEVELS = {0.3, 0.2, 0.15, 0.1, 0.05};

  private final NearLists lists;
  private final LatentVectors vectors;
  private final double cutoff;
  private final double[] levels;
  private final double limit;
  private final double[] reach;
  private final int[] group;
  private final EdgeCollector collector;

  /// @param capacity how many pairs are kept, the nearest
  PairCompletion(NearLists lists, LatentVectors vectors, double cutoff, long capacity) {
    this.lists = lists;
    this.vectors = vectors;
    this.cutoff = cutoff;
    levels = levels(vectors.metric(), cutoff);
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
    for (int i = 0; i < levels.length; i++) {
      double level = levels[i];
      Workers stage = workers.stage(i, levels.length + 1);
      if (level == cutoff) {
        complete(atCutoff, level, stage);
      } else if (level > cutoff ? worthwhile(level) : waits(atCutoff)) {
        Components components = lists.components(vectors, level, stage.stage(0, 2));
        complete(components, level, stage.stage(1, 2));
      }
    }
    workers
        .stage(levels.length, levels.length + 1)
        .slices(vectors.size(), 256, this::collectListed);
  }

  @Override
  public EdgeCollector.Buffer pairs() {
    return collector.finish();
  }

  @Override
  public double radius(int unique) {
    double complete = Math.min(limit, Math.max(reach[unique], lists.completeWithin(unique)));
    return Math.min(complete, Math.nextDown(collector.dropped()));
  }

  /// Up to which distance pairs are kept where the cutoff is this.
  static double limit(VectorMetric metric, double cutoff) {
    return levels(metric, cutoff)[0];
  }

  private static double[] levels(VectorMetric metric, double cutoff) {
    DoubleStream above =
        switch (metric) {
          case COSINE -> DoubleStream.of(COSINE_LEVELS);
          case EUCLIDEAN -> DoubleStream.of(3 * cutoff, 2 * cutoff, 1.5 * cutoff);
        };
    DoubleStream below = DoubleStream.iterate(cutoff, level -> level / 2).limit(HALVINGS);
    return DoubleStream.concat(above.filter(level -> level > cutoff), below).distinct().toArray();
  }

  private boolean worthwhile(double level) {
    return lists.saturated(level) <= vectors.size() / OPTIONAL_SATURATED;
  }

  private boolean waits(Components components) {
    return IntStream.range(0, components.count()).anyMatch(c -> waits(components, c));
  }

  private void complete(Components components, double level, Workers workers) {
    int most = level > cutoff ? OPTIONAL_SIZE : PivotBlocks.BRUTE_FORCE;
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

  private boolean compared(int a, int b, double distance) {
    return group[a] == group[b] && distance <= reach[a];
  }
}
