package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildStage;
import dev.portolan.index.MapOptions;
import dev.portolan.index.UpdatePolicy;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R9: a process killed at any stage of an update leaves the old map, to the last byte, and the
/// next update does what that one was to do.
class UpdateKillTest {
  /// How often each stage is killed; more under stress.
  private static final int EACH = Integer.getInteger("portolan.buildKill.each", 1);

  private static final int COUNT = 500;
  private static final long MOST_DELAY_NANOS = 30_000_000;
  private static final MapOptions OPTIONS =
      MapOptions.builder().nEpochs(10).keepGenerations(0).build();

  private static final List<BuildStage> STAGES =
      List.of(
          BuildStage.READ,
          BuildStage.NEIGHBORS,
          BuildStage.PROJECTION,
          BuildStage.TOPICS,
          BuildStage.LABELS,
          BuildStage.DUPLICATES,
          BuildStage.PUBLISH);

  @TempDir Path directory;
  private Path database;
  private FileBytes map;
  private int rounds;
  private int kills;
  private int finished;

  @BeforeEach
  void create() throws IOException {
    database = directory.resolve("db");
    try (Portolan db = Portolan.open(database)) {
      Dataset blobs = db.create("blobs", Blobs.SCHEMA);
      blobs.add(Blobs.data(COUNT));
      blobs.buildMap(OPTIONS, BuildMonitor.none());
    }
    change();
  }

  /// Updates the map, says when a stage begins, and waits there for its death if it is told to.
  static final class Updater {
    private Updater() {}

    public static void main(String[] arguments) {
      BuildStage deadly = BuildStage.valueOf(arguments[1]);
      UpdatePolicy policy = UpdatePolicy.valueOf(arguments[2]);
      boolean waits = Boolean.parseBoolean(arguments[3]);
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
        db.dataset("blobs").map().update(policy, monitor);
      }
    }
  }

  @Test
  void update_killedAtAnyStage_leavesTheOldMap() throws Exception {
    SplittableRandom random = new SplittableRandom(Blobs.SEED);
    for (BuildStage stage : STAGES) {
      for (int i = 0; i < EACH; i++) {
        kill(stage, UpdatePolicy.PLACE, i == 0, i == 0 ? 0 : random.nextLong(MOST_DELAY_NANOS));
      }
    }
    for (UpdatePolicy policy : List.of(UpdatePolicy.RELAX, UpdatePolicy.WARM)) {
      for (int i = 0; i < EACH; i++) {
        kill(BuildStage.PROJECTION, policy, i == 0, random.nextLong(MOST_DELAY_NANOS));
        kill(BuildStage.PUBLISH, policy, false, random.nextLong(MOST_DELAY_NANOS));
      }
    }
    assertTrue(finished < kills, finished + " of " + kills + " were done before their kill");
    Reliability.report(
        "R9 kills of updates",
        kills,
        "updates killed",
        "old map the same to the byte; %d were done before their kill".formatted(finished));
  }

  /// A few data come and one goes.
  private void change() throws IOException {
    try (Portolan db = Portolan.openExisting(database)) {
      Dataset blobs = db.dataset("blobs");
      int first = COUNT + 4 * rounds;
      blobs.add(Blobs.data(first + 4).subList(first, first + 4));
      blobs.delete(List.of("d" + rounds));
    }
    rounds++;
    map = FileBytes.below(database.resolve("blobs/maps"));
  }

  /// @param waits whether the update stands still where it is to be killed
  private void kill(BuildStage stage, UpdatePolicy policy, boolean waits, long delay)
      throws Exception {
    String where = policy + " at " + stage;
    try (ChildJvm child = ChildJvm.start(Updater.class, database, stage, policy, waits)) {
      assertEquals(stage.toString(), child.lines().readLine());
      LockSupport.parkNanos(delay);
      child.kill();
      kills++;
    }
    try (Portolan db = Portolan.openExisting(database)) {
      Dataset blobs = db.dataset("blobs");
      EmbeddingMap after = blobs.map();
      if (after.pending() == 0) {
        finished++;
      } else {
        map.assertSame(FileBytes.below(database.resolve("blobs/maps")), where);
        int placed = after.update(UpdatePolicy.PLACE, BuildMonitor.none()).orElseThrow().placed();
        assertEquals(4, placed, where);
      }
      DatumSet all = blobs.all();
      assertEquals(all, after.read(snapshot -> snapshot.mapped()), where);
    }
    assertEquals(List.of(), Verification.dataset(database.resolve("blobs"), _ -> {}).damages());
    change();
  }
}
