package dev.portolan.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiryTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @TempDir Path directory;

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

  private DataStore store() {
    Schema schema =
        Schema.builder().timestamp("until").expiry("until").latent(2, Metric.EUCLIDEAN).build();
    return DataStore.create(
        directory.resolve("data"),
        schema,
        Optional.empty(),
        OpenOptions.defaults().clock(now::get));
  }

  private static Datum datum(int i, Instant until) {
    return new Datum("d" + i, until == null ? Map.of() : Map.of("until", until), vector(i));
  }

  private static float[] vector(int i) {
    return new float[] {i, 1};
  }

  @Test
  void snapshot_afterTheMoment_hidesWhatExpiredEverywhere() {
    try (DataStore store = store()) {
      List<Datum> data = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        data.add(datum(i, i % 3 == 0 ? NOON.plusSeconds(60) : i % 3 == 1 ? NOON : null));
      }
      store.upsert(data);
      try (DataSnapshot before = store.snapshot()) {
        assertArrayEquals(new int[] {0, 2, 3, 5, 6, 8, 9}, before.all().ordinals());
        now.set(NOON.plusSeconds(60));
        assertEquals(7, before.count(), "a snapshot keeps its moment");
      }
      try (DataSnapshot after = store.snapshot()) {
        assertArrayEquals(new int[] {2, 5, 8}, after.all().ordinals());
        assertEquals(3, after.count());
        assertEquals(3, after.withVector().count());
        assertTrue(after.ordinal("d0").isEmpty());
        assertArrayEquals(new int[] {2, 5, 8}, after.nearest(vector(0), 5, null, 10).ordinals());
        assertThrows(IllegalArgumentException.class, () -> after.values(0, java.util.Set.of()));
        assertEquals(3, after.vectors(after.withVector()).size());
      }
    }
  }

  @Test
  void optimize_afterTheMoment_reclaimsTheSpace() {
    try (DataStore store = store()) {
      List<Datum> data = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        data.add(datum(i, i < 1900 ? NOON.plusSeconds(60) : null));
      }
      store.upsert(data);
      store.optimize(CancelFlag.never());
      long before = Directories.bytes(store.path());
      now.set(NOON.plusSeconds(60));
      store.optimize(CancelFlag.never());
      long after = Directories.bytes(store.path());
      assertTrue(after < before / 4, "%d bytes, then %d".formatted(before, after));
      try (DataSnapshot left = store.snapshot()) {
        assertEquals(100, left.reader().maxDoc());
        assertEquals(1, left.segments());
      }
    }
  }

  @Test
  void expiry_byAnotherTypeThanTimestamp_isRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Schema.builder().text("until").expiry("until").latent(2, Metric.DOT).build());
    assertTrue(refused.getMessage().contains("'until': it is no timestamp column"));
  }
}
