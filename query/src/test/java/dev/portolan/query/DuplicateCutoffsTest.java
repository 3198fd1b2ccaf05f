package dev.portolan.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.Portolan;
import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.index.duplicates.DuplicateClass;
import dev.portolan.index.duplicates.DuplicateCutoff;
import dev.portolan.index.duplicates.Retention;
import dev.portolan.projection.Projection;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One map, many cutoffs: each as if the map had been built with it.
class DuplicateCutoffsTest {
  private static final int N = 800;
  private static final int D = 16;

  @TempDir Path directory;
  private Portolan db;
  private Dataset dataset;
  private EmbeddingMap map;

  @BeforeEach
  void build() {
    db = Portolan.open(directory.resolve("db"));
    dataset =
        db.create(
            "data",
            Schema.builder().latent(D, Metric.COSINE).integer("votes").text("text").build());
    dataset.add(data());
    map = built("default", new DuplicateCutoff.Absolute(.05));
  }

  @AfterEach
  void close() {
    db.close();
  }

  /// Groups of a few data around a common direction, from copies to far apart.
  private static List<Datum> data() {
    Random random = new Random(Long.getLong("portolan.seed", 7));
    List<Datum> data = new ArrayList<>();
    float[] centre = new float[D];
    double spread = 0;
    for (int i = 0; i < N; i++) {
      if (i % 5 == 0) {
        spread = .6 * random.nextDouble() * random.nextDouble();
        for (int c = 0; c < D; c++) {
          centre[c] = (float) random.nextGaussian();
        }
      }
      float[] vector = new float[D];
      for (int c = 0; c < D; c++) {
        vector[c] = (float) (centre[c] + (i % 50 < 5 ? 0 : spread) * random.nextGaussian());
      }
      Datum datum = Datum.of("d" + i, vector).with("text", "x".repeat(1 + (i * 7) % 11));
      data.add(i % 9 == 0 ? datum : datum.with("votes", (long) random.nextInt(6)));
    }
    return data;
  }

  private EmbeddingMap built(String name, DuplicateCutoff cutoff) {
    return built(name, cutoff, new Retention.Oldest());
  }

  private EmbeddingMap built(String name, DuplicateCutoff cutoff, Retention rule) {
    MapOptions options =
        MapOptions.builder()
            .projection(new Projection.Pca())
            .topics(false)
            .duplicates(cutoff)
            .retain(rule)
            .build();
    return dataset.buildMap(name, options, BuildMonitor.none());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, .01, .05, .13, .3})
  void at_anyCutoffBelowTheCeiling_isAsBuiltWithIt(double cutoff) {
    assertTrue(map.duplicates().ceiling() >= .3, "ceiling " + map.duplicates().ceiling());
    EmbeddingMap other = built("other", new DuplicateCutoff.Absolute(cutoff));
    assertSameDuplicates(other.duplicates(), map.duplicates().at(cutoff));
    assertSameDuplicates(other.duplicates(), map.duplicates().search(cutoff, BuildMonitor.none()));
  }

  @Test
  void search_aboveTheCeiling_isAsBuiltWithIt() {
    MapDuplicates duplicates = map.duplicates();
    double above = duplicates.ceiling() + .1;
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> duplicates.at(above).deletionCandidates())
            .getMessage();
    assertTrue(message.contains("complete from 0 to"), message);
    EmbeddingMap other = built("other", new DuplicateCutoff.Absolute(above));
    MapDuplicates found = duplicates.search(above, BuildMonitor.none());
    assertSameDuplicates(other.duplicates(), found);
    dataset.add(Datum.of("later", data().getFirst().latent()));
    assertEquals(N, found.perDatum().size());
  }

  @Test
  void search_cancelled_stops() {
    BuildMonitor cancelling =
        new BuildMonitor() {
          @Override
          public void progress(dev.portolan.index.BuildStage stage, long done, long total) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    assertThrows(CancellationException.class, () -> map.duplicates().search(.4, cancelling));
  }

  @Test
  void mapWithoutDuplicates_saysSoButCanBeSearched() {
    EmbeddingMap off = built("off", new DuplicateCutoff.Off());
    assertEquals(-1, off.duplicates().ceiling());
    assertThrows(IllegalStateException.class, () -> off.duplicates().curve());
    assertThrows(IllegalStateException.class, () -> off.duplicates().at(.01).clusters());
    assertThrows(IllegalStateException.class, () -> off.duplicates().check(new float[D]));
    assertSameDuplicates(map.duplicates(), off.duplicates().search(.05, BuildMonitor.none()));
  }

  @Test
  void curve_risesAndSaysWhatAtSays() {
    List<MapDuplicates.AtCutoff> curve = map.duplicates().curve();
    assertEquals(0, curve.getFirst().cutoff());
    assertEquals(map.duplicates().ceiling(), curve.getLast().cutoff());
    assertTrue(curve.size() >= 10 && curve.size() <= 20, curve.toString());
    assertTrue(curve.stream().anyMatch(point -> point.cutoff() == .05), curve.toString());
    for (int i = 0; i < curve.size(); i++) {
      MapDuplicates.AtCutoff point = curve.get(i);
      MapDuplicates at = map.duplicates().at(point.cutoff());
      assertEquals(at.deletionCandidates().count(), point.candidates());
      assertEquals(at.clusters().size(), point.clusters());
      assertTrue(i == 0 || curve.get(i - 1).cutoff() < point.cutoff());
    }
    assertTrue(curve.getLast().candidates() > curve.getFirst().candidates());
  }

  @Test
  void at_afterDeletions_countsWhoIsLeft() {
    int[] candidates = map.duplicates().deletionCandidates().ordinals();
    List<String> gone = List.of(map.read(state -> state.dataSnapshot().ids(candidates)));
    dataset.delete(gone);
    assertEquals(0, map.duplicates().at(.05).deletionCandidates().count());
    assertEquals(N - gone.size(), map.duplicates().at(.3).perDatum().size());
    int left = map.duplicates().at(.3).deletionCandidates().count();
    assertTrue(left > 0, "no candidates at .3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"oldest", "newest", "highest:votes", "lowest:votes", "longest:text"})
  void deletions_repairWhatIsLeft_asBuiltWithout(String rule) {
    EmbeddingMap ruled = built("ruled", new DuplicateCutoff.Absolute(.08), Retention.of(rule));
    Random random = new Random(5);
    List<String> gone = new ArrayList<>();
    for (MapDuplicates.Cluster cluster : ruled.duplicates().clusters()) {
      if (random.nextBoolean()) {
        gone.add(cluster.retained());
      }
    }
    assertTrue(gone.size() > 20, "deleted " + gone.size());
    MapView part = ruled.within(dataset.all().minus(dataset.ids(gone)));
    dataset.delete(gone);
    EmbeddingMap anew = built("anew", new DuplicateCutoff.Absolute(.08), Retention.of(rule));
    assertSameDuplicates(anew.duplicates(), ruled.duplicates());
    assertSameDuplicates(anew.duplicates(), part.duplicates());
    assertSameDuplicates(anew.duplicates().at(.02), ruled.duplicates().at(.02));
  }

  @Test
  void retention_byColumn_keepsTheBestOfEachCluster() {
    EmbeddingMap ruled =
        built("ruled", new DuplicateCutoff.Absolute(.08), Retention.of("highest:votes"));
    for (MapDuplicates.Cluster cluster : ruled.duplicates().clusters()) {
      long best = Long.MIN_VALUE;
      for (int ordinal : cluster.members()) {
        best = Math.max(best, votes(ordinal));
      }
      int retained = dataset.ids(List.of(cluster.retained())).ordinals()[0];
      assertEquals(best, votes(retained), cluster.retained());
      assertEquals(retained, cluster.members()[0]);
    }
    assertEquals("highest:votes", ruled.report().duplicates().retained());
  }

  private long votes(int ordinal) {
    Object votes = dataset.read(data -> data.values(ordinal, Set.of("votes"))).get("votes");
    return votes == null ? Long.MIN_VALUE + 1 : (Long) votes;
  }

  @Test
  void retention_byAColumnThatHasNoOrder_isRefusedInWords() {
    for (String wrong : List.of("highest:text", "longest:votes", "highest:none")) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> built("wrong", new DuplicateCutoff.Default(), Retention.of(wrong)))
              .getMessage();
      assertTrue(message.contains("'" + wrong.substring(wrong.indexOf(':') + 1)), message);
    }
  }

  @Test
  void check_isWhatTheDatumWouldBecome() {
    Random random = new Random(11);
    List<float[]> asked = new ArrayList<>();
    for (Datum datum : data()) {
      float[] near = datum.latent().clone();
      near[0] += (float) ((asked.size() % 80 == 0 ? 5 : .4) * random.nextGaussian());
      asked.add(near);
    }
    List<Optional<MapDuplicates.Match>> matches = map.duplicates().check(asked);
    int found = 0;
    for (int i = 0; i < N; i += 40) {
      assertEquals(matches.get(i), map.duplicates().check(asked.get(i)));
      dataset.add(Datum.of("asked", asked.get(i)));
      EmbeddingMap with = built("with", new DuplicateCutoff.Absolute(.05));
      MapDuplicates.PerDatum became = with.duplicates().perDatum().getLast();
      assertEquals("asked", became.id());
      if (matches.get(i).isEmpty()) {
        assertEquals(DuplicateClass.SINGLETON, became.duplicateClass());
      } else {
        found++;
        assertEquals(DuplicateClass.DELETION_CANDIDATE, became.duplicateClass());
        assertEquals(became.clusterId(), matches.get(i).get().retained());
        assertEquals(became.distance(), matches.get(i).get().distance(), 1e-6);
      }
      dataset.delete(List.of("asked"));
    }
    assertTrue(found > 3 && found < N / 40 - 3, found + " duplicates of " + N / 40);
  }

  private static void assertSameDuplicates(MapDuplicates expected, MapDuplicates found) {
    List<MapDuplicates.PerDatum> one = expected.perDatum();
    List<MapDuplicates.PerDatum> other = found.perDatum();
    assertEquals(one.size(), other.size());
    for (int i = 0; i < one.size(); i++) {
      assertEquals(one.get(i).id(), other.get(i).id());
      assertEquals(one.get(i).clusterId(), other.get(i).clusterId(), one.get(i).id());
      assertEquals(one.get(i).duplicateClass(), other.get(i).duplicateClass());
      assertEquals(one.get(i).distance(), other.get(i).distance(), 1e-7);
    }
    assertEquals(expected.deletionCandidates(), found.deletionCandidates());
  }
}
