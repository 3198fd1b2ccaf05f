package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// R2: the power goes at any operation, and what was acknowledged is there when it comes back.
class PowerLossTest {
  /// Each how many-th operation; 1 under stress.
  private static final int EVERY = Integer.getInteger("portolan.powerLoss.every", 11);

  private static final int STEPS = Integer.getInteger("portolan.powerLoss.steps", 40);

  /// A disk after a power loss, and the state that was acknowledged then.
  private record Crash(long operation, boolean ordered, FaultyDirectory disk, int acknowledged) {}

  @Test
  void powerLoss_atAnyOperation_losesNothingAcknowledged() {
    sweep("R2 power loss", new Workload(Seeds.SEED, STEPS));
  }

  @Test
  void powerLoss_atAnyOperationOnTags_losesNothingAcknowledged() {
    sweep("R2 power loss, tags", new TagWorkload(Seeds.SEED, STEPS));
  }

  private static void sweep(String row, Script workload) {
    List<Crash> crashes = crashes(workload);
    assertTrue(crashes.size() > 50, crashes.size() + " crash states");
    AtomicInteger healed = new AtomicInteger();
    crashes.parallelStream().forEach(crash -> check(workload, crash, healed));
    Reliability.report(
        row,
        crashes.size(),
        "states",
        "0 lost, 0 wrong, 0 unreadable, %d held a stale commit".formatted(healed.get()));
  }

  private static List<Crash> crashes(Script workload) {
    FaultyDirectory disk = new FaultyDirectory();
    SplittableRandom random = Seeds.random();
    List<Crash> crashes = new ArrayList<>();
    AtomicInteger acknowledged = new AtomicInteger();
    try (Script.Opened store = workload.begin(disk)) {
      disk.fault(operation -> {
        if (operation % EVERY == 0) {
          for (boolean ordered : new boolean[] {true, false}) {
            crashes.add(
                new Crash(
                    operation, ordered, disk.afterPowerLoss(ordered, random), acknowledged.get()));
          }
        }
      });
      for (int i = 0; i < workload.length(); i++) {
        store.apply(i);
        acknowledged.set(i + 1);
      }
      disk.fault(_ -> {});
    }
    return crashes;
  }

  private static void check(Script workload, Crash crash, AtomicInteger healed) {
    String where =
        "power loss at operation %d, %s; %s"
            .formatted(crash.operation(), crash.ordered() ? "ordered" : "reordered", Seeds.note());
    long commits =
        List.of(crash.disk().listAll()).stream().filter(f -> f.startsWith("segments_")).count();
    if (commits > 1) {
      healed.incrementAndGet();
    }
    try (Script.Opened store = workload.resume(crash.disk())) {
      int state = store.stateOf(crash.acknowledged(), where);
      if (state < workload.length()) {
        store.apply(state);
        store.stateOf(state + 1, where + ", one write later");
        try (Script.Opened again = workload.resume(crash.disk().reopened())) {
          again.stateOf(state + 1, where + ", reopened");
        }
      }
    } catch (StorageException e) {
      throw new AssertionError(where + ": " + e.getMessage(), e);
    }
  }
}
