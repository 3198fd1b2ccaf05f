package dev.portolan.examples;

import dev.portolan.Dataset;
import dev.portolan.EmbeddingMap;
import dev.portolan.query.MapData;
import dev.portolan.storage.Datum;
import java.util.List;
import java.util.Map;

/// Map resource `data`: the user's columns by id, and what happens when a datum changes.
final class DataExample {
  private DataExample() {}

  /// Reads two tickets, then raises the priority of one: a metadata edit, so the map keeps its
  /// place.
  static List<MapData.Row> run(Dataset tickets, EmbeddingMap map) {
    MapData.Row first = map.data().rows(List.of("t007")).getFirst();
    Map<String, Object> urgent = new java.util.LinkedHashMap<>(first.values());
    urgent.put("priority", 1L);
    float[] vector = tickets.read(data -> data.latent(data.ordinal(first.id()).orElseThrow()));
    tickets.add(new Datum(first.id(), urgent, vector));
    return map.data().rows(List.of("t007", "t003"));
  }
}
