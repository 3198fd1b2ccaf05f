package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.index.BuildMonitor;
import dev.portolan.index.BuildStage;
import dev.portolan.index.MapOptions;
import dev.portolan.index.UpdatePolicy;
import dev.portolan.query.MapSnapshot;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R8 for updates: writers, searches, updates and cancels at once; every state that a reader sees
/// keeps the laws of a map, and the last one is that of the data.
class UpdateHistoryTest {
  private static final int UPDATES = Integer.getInteger("portolan.updateHistory.updates", 6);
  private static final int COUNT = 600;
  private static final int IDS = 1_200;

  @TempDir Path directory;

  private final AtomicInteger updates = new AtomicInteger();
  private final AtomicInteger cancelled = new AtomicInteger();
  private final AtomicLong reads = new AtomicLong();
  private final Set<String> live = ConcurrentHashMap.newKeySet();
  private Dataset dataset;
  private EmbeddingMap map;
  private List<Datum> data;

  @Test
  void writersReadersAndUpdates_keepTheLaws() throws Exception {
    try (Portolan db = Portolan.open(directory)) {
      dataset = db.create("blobs", Blobs.SCHEMA);
      data = Blobs.data(IDS);
      dataset.add(data.subList(0, COUNT));
      data.subList(0, COUNT).forEach(datum -> live.add(datum.id()));
      map = dataset.buildMap(MapOptions.builder().nEpochs(20).build(), BuildMonitor.none());
      List<Callable<Void>> threads = new ArrayList<>();
      threads.add(writer(0));
      threads.add(writer(1));
      threads.add(reader(2));
      threads.add(reader(3));
      threads.add(updater());
      try (ExecutorService pool = Executors.newFixedThreadPool(threads.size())) {
        for (Future<Void> done : pool.invokeAll(threads)) {
          done.get();
        }
      }
      map.update();
      assertEquals(live, Set.copyOf(dataset.idsOf(dataset.all())));
      assertEquals(dataset.all(), map.read(MapSnapshot::mapped));
      checkLaws();
      Reliability.report(
          "R8 updates",
          updates.get(),
          "updates beside writers and readers",
          "%d cancelled, %,d states read, 0 violations".formatted(cancelled.get(), reads.get()));
      assertTrue(cancelled.get() > 0, "none was cancelled");
      assertTrue(reads.get() > 10, reads + " states were read");
    }
  }

  private boolean going() {
    return updates.get() < UPDATES;
  }

  /// Each writer has ids of its own.
  private Callable<Void> writer(int which) {
    return () -> {
      SplittableRandom random = new SplittableRandom(Blobs.SEED + which);
      while (going()) {
        Datum datum = data.get(2 * random.nextInt(IDS / 2) + which);
        if (random.nextInt(3) == 0) {
          if (live.contains(datum.id())) {
            dataset.delete(List.of(datum.id()));
            live.remove(datum.id());
          }
        } else {
          dataset.add(datum);
          live.add(datum.id());
        }
      }
      return null;
    };
  }

  private Callable<Void> reader(int which) {
    return () -> {
      SplittableRandom random = new SplittableRandom(Blobs.SEED + which);
      while (going()) {
        checkLaws();
        Datum asked = data.get(random.nextInt(IDS));
        List<Hit> hits = dataset.search(asked.latent()).k(5).run();
        assertEquals(5, hits.size());
        map.topics().vectorSearchTopics(new float[][] {asked.latent()});
        reads.incrementAndGet();
      }
      return null;
    };
  }

  private Callable<Void> updater() {
    return () -> {
      SplittableRandom random = new SplittableRandom(Blobs.SEED);
      List<UpdatePolicy> policies =
          List.of(UpdatePolicy.PLACE, UpdatePolicy.RELAX, UpdatePolicy.WARM, UpdatePolicy.AUTO);
      for (int i = 0; going(); i++) {
        int looks =
            switch (i % 6) {
              case 2 -> 0;
              case 5 -> random.nextInt(6);
              default -> Integer.MAX_VALUE;
            };
        try {
          // Where nothing came, nothing is published and nothing counted.
          map.update(policies.get(i % policies.size()), new Impatient(looks))
              .ifPresent(_ -> updates.incrementAndGet());
        } catch (CancellationException e) {
          cancelled.incrementAndGet();
        }
      }
      return null;
    };
  }

  /// Cancels once it was asked so often.
  private static final class Impatient implements BuildMonitor {
    private final AtomicInteger left;

    Impatient(int looks) {
      left = new AtomicInteger(looks);
    }

    @Override
    public void progress(BuildStage stage, long done, long total) {
      // Nobody watches.
    }

    @Override
    public boolean cancelled() {
      return left.decrementAndGet() < 0;
    }
  }

  /// Of one state: mapped data are live, have a finite place, a topic that is in the tree, and a
  /// retained datum that is on the map; and counts are those of the data.
  private void checkLaws() {
    try (MapSnapshot snapshot = map.snapshot()) {
      DatumSet mapped = snapshot.mapped();
      assertEquals(mapped, mapped.and(snapshot.dataSnapshot().all()));
      Map<Integer, Integer> counts = new HashMap<>();
      for (int ordinal : mapped.ordinals()) {
        int row = snapshot.row(ordinal);
        assertTrue(Float.isFinite(snapshot.columns().x()[row]));
        assertTrue(Float.isFinite(snapshot.columns().y()[row]));
        int topic = snapshot.columns().topic()[row];
        assertTrue(topic == 0 || snapshot.tree().has(topic), "topic " + topic);
        for (int id = topic; id > 0; id = snapshot.tree().topic(id).parent()) {
          counts.merge(id, 1, Integer::sum);
        }
      }
      snapshot
          .tree()
          .topics()
          .forEach(topic ->
              assertEquals(
                  counts.getOrDefault(topic.id(), 0),
                  snapshot.topics().in(0, null, topic.id()).count(),
                  topic.label()));
    }
  }
}
