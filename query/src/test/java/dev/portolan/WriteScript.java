package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.Datum;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// A long history of writes that anybody can replay: step after step some upserts, then some
/// deletes.
///
/// Datum `state` says in every durable state which step was written last; whether its deletes were
/// too is left open. So any state can be told from the data alone.
final class WriteScript {
  static final Schema SCHEMA =
      Schema.builder().text("body").integer("step").latent(8, Metric.EUCLIDEAN).build();

  private static final String STATE = "state";
  private static final int IDS = 120;
  private static final Set<String> COLUMNS = Set.of("body", "step");

  private WriteScript() {}

  private static SplittableRandom random(int step) {
    return new SplittableRandom(Blobs.SEED * 1_000_003 + step);
  }

  /// What a step inserts or replaces, in one commit.
  static List<Datum> upserts(int step) {
    SplittableRandom random = random(step);
    List<Datum> data = new ArrayList<>();
    Set<Integer> ids = new java.util.LinkedHashSet<>();
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      ids.add(random.nextInt(IDS));
    }
    ids.forEach(id -> data.add(datum("d" + id, step, random)));
    data.add(datum(STATE, step, random));
    return data;
  }

  private static Datum datum(String id, int step, SplittableRandom random) {
    float[] vector = new float[8];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = random.nextInt(5) + (float) random.nextGaussian();
    }
    return Datum.of(id, vector).with("body", id + " at step " + step).with("step", (long) step);
  }

  /// What it deletes afterwards, in another commit; some of it is not there.
  static List<String> deletes(int step) {
    SplittableRandom random = random(-step - 1);
    List<String> ids = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      ids.add("d" + random.nextInt(IDS));
    }
    return ids;
  }

  static void write(Dataset dataset, int step) {
    dataset.add(upserts(step));
    dataset.delete(deletes(step));
  }

  /// That the dataset is exactly a state of this history: every id, value and vector.
  ///
  /// @return the step
  static int assertIsAState(Dataset dataset) {
    try (DataSnapshot data = dataset.dataSnapshot()) {
      int[] ordinals = data.all().ordinals();
      String[] ids = data.ids(ordinals);
      Map<String, Integer> stored = new TreeMap<>();
      for (int i = 0; i < ids.length; i++) {
        stored.put(ids[i], ordinals[i]);
      }
      long step = (Long) data.values(stored.get(STATE), COLUMNS).get("step");
      Map<String, Datum> expected = after((int) step);
      if (!expected.keySet().equals(stored.keySet())) {
        deletes((int) step).forEach(expected::remove);
      }
      assertEquals(expected.keySet(), stored.keySet(), "step " + step);
      expected.forEach((id, datum) -> {
        assertEquals(datum.values(), data.values(stored.get(id), COLUMNS), id);
        assertArrayEquals(datum.latent(), data.latent(stored.get(id)), id);
      });
      return (int) step;
    }
  }

  /// The data after the upserts of a step.
  private static Map<String, Datum> after(int last) {
    Map<String, Datum> data = new TreeMap<>();
    for (int step = 0; step <= last; step++) {
      if (step > 0) {
        deletes(step - 1).forEach(data::remove);
      }
      upserts(step).forEach(datum -> data.put(datum.id(), datum));
    }
    return data;
  }
}
