package dev.portolan.storage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/// A set of data of one dataset: a Roaring bitmap of ordinals with exact algebra.
///
/// Immutable; safe for many threads. Mixing sets of two datasets is an error. `and`, `or`, `xor`,
/// `minus` cost time in the number of touched containers of 65,536 ordinals.
public final class DatumSet {
  private final String dataset;
  private final RoaringBitmap ordinals;

  private DatumSet(String dataset, RoaringBitmap ordinals) {
    this.dataset = dataset;
    this.ordinals = ordinals;
  }

  /// @param dataset key of the dataset the ordinals belong to, [DataSnapshot#dataset()]
  public static DatumSet of(String dataset, int... ordinals) {
    return new DatumSet(dataset, RoaringBitmap.bitmapOf(ordinals));
  }

  /// The ordinals that `fill` hands to the consumer it is given.
  public static DatumSet collect(String dataset, java.util.function.Consumer<IntConsumer> fill) {
    RoaringBitmap bits = new RoaringBitmap();
    fill.accept(bits::add);
    bits.runOptimize();
    return new DatumSet(dataset, bits);
  }

  /// @param bits `[word]`, ordinal 64·i + j is a member where bit j of word i is set
  static DatumSet ofBits(String dataset, long[] bits) {
    RoaringBitmap set = BitSetUtil.bitmapOf(bits);
    set.runOptimize();
    return new DatumSet(dataset, set);
  }

  public String dataset() {
    return dataset;
  }

  public int count() {
    return ordinals.getCardinality();
  }

  public boolean isEmpty() {
    return ordinals.isEmpty();
  }

  public boolean contains(int ordinal) {
    return ordinals.contains(ordinal);
  }

  public DatumSet and(DatumSet other) {
    return new DatumSet(dataset, Intersection.of(ordinals, sameDataset(other)));
  }

  public DatumSet or(DatumSet other) {
    return new DatumSet(dataset, RoaringBitmap.or(ordinals, sameDataset(other)));
  }

  public DatumSet xor(DatumSet other) {
    return new DatumSet(dataset, RoaringBitmap.xor(ordinals, sameDataset(other)));
  }

  public DatumSet minus(DatumSet other) {
    return new DatumSet(dataset, RoaringBitmap.andNot(ordinals, sameDataset(other)));
  }

  /// How many members are at most `ordinal`.
  public int rank(int ordinal) {
    return ordinals.rank(ordinal);
  }

  /// The member with `index` members before it.
  ///
  /// @throws IllegalArgumentException when `index` is not in `[0, count)`
  public int select(int index) {
    if (index < 0 || index >= count()) {
      throw new IllegalArgumentException(
          "select(%d): the set has %d data; ask for 0 to %d"
              .formatted(index, count(), count() - 1));
    }
    return ordinals.select(index);
  }

  public void forEach(IntConsumer action) {
    ordinals.forEach((org.roaringbitmap.IntConsumer) action::accept);
  }

  /// The members, ascending. `4·count` bytes.
  public int[] ordinals() {
    return ordinals.toArray();
  }

  public IntStream stream() {
    return ordinals.stream();
  }

  /// The portable Roaring serialisation; `dataset` is not part of it.
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(ordinals.serializedSizeInBytes());
    try {
      ordinals.serialize(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("a datum set could not be written to memory", e);
    }
    return bytes.toByteArray();
  }

  /// @throws IllegalArgumentException when the bytes are no Roaring bitmap
  public static DatumSet fromBytes(String dataset, byte[] bytes) {
    RoaringBitmap bits = new RoaringBitmap();
    try {
      bits.deserialize(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "%d bytes are no portable Roaring bitmap (%s); read them with the format they were written in"
              .formatted(bytes.length, e.getMessage()),
          e);
    }
    return new DatumSet(dataset, bits);
  }

  private RoaringBitmap sameDataset(DatumSet other) {
    if (!dataset.equals(other.dataset)) {
      throw new IllegalArgumentException(
          "two datum sets of different datasets ('%s', '%s') cannot be combined: their ordinals mean different data"
              .formatted(dataset, other.dataset));
    }
    return other.ordinals;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DatumSet that
        && dataset.equals(that.dataset)
        && ordinals.equals(that.ordinals);
  }

  @Override
  public int hashCode() {
    return ordinals.hashCode();
  }

  @Override
  public String toString() {
    return "DatumSet of %d data".formatted(count());
  }
}
