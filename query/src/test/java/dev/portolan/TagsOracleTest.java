package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.query.filter.Filter;
import dev.portolan.storage.Datum;
import dev.portolan.storage.DatumEdit;
import dev.portolan.storage.Metric;
import dev.portolan.storage.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random edits of data and tags against sets of strings.
class TagsOracleTest {
  private static final int STEPS = 250;
  private static final int IDS = 40;
  private static final int TAGS = 6;

  @TempDir private Path directory;
  private final SplittableRandom random = new SplittableRandom(Blobs.SEED);
  private final Map<String, Long> data = new HashMap<>();
  private final Map<String, Model> models = new TreeMap<>();
  private Portolan db;
  private Dataset dataset;
  private int renamed;

  /// A tag in plain Java.
  private static final class Model {
    final Set<String> added = new HashSet<>();
    final Set<String> removed = new HashSet<>();
    Predicate<Map.Entry<String, Long>> rule;

    Set<String> members(Map<String, Long> data) {
      Set<String> members = new TreeSet<>();
      for (Map.Entry<String, Long> datum : data.entrySet()) {
        boolean ruled = rule != null && rule.test(datum) && !removed.contains(datum.getKey());
        if (ruled || added.contains(datum.getKey())) {
          members.add(datum.getKey());
        }
      }
      return members;
    }
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void tags_afterAnyEdits_haveWhatPlainSetsHave() {
    db = Portolan.open(directory);
    dataset = db.create("data", Schema.builder().integer("n").latent(2, Metric.EUCLIDEAN).build());
    for (int step = 0; step < STEPS; step++) {
      String done = step();
      String where = "step %d, %s; seed %d".formatted(step, done, Blobs.SEED);
      assertEquals(new ArrayList<>(models.keySet()), dataset.tags().names(), where);
      models.forEach((name, model) ->
          assertEquals(
              model.members(data),
              new TreeSet<>(dataset.idsOf(dataset.tags().datumsIn(name))),
              name + " after " + where));
    }
  }

  private String step() {
    return switch (random.nextInt(12)) {
      case 0, 1 -> write();
      case 2 -> delete();
      case 3 -> change();
      case 4 -> create();
      case 5 -> rule();
      case 6 -> freeze();
      case 7 -> rename();
      case 8 -> remove();
      case 9 -> reopen();
      default -> add();
    };
  }

  private String write() {
    List<Datum> batch = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String id = "d" + random.nextInt(IDS);
      long n = random.nextInt(10);
      batch.add(new Datum(id, Map.of("n", n), null));
      data.put(id, n);
    }
    dataset.add(batch);
    return "write";
  }

  /// A deleted id that comes back is another datum, in no tag by hand.
  private String delete() {
    List<String> some = some(2);
    dataset.delete(some);
    some.forEach(data::remove);
    models
        .values()
        .forEach(model -> {
          some.forEach(model.added::remove);
          some.forEach(model.removed::remove);
        });
    return "delete " + some;
  }

  private String change() {
    for (String id : some(3)) {
      long n = random.nextInt(10);
      dataset.update(new DatumEdit(id, Map.of("n", n)));
      data.put(id, n);
    }
    return "change";
  }

  private String create() {
    String name = "tag" + random.nextInt(TAGS);
    if (models.containsKey(name)) {
      dataset.tags().delete(name);
      models.remove(name);
      return "delete " + name;
    }
    Model model = new Model();
    List<String> some = some(4);
    model.added.addAll(some);
    dataset.tags().create(name, some);
    models.put(name, model);
    return "create " + name;
  }

  private String rule() {
    String name = any();
    if (name != null) {
      long most = random.nextInt(10);
      dataset.tags().changeRule(name, Filter.range("n", null, most));
      models.get(name).rule = datum -> datum.getValue() <= most;
    }
    return "rule of " + name;
  }

  private String freeze() {
    String name = any();
    if (name != null) {
      dataset.tags().freeze(name);
      Model model = models.get(name);
      if (model.rule != null) {
        Set<String> now = model.members(data);
        model.rule = null;
        model.removed.clear();
        model.added.clear();
        model.added.addAll(now);
      }
    }
    return "freeze " + name;
  }

  private String rename() {
    String name = any();
    if (name != null) {
      String other = "renamed" + renamed++;
      dataset.tags().rename(name, other);
      models.put(other, models.remove(name));
    }
    return "rename " + name;
  }

  private String add() {
    String name = any();
    if (name != null) {
      List<String> some = some(6);
      dataset.tags().add(name, some);
      models.get(name).added.addAll(some);
      some.forEach(models.get(name).removed::remove);
    }
    return "add to " + name;
  }

  private String remove() {
    String name = any();
    if (name != null) {
      Model model = models.get(name);
      List<String> some = some(6);
      dataset.tags().remove(name, Filter.ids(some));
      some.forEach(model.added::remove);
      if (model.rule != null) {
        model.removed.addAll(some);
      }
    }
    return "remove from " + name;
  }

  private String reopen() {
    db.close();
    db = Portolan.openExisting(directory);
    dataset = db.dataset("data");
    return "reopen";
  }

  private String any() {
    List<String> names = new ArrayList<>(models.keySet());
    return names.isEmpty() ? null : names.get(random.nextInt(names.size()));
  }

  private List<String> some(int most) {
    List<String> ids = new ArrayList<>(new TreeSet<>(data.keySet()));
    List<String> some = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0 && !ids.isEmpty(); i--) {
      some.add(ids.remove(random.nextInt(ids.size())));
    }
    return some;
  }
}
