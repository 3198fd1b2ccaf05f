package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// R3: the disk refuses one operation, or all from one on; or memory runs out there.
class IoFailureTest {
  /// How many operations are tried; all under stress.
  private static final int TRIES = Integer.getInteger("portolan.ioFailure.tries", 60);

  private static final int STEPS = 25;

  private enum Trouble {
    ONCE,
    FOR_EVER,
    OUT_OF_MEMORY
  }

  @Test
  void ioFailure_atAnyOperation_isTypedAndLosesNothingAcknowledged() {
    Workload workload = new Workload(Seeds.SEED, STEPS);
    long operations = operations(workload);
    long tries = Math.min(TRIES, operations);
    LongStream.range(0, tries)
        .parallel()
        .map(i -> i * operations / tries)
        .forEach(operation -> {
          for (Trouble trouble : Trouble.values()) {
            check(workload, operation, trouble);
          }
        });
    Reliability.report(
        "R3 I/O errors and out of memory",
        tries * Trouble.values().length,
        "failures",
        "all typed, 0 lost, 0 wrong");
  }

  private static long operations(Workload workload) {
    FaultyDirectory disk = new FaultyDirectory();
    try (DataStore store = Workload.create(disk)) {
      long before = disk.operations();
      for (int i = 0; i < workload.length(); i++) {
        workload.step(i).apply(store);
      }
      return disk.operations() - before;
    }
  }

  private static void check(Workload workload, long operation, Trouble trouble) {
    String where = "%s at operation %d; %s".formatted(trouble, operation, Seeds.note());
    FaultyDirectory disk = new FaultyDirectory();
    int state = 0;
    try (DataStore store = Workload.create(disk)) {
      long from = disk.operations() + operation;
      disk.fault(now -> fail(trouble, now, from));
      for (int i = 0; i < workload.length(); i++) {
        try {
          workload.step(i).apply(store);
          state = i + 1;
        } catch (StorageException e) {
          assertTrue(!e.getMessage().isBlank(), where);
          if (trouble == Trouble.FOR_EVER) {
            break;
          }
          state = workload.stateOf(store, state, where + ", after the failure");
          if (state == i) {
            workload.step(i).apply(store);
            state = i + 1;
          }
        }
      }
      disk.fault(_ -> {});
      state = workload.stateOf(store, state, where + ", with the disk well again");
    } catch (StorageException atClose) {
      disk.fault(_ -> {});
    }
    try (DataStore store = Workload.open(disk.reopened())) {
      workload.stateOf(store, state, where + ", reopened");
    }
  }

  private static void fail(Trouble trouble, long now, long from) throws IOException {
    switch (trouble) {
      case ONCE -> {
        if (now == from) {
          throw new IOException("the disk had a bad moment");
        }
      }
      case FOR_EVER -> {
        if (now >= from) {
          throw new IOException("the disk is gone");
        }
      }
      case OUT_OF_MEMORY -> {
        if (now == from) {
          throw new OutOfMemoryError("planted");
        }
      }
    }
  }
}
