package dev.portolan.explorer.api;

import dev.portolan.Dataset;
import dev.portolan.query.DatasetSnapshot;
import dev.portolan.query.MapSnapshot;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Which datasets and maps there are.
public final class CatalogAnswer {
  private CatalogAnswer() {}

  static ObjectNode of(Served served) {
    ObjectNode catalog = begun(served.name(), served.readOnly());
    ArrayNode datasets = catalog.putArray("datasets");
    Served.Start first = null;
    for (String name : served.db().datasets()) {
      Dataset dataset = served.db().dataset(name);
      try (DatasetSnapshot now = dataset.snapshot()) {
        List<String> maps = dataset.maps();
        add(datasets, name, now, maps);
        if (first == null && !maps.isEmpty()) {
          String map = maps.contains(Dataset.DEFAULT_MAP) ? Dataset.DEFAULT_MAP : maps.getFirst();
          first = new Served.Start(name, map);
        }
      }
    }
    start(catalog, chosen(served, first));
    return catalog;
  }

  private static Served.Start chosen(Served served, Served.Start first) {
    Served.Start wanted = served.start();
    if (wanted.dataset() == null) {
      return first;
    }
    List<String> maps = served.db().dataset(wanted.dataset()).maps();
    String map = wanted.map() == null ? Dataset.DEFAULT_MAP : wanted.map();
    return maps.isEmpty()
        ? first
        : new Served.Start(wanted.dataset(), maps.contains(map) ? map : maps.getFirst());
  }

  /// The catalog of a shared folder.
  public static ObjectNode shared(
      String database, String dataset, DatasetSnapshot now, List<String> maps) {
    ObjectNode catalog = begun(database, true);
    add(catalog.putArray("datasets"), dataset, now, maps);
    start(catalog, new Served.Start(dataset, maps.getFirst()));
    catalog.put("shared", true);
    return catalog;
  }

  private static ObjectNode begun(String database, boolean readOnly) {
    return Json.object().put("format", 1).put("database", database).put("readOnly", readOnly);
  }

  private static void start(ObjectNode catalog, Served.Start start) {
    if (start == null) {
      catalog.putNull("start");
    } else {
      catalog.putObject("start").put("dataset", start.dataset()).put("map", start.map());
    }
  }

  private static void add(
      ArrayNode datasets, String name, DatasetSnapshot now, List<String> names) {
    ObjectNode dataset = datasets.addObject();
    dataset.put("name", name).put("data", now.data().count());
    dataset.put("embedder", now.data().embedder().orElse(null));
    ArrayNode maps = dataset.putArray("maps");
    for (String each : names) {
      MapSnapshot map = now.map(each);
      maps.addObject()
          .put("name", each)
          .put("generation", map.generation().number())
          .put("data", map.generation().rows().count())
          .put("projection", InfoAnswer.kind(map));
    }
  }
}
