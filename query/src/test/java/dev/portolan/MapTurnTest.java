package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildStage;
import dev.portolan.index.MapOptions;
import dev.portolan.index.UpdatePolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Builds, updates and clean-ups of one map that are asked for at once happen one after the other.
class MapTurnTest {
  private static final MapOptions QUICK = MapOptions.builder().nEpochs(10).build();

  @TempDir Path directory;

  /// Stands still at the end of a build until it is let go.
  private static final class Standing implements BuildMonitor {
    final CountDownLatch there = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);

    @Override
    public void progress(BuildStage stage, long done, long total) {
      if (stage == BuildStage.PUBLISH) {
        there.countDown();
        try {
          go.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  /// Counts what it is told, and gives up where it is told to.
  private static final class Counting implements BuildMonitor {
    final AtomicInteger told = new AtomicInteger();
    volatile boolean cancelled;

    @Override
    public void progress(BuildStage stage, long done, long total) {
      told.incrementAndGet();
    }

    @Override
    public boolean cancelled() {
      return cancelled;
    }
  }

  @Test
  void others_waitForABuild_andCanBeCancelledMeanwhile()
      throws InterruptedException, ExecutionException {
    try (Portolan db = Portolan.open(directory);
        var pool = Executors.newCachedThreadPool()) {
      Dataset blobs = db.create("blobs", Blobs.SCHEMA);
      blobs.add(Blobs.data(300));
      EmbeddingMap map = blobs.buildMap(QUICK, BuildMonitor.none());
      blobs.add(Blobs.data(320).subList(300, 320));
      Standing standing = new Standing();
      Future<?> first = pool.submit(() -> blobs.buildMap(QUICK, standing));
      standing.there.await();

      List<Counting> waiting = List.of(new Counting(), new Counting(), new Counting());
      List<Future<?>> asked =
          List.of(
              pool.submit(() -> blobs.buildMap(QUICK, waiting.get(0))),
              pool.submit(() -> map.update(UpdatePolicy.PLACE, waiting.get(1))),
              pool.submit(() -> blobs.optimize(waiting.get(2))));
      Counting impatient = new Counting();
      Future<?> fourth = pool.submit(() -> blobs.buildMap(QUICK, impatient));
      Thread.sleep(200);
      impatient.cancelled = true;
      assertEquals(
          CancellationException.class,
          assertThrows(ExecutionException.class, fourth::get).getCause().getClass());
      waiting.forEach(monitor -> assertEquals(0, monitor.told.get(), "began beside another"));
      assertFalse(first.isDone());
      assertEquals(1, map.generation());

      standing.go.countDown();
      first.get();
      for (Future<?> each : asked) {
        each.get();
      }
      assertEquals(0, impatient.told.get());
      assertTrue(waiting.get(0).told.get() > 0);
      assertEquals(blobs.all(), map.read(snapshot -> snapshot.mapped()));
      assertEquals(0, map.pending());
    }
  }
}
