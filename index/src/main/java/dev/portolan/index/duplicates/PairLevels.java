package dev.portolan.index.duplicates;

import dev.portolan.projection.VectorMetric;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The distances at which pairs are completed, the farthest first: from beyond the cutoff, where
/// that is cheap, down to the cutoff and halves of it.
final class PairLevels {
  /// Beyond the cutoff components up to this size are compared.
  static final int OPTIONAL_SIZE = 512;

  private static final int OPTIONAL_SHARE = 8;
  private static final int OPTIONAL_ROOT = 32;
  private static final int HALVINGS = 6;
  private static final double[] COSINE = {0.3, 0.2, 0.15, 0.1, 0.05};

  private PairLevels() {}

  static double[] of(VectorMetric metric, double cutoff) {
    DoubleStream above =
        switch (metric) {
          case COSINE -> DoubleStream.of(COSINE);
          case EUCLIDEAN -> DoubleStream.of(3 * cutoff, 2 * cutoff, 1.5 * cutoff);
        };
    DoubleStream below = DoubleStream.iterate(cutoff, level -> level / 2).limit(HALVINGS);
    return DoubleStream.concat(above.filter(level -> level > cutoff), below).distinct().toArray();
  }

  /// Whether a level beyond the cutoff can raise the ceiling, and cheaply.
  ///
  /// Saturated lists have to be compared with each other: not more than an eighth of all, and not
  /// more than `32·√n`, which are `512·n` pairs at most. And a component that will not be compared
  /// must not hold a datum whose list does not reach that far: it alone would keep the ceiling
  /// below the level.
  static boolean worthwhile(NearLists lists, double level) {
    int n = lists.size();
    return lists.saturated(level) <= Math.min(n / OPTIONAL_SHARE, OPTIONAL_ROOT * Math.sqrt(n))
        && canComplete(lists, lists.listed(level), level);
  }

  /// Whether everything that needs comparing stands in a component small enough for it.
  static boolean canComplete(NearLists lists, Components components, double level) {
    return IntStream.range(0, components.count())
        .filter(c -> components.size(c) > OPTIONAL_SIZE)
        .allMatch(c -> isComplete(lists, components, c, level));
  }

  private static boolean isComplete(
      NearLists lists, Components components, int component, double level) {
    for (int i = components.start()[component]; i < components.start()[component + 1]; i++) {
      if (lists.completeWithin(components.members()[i]) < level) {
        return false;
      }
    }
    return true;
  }
}
