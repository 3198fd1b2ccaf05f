package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildStage;
import dev.portolan.index.MapOptions;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R9: a build cancelled at any stage leaves the old map as it was, to the last byte.
class CancelTest {
  /// How often each stage is cancelled; more under stress.
  private static final int EACH = Integer.getInteger("portolan.cancel.each", 1);

  private static final MapOptions OPTIONS = MapOptions.builder().nEpochs(100).build();

  @TempDir Path directory;

  /// Raises its flag a little after a stage has begun, and knows when.
  private static final class Impatient implements BuildMonitor {
    private final BuildStage stage;
    private final long delay;
    private volatile long begun;
    private volatile long raised;

    Impatient(BuildStage stage, long delayNanos) {
      this.stage = stage;
      this.delay = delayNanos;
    }

    @Override
    public void progress(BuildStage now, long done, long total) {
      if (now == stage && begun == 0) {
        begun = System.nanoTime();
      }
    }

    @Override
    public boolean cancelled() {
      if (begun != 0 && raised == 0 && System.nanoTime() - begun >= delay) {
        raised = System.nanoTime();
      }
      return raised != 0;
    }
  }

  @Test
  void build_cancelledAtAnyStage_leavesTheOldMap() throws IOException {
    SplittableRandom random = new SplittableRandom(Blobs.SEED);
    List<Double> waits = new ArrayList<>();
    int finished = 0;
    try (Portolan db = Portolan.open(directory)) {
      Dataset blobs = db.create("blobs", Blobs.SCHEMA);
      List<Datum> data = Blobs.data(2000);
      blobs.add(data);
      blobs.buildMap(OPTIONS, BuildMonitor.none());
      FileBytes map = FileBytes.below(directory.resolve("blobs/maps"));
      DatumSet all = blobs.all();
      for (BuildStage stage : BuildStage.values()) {
        for (int i = 0; i < EACH; i++) {
          blobs.add(data.subList(i * 3, i * 3 + 3));
          Impatient monitor = new Impatient(stage, random.nextLong(30_000_000));
          String where = stage + ", try " + i;
          try {
            blobs.buildMap("default", OPTIONS, monitor);
            finished++;
            map = FileBytes.below(directory.resolve("blobs/maps"));
            continue;
          } catch (CancellationException e) {
            waits.add((System.nanoTime() - monitor.raised) / 1e6);
          }
          map.assertSame(FileBytes.below(directory.resolve("blobs/maps")), where);
          assertEquals(all, blobs.all(), where);
        }
      }
      assertTrue(waits.size() > finished, waits.size() + " were cancelled");
      blobs.buildMap(OPTIONS, BuildMonitor.none());
    }
    waits.sort(null);
    Reliability.report(
        "R9 cancels",
        waits.size(),
        "builds cancelled",
        "old map the same to the byte; median wait %.0f ms, longest %.0f ms"
            .formatted(waits.get(waits.size() / 2), waits.getLast()));
    assertTrue(waits.getLast() < 5000, "a build went on for " + waits.getLast() + " ms");
  }

  @Test
  void optimize_cancelledWhileItMerges_leavesTheData() throws IOException {
    try (Portolan db = Portolan.open(directory)) {
      Dataset blobs = db.create("blobs", Blobs.SCHEMA);
      List<Datum> data = Blobs.data(6000);
      for (int i = 0; i < 6000; i += 1500) {
        blobs.add(data.subList(i, i + 1500));
      }
      assertThrows(
          CancellationException.class,
          () -> blobs.optimize(new Impatient(BuildStage.MERGE, 20_000_000)));
      assertEquals(6000, blobs.count());
      blobs.add(Blobs.data(1));
      blobs.optimize(BuildMonitor.none());
      assertEquals(6000, blobs.count());
    }
  }
}
