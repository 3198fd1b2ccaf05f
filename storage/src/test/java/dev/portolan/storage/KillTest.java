package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R1: a writing process is killed again and again, and everything it acknowledged is there.
class KillTest {
  /// 500 under stress.
  private static final int KILLS = Integer.getInteger("portolan.kills", 10);

  private static final int LENGTH = 4000;

  @TempDir Path directory;

  @Test
  void kill_atAnyMoment_losesNothingAcknowledged() throws IOException {
    Path database = directory.resolve("db");
    create(database);
    Acknowledgements told = new Acknowledgements(directory.resolve("acknowledged"));
    SplittableRandom random = Seeds.random();
    Workload workload = new Workload(Seeds.SEED, LENGTH);
    int state = 0;
    double longest = 0;
    int steps = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      boolean marked = kill % 2 == 1;
      long before = told.step();
      try (ChildProcess victim =
          ChildProcess.start(
              Victim.class,
              database,
              directory.resolve("acknowledged"),
              Seeds.SEED,
              LENGTH,
              state,
              marked ? 1 + random.nextInt(300) : 0)) {
        assertEquals("writing", victim.line(), "kill %d; %s".formatted(kill, Seeds.note()));
        if (marked) {
          assertEquals(137, victim.end(), "it died at an operation of the disk");
        } else {
          await(told, state + random.nextInt(25));
          LockSupport.parkNanos(random.nextLong(1_000_000, 50_000_000));
          victim.kill();
        }
      }
      long killed = System.nanoTime();
      String where = "kill %d; %s".formatted(kill, Seeds.note());
      try (Database taken = Database.open(database)) {
        taken.lockForWriting();
        longest = Math.max(longest, (System.nanoTime() - killed) / 1e9);
        state = check(taken, workload, told, where);
      }
      steps += (int) (told.step() - before);
      told.step(state);
    }
    assertTrue(steps > KILLS, "only %d steps between %d kills".formatted(steps, KILLS));
    Reliability.report(
        "R1 kills",
        KILLS,
        "kills",
        "0 lost, 0 wrong in %d steps; longest take-over %.2f s".formatted(steps, longest));
  }

  /// Until so many steps were acknowledged, or ten seconds have gone.
  private static void await(Acknowledgements told, int step) {
    for (long end = System.nanoTime() + 10_000_000_000L;
        told.step() < step && System.nanoTime() < end; ) {
      Thread.onSpinWait();
    }
  }

  private static void create(Path database) {
    try (Database created = Database.openOrCreate(database)) {
      created.lockForWriting();
      try (DataStore store =
          created.createData(Victim.DATASET, Workload.SCHEMA, Optional.empty())) {
        store.commitEmpty();
      }
    }
  }

  /// @return the state the data are in
  private static int check(
      Database database, Workload workload, Acknowledgements told, String where) {
    int state;
    try (DataStore store = database.openData(Victim.DATASET)) {
      state = workload.stateOf(store, told.step(), where);
      checkTags(database, store.dataset(), told, where);
    }
    MapStore maps = new MapStore(database.dataset(Victim.DATASET), "default");
    if (told.generation() > 0 || maps.newest().isPresent()) {
      Generation newest = maps.readNewest(maps::read);
      int step = Integer.parseInt(newest.about().get("step"));
      assertTrue(
          step >= told.generation() && step <= told.step(),
          "generation of step %d, acknowledged %d of step %d; %s"
              .formatted(step, told.generation(), told.step(), where));
      for (int value : newest.ints("step")) {
        assertEquals(step, value, "a torn generation; " + where);
      }
      assertEquals((byte) step, maps.fit(newest, "step.bin").get(0), where);
    }
    Verification.Result found = Verification.dataset(database.dataset(Victim.DATASET), _ -> {});
    assertEquals(List.of(), found.damages(), where);
    return state;
  }

  /// The tags are those of the last acknowledged edit, or of the one after.
  private static void checkTags(
      Database database, String key, Acknowledgements told, String where) {
    try (TagStore tags = new TagStore(database.dataset(Victim.DATASET), key)) {
      TagSnapshot now = tags.snapshot();
      int last =
          now.find(TagEntry.Kind.SELECTION, Victim.LAST_STEP)
              .map(entry -> Integer.parseInt(entry.rule()))
              .orElse(0);
      assertTrue(
          last >= told.tagged() && last <= told.step(),
          "tags of step %d, acknowledged %d; %s".formatted(last, told.tagged(), where));
      if (last > 0) {
        DatumSet all = now.find(TagEntry.Kind.TAG, Victim.ALL_STEPS).orElseThrow().added();
        assertTrue(all.contains(last) && all.select(all.count() - 1) == last, where);
      }
      told.tagged(last);
    }
  }
}
