package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LatencyTest {
  private static final int READINGS = 3_000;

  /// A reading of a histogram that others record into once failed, and with it an update in the
  /// background.
  @Test
  void readings_whileOthersRecord_areWhole() {
    Latency latency = new Latency();
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService others = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 2; i++) {
        others.submit(() -> {
          for (long took = 1_000; !done.get(); took = took * 3 % 900_001) {
            latency.record(took);
          }
        });
      }
      try {
        long count = 0;
        for (int i = 0; i < READINGS; i++) {
          Latency.Reading reading = latency.read();
          assertTrue(reading.count() >= count);
          assertTrue(reading.median().compareTo(reading.longest()) <= 0);
          count = reading.count();
        }
      } finally {
        done.set(true);
      }
    }
    assertEquals(latency.count(), latency.read().count());
  }
}
