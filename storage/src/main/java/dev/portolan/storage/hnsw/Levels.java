package dev.portolan.storage.hnsw;

/// Up to which level a vector's node goes, from a hash of the vector's number.
///
/// One in 16 goes one level further up: a level for each leading zero digit of the hash, written to
/// the base 16. So ascending hashes begin with the highest nodes.
final class Levels {
  private static final int DIGIT = Integer.numberOfTrailingZeros(LayeredGraph.WIDTH);

  private Levels() {}

  static int level(int vector) {
    return Integer.numberOfLeadingZeros(hash(vector)) / DIGIT;
  }

  /// The finalizer of SplitMix64 (Steele et al. 2014) over multiples of its increment.
  static int hash(int number) {
    long z = (number + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return (int) (z ^ z >>> 31);
  }
}
