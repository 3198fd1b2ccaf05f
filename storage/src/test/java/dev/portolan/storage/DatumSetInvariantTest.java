package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Datum sets against a sorted set, over random sets.
class DatumSetInvariantTest {
  @Test
  void algebra_randomSets_agreesWithSortedSets() {
    SplittableRandom random = Seeds.random();
    for (int round = 0; round < 200; round++) {
      TreeSet<Integer> a = set(random);
      TreeSet<Integer> b = set(random);
      DatumSet left = of(a);
      DatumSet right = of(b);
      TreeSet<Integer> both = new TreeSet<>(a);
      both.retainAll(b);
      TreeSet<Integer> either = new TreeSet<>(a);
      either.addAll(b);
      TreeSet<Integer> only = new TreeSet<>(a);
      only.removeAll(b);
      assertEquals(of(both), left.and(right), Seeds.note());
      assertEquals(of(either), left.or(right), Seeds.note());
      assertEquals(of(only), left.minus(right), Seeds.note());
      assertEquals(left.or(right).minus(left.and(right)), left.xor(right), Seeds.note());
      assertEquals(left, DatumSet.fromBytes("d", left.toBytes()), Seeds.note());
      assertArrayEquals(a.stream().mapToInt(i -> i).toArray(), left.ordinals(), Seeds.note());
      for (int i = 0; i < left.count(); i++) {
        assertEquals(i + 1, left.rank(left.select(i)), Seeds.note());
        assertTrue(left.contains(left.select(i)), Seeds.note());
      }
    }
  }

  @Test
  void and_denseSets_holdsWhatBothHold() {
    SplittableRandom random = Seeds.random();
    for (double share : new double[] {.07, .15, .24, .26, .5, .9, 1}) {
      boolean[][] member = new boolean[2][300_000];
      for (boolean[] side : member) {
        for (int i = 0; i < side.length; i++) {
          side[i] = random.nextDouble() < share;
        }
      }
      // A stretch that only one has: containers of one side alone, and an empty intersection.
      Arrays.fill(member[0], 65_536, 131_072, false);
      Arrays.fill(member[1], 250_000, 300_000, false);
      DatumSet left = of(member[0]);
      DatumSet right = of(member[1]);
      DatumSet both = left.and(right);
      int[] expected =
          IntStream.range(0, 300_000).filter(i -> member[0][i] && member[1][i]).toArray();
      assertArrayEquals(expected, both.ordinals(), Seeds.note());
      assertEquals(both, right.and(left), Seeds.note());
      assertEquals(both, DatumSet.fromBytes("d", both.toBytes()), Seeds.note());
      assertEquals(left.count() - both.count(), left.minus(right).count(), Seeds.note());
    }
  }

  @Test
  void and_setsOfTwoDatasets_isRefused() {
    DatumSet ours = DatumSet.of("ours", 1);
    DatumSet theirs = DatumSet.of("theirs", 1);
    assertThrows(IllegalArgumentException.class, () -> ours.and(theirs));
  }

  @Test
  void select_outsideTheSet_isRefused() {
    DatumSet set = DatumSet.of("d", 4, 9);
    assertThrows(IllegalArgumentException.class, () -> set.select(2));
    assertThrows(IllegalArgumentException.class, () -> DatumSet.fromBytes("d", new byte[] {1, 2}));
  }

  private static DatumSet of(boolean[] member) {
    return DatumSet.of("d", IntStream.range(0, member.length).filter(i -> member[i]).toArray());
  }

  private static DatumSet of(TreeSet<Integer> members) {
    return DatumSet.collect("d", sink -> members.forEach(sink::accept));
  }

  private static TreeSet<Integer> set(SplittableRandom random) {
    TreeSet<Integer> members = new TreeSet<>();
    int size = random.nextInt(300);
    for (int i = 0; i < size; i++) {
      members.add(random.nextInt(random.nextBoolean() ? 400 : 1_000_000));
    }
    return members;
  }
}
