package dev.portolan.index.duplicates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.projection.NeighborResult;
import dev.portolan.projection.VectorMetric;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class DuplicateEdgesTest {
  private final DuplicateEdges edges =
      Rows.random(VectorMetric.COSINE, 300, 4, Rows.SEED)
          .planted(5, 20, .1, Rows.SEED)
          .find(.05, 2)
          .edges();

  @Test
  void bytes_written_readBackEqual() {
    byte[] bytes = edges.toBytes();
    DuplicateEdges read = DuplicateEdges.fromBytes(ByteBuffer.wrap(bytes));
    assertTrue(read.pairs() > 0);
    assertArrayEquals(edges.copyOf(), read.copyOf());
    assertArrayEquals(edges.radius(), read.radius());
    assertArrayEquals(edges.from(), read.from());
    assertArrayEquals(edges.to(), read.to());
    assertArrayEquals(edges.distance(), read.distance());
    assertArrayEquals(bytes, read.toBytes());
  }

  @Test
  void bytes_ofVersion1_areReadByAge() {
    byte[] bytes = edges.toBytes();
    int header = 16;
    int order = 4 * edges.size();
    ByteBuffer first = ByteBuffer.allocate(bytes.length - order);
    first.put(bytes, 0, header).putInt(4, 1);
    first.put(bytes, header + order, bytes.length - header - order - 4);
    CRC32C crc = new CRC32C();
    crc.update(first.array(), 0, first.position());
    first.putInt((int) crc.getValue());
    DuplicateEdges read = DuplicateEdges.fromBytes(first.flip());
    assertArrayEquals(edges.order(), read.order());
    assertArrayEquals(bytes, read.toBytes());
  }

  @Test
  void bytes_damaged_areRefused() {
    byte[] bytes = edges.toBytes();
    Random random = new Random(Rows.SEED);
    for (int round = 0; round < 200; round++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      assertThrows(
          IllegalArgumentException.class, () -> DuplicateEdges.fromBytes(ByteBuffer.wrap(damaged)));
      byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      assertThrows(
          IllegalArgumentException.class, () -> DuplicateEdges.fromBytes(ByteBuffer.wrap(cut)));
    }
  }

  @Test
  void at_aboveCeiling_isRefusedWithTheCeiling() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> edges.at(edges.ceiling() + .01));
    assertTrue(refused.getMessage().contains(String.valueOf(edges.ceiling())));
  }

  @Test
  void edges_moreThanCapacity_lowerTheRadius() {
    Rows dense = Rows.of(VectorMetric.COSINE).planted(0, 200, .3, Rows.SEED);
    Duplicates duplicates = dense.find(.2, 2);
    DuplicateEdges kept = duplicates.edges();
    assertEquals(32 * 200, kept.pairs());
    double farthest = Arrays.stream(kept.distance()).max().getAsDouble();
    assertTrue(kept.ceiling() >= farthest && kept.ceiling() < .2, "ceiling " + kept.ceiling());
  }

  @Test
  void edges_manyNeighborsMissing_endAtTheCutoff() {
    DuplicateInput all =
        Rows.random(VectorMetric.COSINE, 300, 32, Rows.SEED)
            .planted(5, 20, .1, Rows.SEED)
            .input(16, 2);
    NeighborResult poor = new NeighborResult(all.graph(), .9, 1, 1);
    DuplicateInput some =
        new DuplicateInput(all.copies(), poor, all.vectors(), all.ranking(), all.threads());
    Duplicates expected = Rows.find(all, .05);
    Duplicates found = Rows.find(some, .05);
    assertTrue(expected.edges().ceiling() > .05, "ceiling " + expected.edges().ceiling());
    assertEquals(.05, found.edges().ceiling());
    assertArrayEquals(expected.duplicateOf(), found.duplicateOf());
    assertArrayEquals(
        expected.duplicateOf(), found.edges().at(.05).duplicateOf(), "from the pairs kept");
  }

  @Test
  void collector_anyOrder_keepsTheSameNearest() {
    Random random = new Random(Rows.SEED);
    int[][] order = {new int[1000], new int[1000]};
    double[] distance = new double[1000];
    for (int i = 0; i < 1000; i++) {
      order[0][i] = i;
      order[1][i] = 999 - i;
      distance[i] = random.nextInt(400) / 400.0;
    }
    EdgeCollector[] collectors = {new EdgeCollector(100), new EdgeCollector(100)};
    double[] sums = new double[2];
    for (int c = 0; c < 2; c++) {
      for (int i : order[c]) {
        EdgeCollector.Buffer one = new EdgeCollector.Buffer();
        one.add(i, i + 1, distance[i]);
        collectors[c].add(one);
      }
      EdgeCollector.Buffer kept = collectors[c].finish();
      for (int i = 0; i < kept.size; i++) {
        assertTrue(kept.distances[i] < collectors[c].dropped());
        sums[c] += kept.from[i];
      }
    }
    double cut = collectors[0].dropped();
    assertEquals(cut, collectors[1].dropped());
    assertEquals(sums[0], sums[1]);
    assertEquals(Arrays.stream(distance).filter(d -> d < cut).count(), collectors[0].finish().size);
  }
}
