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
    sweep("R3 I/O errors and out of memory", new Workload(Seeds.SEED, STEPS));
  }

  @Test
  void ioFailure_atAnyOperationOnTags_isTypedAndLosesNothingAcknowledged() {
    sweep("R3 I/O errors and out of memory, tags", new TagWorkload(Seeds.SEED, STEPS));
  }

  private static void sweep(String row, Script workload) {
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
        row, tries * Trouble.values().length, "failures", "all typed, 0 lost, 0 wrong");
  }

  private static long operations(Script workload) {
    FaultyDirectory disk = new FaultyDirectory();
    try (Script.Opened store = workload.begin(disk)) {
      long before = disk.operations();
      for (int i = 0; i < workload.length(); i++) {
        store.apply(i);
      }
      return disk.operations() - before;
    }
  }

  private static void check(Script workload, long operation, Trouble trouble) {
    String where = "%s at operation %d; %s".formatted(trouble, operation, Seeds.note());
    FaultyDirectory disk = new FaultyDirectory();
    int state = 0;
    try (Script.Opened store = workload.begin(disk)) {
      long from = disk.operations() + operation;
      disk.fault(now -> fail(trouble, now, from));
      for (int i = 0; i < workload.length(); i++) {
        try {
          store.apply(i);
          state = i + 1;
        } catch (StorageException e) {
          assertTrue(!e.getMessage().isBlank(), where);
          if (trouble == Trouble.FOR_EVER) {
            break;
          }
          state = store.stateOf(state, where + ", after the failure");
          if (state == i) {
            store.apply(i);
            state = i + 1;
          }
        }
      }
      disk.fault(_ -> {});
      state = store.stateOf(state, where + ", with the disk well again");
    } catch (StorageException atClose) {
      disk.fault(_ -> {});
    }
    try (Script.Opened store = workload.resume(disk.reopened())) {
      store.stateOf(state, where + ", reopened");
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
