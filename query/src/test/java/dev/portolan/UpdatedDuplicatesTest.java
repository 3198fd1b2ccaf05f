package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.MapOptions;
import dev.portolan.index.UpdatePolicy;
import dev.portolan.index.UpdateReport;
import dev.portolan.index.duplicates.Retention;
import dev.portolan.query.MapSnapshot;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumEdit;
import dev.portolan.storage.DatumSet;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Law G4 through a database: the duplicates after an update are those of a build.
class UpdatedDuplicatesTest {
  private static final MapOptions QUICK = MapOptions.builder().nEpochs(30).build();
  private static final int N = 1_500;

  @TempDir Path directory;

  private Portolan db;
  private Dataset dataset;
  private EmbeddingMap map;
  private List<Datum> data;

  @BeforeEach
  void fill() {
    db = Portolan.open(directory);
    dataset = db.create("blobs", Blobs.SCHEMA);
    data = Blobs.data(N);
    dataset.add(data.subList(0, 1_400));
  }

  @AfterEach
  void close() {
    db.close();
  }

  static Stream<Retention> retentions() {
    return Stream.of(new Retention.Oldest(), new Retention.Newest(), new Retention.Highest("at"));
  }

  /// The same duplicates as a build over the same data finds, again and again; also where a value
  /// that ranks data is edited alone.
  @ParameterizedTest
  @MethodSource("retentions")
  void randomChanges_duplicatesEqualThoseOfABuild(Retention retention) {
    long seed = Long.getLong("portolan.seed", 7);
    Random random = new Random(seed);
    MapOptions options = MapOptions.builder().nEpochs(30).retain(retention).build();
    map = dataset.buildMap(options, BuildMonitor.none());
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 30; i++) {
        int at = random.nextInt(N);
        switch (random.nextInt(4)) {
          case 0 -> dataset.delete(present(List.of("d" + at)));
          case 1 -> dataset.add(List.of(data.get(at)));
          case 2 ->
              present(List.of("d" + at))
                  .forEach(id ->
                      dataset.update(
                          new DatumEdit(
                              id, Map.of("at", Instant.ofEpochSecond(random.nextInt(90_000))))));
          default ->
              dataset.add(
                  List.of(
                      Datum.of(
                              "new" + random.nextInt(200),
                              Blobs.beside(data.get(at).latent(), random))
                          .with("body", "lamp")));
        }
      }
      map.update(UpdatePolicy.PLACE, BuildMonitor.none());
      Map<String, String> updated = duplicates(map);
      EmbeddingMap built = dataset.buildMap("built", options, BuildMonitor.none());
      assertEquals(duplicates(built), updated, "seed " + seed + ", round " + round);
      UpdateTest.checkLaws(map);
    }
  }

  /// Hundreds that are alike, whose pairs are too many to keep: they are looked for.
  @Test
  void aCrowd_itsFirstLeaves_duplicatesEqualThoseOfABuild() {
    Random random = new Random(Long.getLong("portolan.seed", 7));
    float[] centre = data.getFirst().latent();
    List<Datum> crowd = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      crowd.add(Datum.of("crowd" + i, Blobs.beside(centre, random)).with("body", "lamp"));
    }
    dataset.add(crowd);
    map = dataset.buildMap(QUICK, BuildMonitor.none());
    assertTrue(map.duplicates().ceiling() < map.report().duplicates().cutoff());
    for (int round = 0; round < 3; round++) {
      DatumSet candidates = map.duplicates().deletionCandidates();
      String first =
          duplicates(map).values().stream()
              .map(of -> of.split(" ")[0])
              .collect(Collectors.groupingBy(of -> of, Collectors.counting()))
              .entrySet()
              .stream()
              .max(Map.Entry.comparingByValue())
              .orElseThrow()
              .getKey();
      dataset.delete(List.of(first));
      dataset.add(
          List.of(Datum.of("late" + round, Blobs.beside(centre, random)).with("body", "lamp")));
      UpdateReport report = map.update(UpdatePolicy.PLACE, BuildMonitor.none()).orElseThrow();
      assertEquals("place", report.level());
      assertTrue(candidates.count() > 500);
      EmbeddingMap built = dataset.buildMap("built", QUICK, BuildMonitor.none());
      assertEquals(duplicates(built), duplicates(map), "round " + round);
    }
  }

  private List<String> present(List<String> ids) {
    try (MapSnapshot snapshot = map.snapshot()) {
      return ids.stream().filter(id -> snapshot.dataSnapshot().ordinal(id).isPresent()).toList();
    }
  }

  /// Of whom each datum is a duplicate, and how near.
  private static Map<String, String> duplicates(EmbeddingMap map) {
    Map<String, String> of = new TreeMap<>();
    try (MapSnapshot snapshot = map.snapshot()) {
      int[] ordinals = snapshot.mapped().ordinals();
      for (int ordinal : ordinals) {
        int row = snapshot.row(ordinal);
        String retained = snapshot.dataSnapshot().id(snapshot.columns().duplicateOf()[row]);
        of.put(
            snapshot.dataSnapshot().id(ordinal),
            retained + " " + snapshot.columns().duplicateDistance()[row]);
      }
    }
    return of;
  }
}
