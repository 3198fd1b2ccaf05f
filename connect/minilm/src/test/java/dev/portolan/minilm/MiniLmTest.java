package dev.portolan.minilm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MiniLmTest {
  private static final List<String> TEXTS =
      IntStream.range(0, 40).mapToObj(i -> "ship number %d of the fleet".formatted(i)).toList();

  private static MiniLm embedder;

  @BeforeAll
  static void open() {
    embedder = MiniLm.open();
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  @Test
  void name_isTheModels() {
    assertEquals("all-MiniLM-L6-v2-q", embedder.name());
  }

  @Test
  void embed_anyText_hasLengthOne() {
    for (String text : List.of("a harbour", "", " \n", "\0", "⚓".repeat(500))) {
      float[] vector = embedder.embed(text);
      assertEquals(embedder.dimensions(), vector.length);
      assertEquals(1, cosine(vector, vector), 1e-6);
    }
  }

  @Test
  void embed_relatedTexts_lieCloserThanStrangers() {
    float[] sailor = embedder.embed("The sailor steers his ship into the harbour.");
    float[] captain = embedder.embed("A captain brings a boat to port.");
    float[] baker = embedder.embed("Knead the dough and let it rise.");
    assertTrue(cosine(sailor, captain) > cosine(sailor, baker) + .3);
  }

  @Test
  void embed_blankTexts_shareOneVector() {
    assertArrayEquals(embedder.embed(""), embedder.embed(" \t\n"));
  }

  @Test
  void embed_wordsAfterTheLimit_areIgnored() {
    String read = "anchor ".repeat(126);
    assertArrayEquals(embedder.embed(read), embedder.embed(read + "sail ".repeat(5_000)));
  }

  @Test
  void embedAll_anyNumberOfThreads_givesTheSingleVectorsInOrder() {
    for (int threads : new int[] {1, 2, 7, 64}) {
      float[][] vectors = embedder.embedAll(TEXTS, threads, _ -> {});
      for (int i = 0; i < vectors.length; i++) {
        assertArrayEquals(embedder.embed(TEXTS.get(i)), vectors[i], TEXTS.get(i));
      }
    }
  }

  @Test
  void embedAll_progress_risesToTheEndOnTheCallingThread() {
    List<Long> reported = new ArrayList<>();
    Thread caller = Thread.currentThread();
    embedder.embedAll(
        TEXTS,
        2,
        done -> {
          assertEquals(caller, Thread.currentThread());
          reported.add(done);
        });
    assertEquals(reported.stream().sorted().toList(), reported);
    assertEquals(TEXTS.size(), reported.getLast());
  }

  @Test
  void embedAll_progressThrows_stopsAndThrows() {
    CancellationException cancelled = new CancellationException("enough");
    assertEquals(
        cancelled,
        assertThrows(
            CancellationException.class,
            () ->
                embedder.embedAll(
                    TEXTS,
                    2,
                    _ -> {
                      throw cancelled;
                    })));
  }

  @Test
  void embedAll_noTexts_givesNoVectors() {
    assertEquals(0, embedder.embedAll(List.of(), 2, _ -> {}).length);
  }

  @Test
  void embedAll_noThreads_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> embedder.embedAll(TEXTS, 0, _ -> {}));
  }

  @Test
  void embed_afterClose_isRefused() {
    MiniLm closed = MiniLm.open();
    closed.close();
    closed.close();
    assertEquals(
        "embedder all-MiniLM-L6-v2-q is closed; open another",
        assertThrows(IllegalStateException.class, () -> closed.embed("late")).getMessage());
  }

  @Test
  void open_putsTheSystemPropertiesBack() {
    assertNull(System.getProperty("ai.djl.offline"));
    assertNull(System.getProperty("DJL_CACHE_DIR"));
  }

  static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (double) a[j] * b[j];
    }
    return sum;
  }
}
