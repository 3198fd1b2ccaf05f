package dev.portolan.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Embedder;
import dev.portolan.storage.Datum;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddedDataTest {
  /// Gives a text its length; dawdles where asked, so that chunks end out of order.
  private record Lengths(int dimensions, int given) implements Embedder {
    @Override
    public String name() {
      return "lengths";
    }

    @Override
    public float[] embed(String text) {
      if (text.equals("broken")) {
        throw new IllegalStateException("the model is broken");
      }
      if (text.hashCode() % 7 == 0) {
        Thread.yield();
      }
      float[] vector = new float[given];
      vector[0] = text.length();
      return vector;
    }
  }

  private static final Embedder LENGTHS = new Lengths(2, 2);

  private static List<Datum> texts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Datum.of("d" + i, null).with("t", "x".repeat(i % 50)))
        .toList();
  }

  private static List<Datum> embedded(Iterable<Datum> data, Embedder embedder, int threads) {
    List<Datum> result = new ArrayList<>();
    new EmbeddedData(data, "t", embedder, threads, done -> {}).forEach(result::add);
    return result;
  }

  @Test
  void data_keepTheirOrder_forAnyNumberOfThreads() {
    List<Datum> texts = texts(1000);
    for (int threads : new int[] {1, 2, 5}) {
      List<Datum> result = embedded(texts, LENGTHS, threads);
      assertEquals(1000, result.size());
      for (int i = 0; i < 1000; i++) {
        assertEquals("d" + i, result.get(i).id());
        assertArrayEquals(new float[] {i % 50, 0}, result.get(i).latent());
        assertEquals(texts.get(i).values(), result.get(i).values());
      }
    }
  }

  @Test
  void text_unset_givesNoVectorAndEmptyTextOne() {
    Datum unset = new Datum("a", Map.of(), null);
    Datum empty = Datum.of("b", null).with("t", "");
    Datum ready = Datum.of("c", new float[] {5, 5}).with("t", "text");
    List<Datum> result = embedded(List.of(unset, empty, ready), LENGTHS, 2);
    assertNull(result.get(0).latent());
    assertArrayEquals(new float[] {0, 0}, result.get(1).latent());
    assertSame(ready, result.get(2));
  }

  @Test
  void memory_isBounded_asTheSourceIsReadOnlyAheadOfTheReader() {
    AtomicInteger read = new AtomicInteger();
    Iterable<Datum> counted =
        () -> texts(10_000).stream().peek(datum -> read.incrementAndGet()).iterator();
    Iterator<Datum> data = new EmbeddedData(counted, "t", LENGTHS, 2, done -> {}).iterator();
    data.next();
    assertTrue(read.get() <= 2 * 4 * 16 + 16, read + " data were read for the first");
  }

  @Test
  void progress_countsToTheEnd() {
    List<Long> seen = new ArrayList<>();
    new EmbeddedData(texts(100), "t", LENGTHS, 2, seen::add).forEach(datum -> {});
    assertEquals(100L, seen.getLast());
    assertEquals(seen.stream().sorted().toList(), seen);
  }

  @Test
  void embedder_thatFails_endsTheData() {
    List<Datum> texts = new ArrayList<>(texts(100));
    texts.set(60, Datum.of("bad", null).with("t", "broken"));
    Iterator<Datum> data = new EmbeddedData(texts, "t", LENGTHS, 2, done -> {}).iterator();
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> {
              while (data.hasNext()) {
                data.next();
              }
            });
    assertEquals("the model is broken", e.getMessage());
  }

  @Test
  void source_thatFails_passesItsErrorOn() {
    Iterable<Datum> failing =
        () ->
            texts(100).stream()
                .peek(datum -> {
                  if (datum.id().equals("d70")) {
                    throw new IllegalArgumentException("line 71");
                  }
                })
                .iterator();
    assertThrows(IllegalArgumentException.class, () -> embedded(failing, LENGTHS, 2));
  }

  @Test
  void embedder_withOtherDimensionsThanPromised_isRefused() {
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> embedded(texts(1), new Lengths(3, 2), 1));
    assertTrue(e.getMessage().contains("'d0'") && e.getMessage().contains("promises 3"));
  }

  @Test
  void column_thatIsNoText_isRefused() {
    List<Datum> numbers = List.of(Datum.of("d0", null).with("t", 5L));
    assertThrows(IllegalArgumentException.class, () -> embedded(numbers, LENGTHS, 1));
  }

  @Test
  void threads_none_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new EmbeddedData(List.of(), "t", LENGTHS, 0, done -> {}));
  }
}
