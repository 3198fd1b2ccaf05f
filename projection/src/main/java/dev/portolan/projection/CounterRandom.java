package dev.portolan.projection;

/// Random numbers that are functions of their place: hash a counter, keep no state.
///
/// Any thread may ask for any number in any order, and gets the same one. The mixer is SplitMix64's
/// finaliser (Steele, Lea, Flood 2014).
final class CounterRandom {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private CounterRandom() {}

  static long hash(long seed, long counter) {
    return mix(mix(seed + GOLDEN) + GOLDEN * (counter + 1));
  }

  static long hash(long seed, long first, long second) {
    return hash(hash(seed, first), second);
  }

  /// A whole number in `[0, bound)` from the upper bits of a hash.
  static int below(long hash, int bound) {
    return (int) (((hash >>> 32) * bound) >>> 32);
  }

  /// A number in `(0, 1]` from the upper bits of a hash.
  static double unit(long hash) {
    return ((hash >>> 11) + 1) * 0x1p-53;
  }

  /// A draw from the normal distribution N(0, 1) (Box & Muller 1958).
  static double gaussian(long seed, long counter) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(unit(hash(seed, counter, 0))));
    return radius * StrictMath.cos(2 * Math.PI * unit(hash(seed, counter, 1)));
  }

  /// The numbers `0 … n-1` in an order drawn from `seed` (Fisher & Yates).
  static int[] permutation(int n, long seed) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = below(hash(seed, i), i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
