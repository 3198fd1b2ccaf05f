package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.storage.DataStore;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Durability;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Data that come while like data are there: refused, skipped or tagged.
class DuplicateGuardTest {
  private static final int D = 8;
  private static final double CUTOFF = .05;
  private static final long SEED = Long.getLong("portolan.seed", 7);

  @TempDir Path directory;
  private final Random random = new Random(SEED);
  private Portolan db;
  private Dataset dataset;

  @BeforeEach
  void create() {
    db = Portolan.open(directory.resolve("db"));
    dataset = db.create("data", Schema.builder().latent(D, Metric.COSINE).build());
    dataset.add(Datum.of("a", axis(0)), Datum.of("b", axis(1)));
  }

  @AfterEach
  void close() {
    db.close();
  }

  private static float[] axis(int axis) {
    float[] vector = new float[D];
    vector[axis] = 2;
    return vector;
  }

  /// About `tilt²/2` from the axis.
  private static float[] near(int axis, double tilt) {
    float[] vector = axis(axis);
    vector[(axis + 1) % D] = (float) (2 * tilt);
    return vector;
  }

  @Test
  void skip_leavesOutDuplicatesOfStoredAndOfEarlierData() {
    GuardedReport report =
        dataset.add(
            List.of(
                Datum.of("a2", near(0, .1)),
                Datum.of("c", axis(2)),
                Datum.of("c2", axis(2)),
                Datum.of("none", null),
                Datum.of("d", axis(3))),
            new DuplicateGuard.Skip(CUTOFF));
    assertEquals(new DataStore.UpsertReport(3, 0, 0), report.counts());
    assertEquals(
        List.of("a2 of a", "c2 of c"),
        report.duplicates().stream().map(each -> each.id() + " of " + each.of()).toList());
    assertEquals(.00496, report.duplicates().getFirst().distance(), 1e-4);
    assertEquals(List.of("a", "b", "c", "none", "d"), dataset.idsOf(dataset.all()));
  }

  @Test
  void skip_chainOfNearData_comparesWithThoseThatWereAdded() {
    GuardedReport report =
        dataset.add(
            List.of(
                Datum.of("x", near(4, 0)), Datum.of("y", near(4, .25)), Datum.of("z", near(4, .5))),
            new DuplicateGuard.Skip(CUTOFF));
    assertEquals(List.of("y"), report.duplicates().stream().map(each -> each.id()).toList());
    assertTrue(dataset.idsOf(dataset.all()).contains("z"), "z is near y alone, which was left out");
  }

  @Test
  void refuse_oneDuplicate_addsNothingAndSaysWhich() {
    List<Datum> data =
        List.of(Datum.of("c", axis(2)), Datum.of("b2", axis(1)), Datum.of("a2", axis(0)));
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> dataset.add(data, new DuplicateGuard.Refuse(CUTOFF)));
    assertTrue(
        refused.getMessage().startsWith("datum 'b2' is a duplicate of 'b'"), refused.getMessage());
    assertTrue(refused.getMessage().contains("and 1 more"), refused.getMessage());
    assertEquals(2, dataset.count());
    dataset.add(List.of(Datum.of("c", axis(2))), new DuplicateGuard.Refuse(CUTOFF));
    assertEquals(3, dataset.count());
  }

  @Test
  void tag_marksDuplicatesAndAddsAll() {
    List<Datum> data = List.of(Datum.of("a2", near(0, .1)), Datum.of("c", axis(2)));
    dataset.add(data, new DuplicateGuard.Tag(CUTOFF, "copies"));
    dataset.add(List.of(Datum.of("c2", axis(2))), new DuplicateGuard.Tag(CUTOFF, "copies"));
    assertEquals(5, dataset.count());
    assertEquals(List.of("a2", "c2"), dataset.idsOf(dataset.tags().datumsIn("copies")));
  }

  @Test
  void replacedDatum_isNoDuplicateOfItsFormerSelf() {
    GuardedReport report =
        dataset.add(
            List.of(Datum.of("a", near(0, .05)), Datum.of("b", near(0, .06))),
            new DuplicateGuard.Skip(CUTOFF));
    assertEquals(new DataStore.UpsertReport(0, 1, 0), report.counts());
    assertEquals(
        List.of(new GuardedReport.Duplicate("b", "a", report.duplicates().getFirst().distance())),
        report.duplicates());
  }

  @Test
  void dataWrittenForLater_areSeen() {
    dataset.add(List.of(Datum.of("c", axis(2))), Durability.LATER);
    GuardedReport report =
        dataset.add(List.of(Datum.of("c2", axis(2))), new DuplicateGuard.Skip(CUTOFF));
    assertEquals("c", report.duplicates().getFirst().of());
  }

  @Test
  void refusal_afterDataForLater_losesNothing() {
    dataset.add(List.of(Datum.of("c", axis(2))), Durability.LATER);
    assertThrows(
        IllegalArgumentException.class,
        () -> dataset.add(List.of(Datum.of("a2", axis(0))), new DuplicateGuard.Refuse(CUTOFF)));
    dataset.flush();
    assertEquals(List.of("a", "b", "c"), dataset.idsOf(dataset.all()));
  }

  @Test
  void manyThreads_sameVectors_eachOnce() {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      int number = thread;
      all.add(
          CompletableFuture.runAsync(() -> {
            for (int i = 2; i < D; i++) {
              dataset.add(
                  List.of(Datum.of(number + "-" + i, axis(i))), new DuplicateGuard.Skip(CUTOFF));
            }
          }));
    }
    all.forEach(CompletableFuture::join);
    assertEquals(D, dataset.count());
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void skip_randomData_isTheGreedyChoice(Metric metric) {
    Dataset other = db.create("other", Schema.builder().latent(D, metric).build());
    double cutoff = metric == Metric.EUCLIDEAN ? 1.2 : .1;
    List<Datum> kept = new ArrayList<>();
    for (int batch = 0; batch < 5; batch++) {
      List<Datum> incoming = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        float[] vector = new float[D];
        for (int c = 0; c < D; c++) {
          vector[c] = (float) (random.nextGaussian() * (c < 3 ? 1 : .2));
        }
        incoming.add(Datum.of(batch + "-" + i, vector));
      }
      other.add(incoming, new DuplicateGuard.Skip(cutoff));
      for (Datum datum : incoming) {
        if (kept.stream().noneMatch(k -> distance(metric, k, datum) <= cutoff)) {
          kept.add(datum);
        }
      }
    }
    assertTrue(kept.size() > 20 && kept.size() < 450, "kept " + kept.size());
    assertEquals(kept.stream().map(Datum::id).toList(), other.idsOf(other.all()));
  }

  private static double distance(Metric metric, Datum a, Datum b) {
    Metric by = metric == Metric.EUCLIDEAN ? metric : Metric.COSINE;
    return by.distance(a.latent(), b.latent());
  }

  @Test
  void badValues_areOneSentence() {
    assertThrows(IllegalArgumentException.class, () -> new DuplicateGuard.Skip(-1));
    assertThrows(IllegalArgumentException.class, () -> new DuplicateGuard.Skip(Double.NaN));
    List<Datum> datum = List.of(Datum.of("x", axis(5)));
    assertThrows(
        IllegalArgumentException.class, () -> dataset.add(datum, new DuplicateGuard.Skip(2.5)));
    assertThrows(
        IllegalArgumentException.class, () -> dataset.add(datum, new DuplicateGuard.Tag(.1, "")));
    List<Datum> wrong = List.of(Datum.of("short", Arrays.copyOf(axis(0), 3)));
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> dataset.add(wrong, new DuplicateGuard.Skip(.1)));
    assertTrue(refused.getMessage().startsWith("short: "), refused.getMessage());
    assertEquals(2, dataset.count());
  }
}
