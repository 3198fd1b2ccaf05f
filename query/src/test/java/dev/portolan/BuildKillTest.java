package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildStage;
import dev.portolan.index.MapOptions;
import dev.portolan.storage.BackupProgress;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R9: a process killed at any stage of a build leaves the old map, to the last byte, and nothing
/// else.
class BuildKillTest {
  /// How often each stage is killed; more under stress.
  private static final int EACH = Integer.getInteger("portolan.buildKill.each", 1);

  private static final int COUNT = 500;
  private static final long MOST_DELAY_NANOS = 30_000_000;
  private static final MapOptions OPTIONS = MapOptions.builder().nEpochs(10).build();

  @TempDir Path directory;
  private Path database;
  private Path maps;
  private FileBytes map;
  private DatumSet all;
  private int kills;
  private int finished;

  @BeforeEach
  void create() throws IOException {
    database = directory.resolve("db");
    maps = database.resolve("blobs/maps");
    try (Portolan db = Portolan.open(database)) {
      Dataset blobs = db.create("blobs", Blobs.SCHEMA);
      blobs.add(Blobs.data(COUNT));
      blobs.buildMap(OPTIONS, BuildMonitor.none());
      all = blobs.all();
    }
    map = FileBytes.below(maps);
  }

  /// Builds the map, says when a stage begins, and waits there for its death if it is told to.
  static final class Builder {
    private Builder() {}

    public static void main(String[] arguments) {
      BuildStage deadly = BuildStage.valueOf(arguments[1]);
      boolean waits = Boolean.parseBoolean(arguments[2]);
      AtomicBoolean told = new AtomicBoolean();
      BuildMonitor monitor =
          (stage, _, _) -> {
            if (stage == deadly && told.compareAndSet(false, true)) {
              System.out.println(stage);
              while (waits) {
                LockSupport.park();
              }
            }
          };
      try (Portolan db = Portolan.openExisting(Path.of(arguments[0]))) {
        db.dataset("blobs").buildMap(OPTIONS, monitor);
      }
    }
  }

  @Test
  void build_killedAtAnyStage_leavesTheOldMap() throws Exception {
    SplittableRandom random = new SplittableRandom(Blobs.SEED);
    for (BuildStage stage : BuildStage.values()) {
      for (int i = 0; i < EACH; i++) {
        long delay = i == 0 ? 0 : random.nextLong(MOST_DELAY_NANOS);
        kill(stage, i == 0, () -> LockSupport.parkNanos(delay));
        assertWhole(stage + ", try " + i);
      }
    }
    report("R9 kills");
  }

  @Test
  void publication_killedWhileItWrites_leavesTheOldMap() throws Exception {
    for (int i = 0; i < EACH; i++) {
      for (String written : List.of("fit", "generations")) {
        Set<Path> before = inside(maps.resolve("default").resolve(written));
        kill(
            BuildStage.PUBLISH,
            false,
            () -> {
              for (long end = System.nanoTime() + 10_000_000_000L; System.nanoTime() < end; ) {
                if (!before.containsAll(inside(maps.resolve("default").resolve(written)))) {
                  return;
                }
              }
            });
        assertWhole("writing " + written + ", try " + i);
      }
    }
    report("R9 kills of a publication");
  }

  private interface Moment {
    void await() throws IOException;
  }

  private static Set<Path> inside(Path path) throws IOException {
    try (Stream<Path> there = Files.list(path)) {
      return there.collect(Collectors.toSet());
    }
  }

  /// @param waits whether the build stands still where it is to be killed
  private void kill(BuildStage stage, boolean waits, Moment moment) throws Exception {
    try (ChildJvm child = ChildJvm.start(Builder.class, database, stage, waits)) {
      assertEquals(stage.toString(), child.lines().readLine());
      moment.await();
      child.kill();
      kills++;
    }
  }

  /// The map is the old one, or the new one where the build came to its end before the kill.
  private void assertWhole(String where) throws IOException {
    Datum added = Blobs.data(COUNT + kills).getLast();
    try (Portolan db = Portolan.openExisting(database)) {
      Dataset blobs = db.dataset("blobs");
      assertEquals(all, blobs.all(), where);
      blobs.add(added);
      all = blobs.all();
      if (blobs.map().generations().size() > generations(map)) {
        finished++;
      } else {
        map.assertSame(FileBytes.below(maps), where);
      }
    }
    assertNothingElse(where);
    try (Portolan db = Portolan.openExisting(database)) {
      Dataset blobs = db.dataset("blobs");
      long before = blobs.map().generation();
      EmbeddingMap built =
          blobs.buildMap(
              MapOptions.builder().nEpochs(10).keepGenerations(0).build(), BuildMonitor.none());
      assertEquals(before + 1, built.generation(), where);
      assertEquals(all, built.read(snapshot -> snapshot.mapped()), where);
    }
    map = FileBytes.below(maps);
  }

  private static int generations(FileBytes map) {
    return (int) map.files().keySet().stream().filter(name -> name.contains("segments_")).count();
  }

  /// No file lies there that a backup would not take, but for the locks.
  private void assertNothingElse(String where) throws IOException {
    assertEquals(List.of(), Verification.dataset(database.resolve("blobs"), _ -> {}).damages());
    Path copy = directory.resolve("copy" + kills);
    try (Portolan db = Portolan.openExisting(database)) {
      db.backup(copy, BackupProgress.none());
    }
    Set<String> left = new TreeSet<>(FileBytes.below(database).files().keySet());
    left.removeAll(FileBytes.below(copy).files().keySet());
    left.removeIf(name -> name.endsWith(".lock"));
    assertEquals(Set.of(), left, where);
  }

  private void report(String test) {
    assertTrue(finished < kills, finished + " of " + kills + " builds were done before their kill");
    Reliability.report(
        test,
        kills,
        "builds killed",
        "old map the same to the byte, nothing left; %d were done before their kill"
            .formatted(finished));
  }
}
