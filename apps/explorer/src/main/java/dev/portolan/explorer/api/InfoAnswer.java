package dev.portolan.explorer.api;

import dev.portolan.index.BuildReport;
import dev.portolan.projection.Projection;
import dev.portolan.query.MapSnapshot;
import dev.portolan.storage.Column;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a page must know about a map before it asks for its points. Safe for many threads.
public final class InfoAnswer {
  private static final int KEPT = 16;

  /// What a page can do with a map.
  ///
  /// @param meaning whether texts can be embedded
  /// @param write whether anything may be changed
  /// @param neighbours whether the nearest data are known
  public record Can(boolean meaning, boolean write, boolean neighbours) {}

  private final Kept<Columns> plain = new Kept<>();

  /// Apart, since who counts lets nobody wait who only asks for names.
  private final Kept<ArrayNode> counted = new Kept<>();

  private final boolean paths;
  private final Pixels pixels;

  private record Columns(ArrayNode facts, String text) {}

  /// What is worked out about columns, by what it is of: it outlives edits of tags and topics.
  private static final class Kept<T> {
    private final Map<String, T> known =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > KEPT;
          }
        };

    synchronized T of(MapState state, Supplier<T> work) {
      String key =
          "%s/%s/%d/%d"
              .formatted(
                  state.dataset().name(),
                  state.map().name(),
                  state.generation(),
                  state.data().commit());
      return known.computeIfAbsent(key, _ -> work.get());
    }
  }

  /// @param paths whether paths of pictures may be read
  /// @param pixels where latent vectors are pictures, else null
  public InfoAnswer(boolean paths, Pixels pixels) {
    this.paths = paths;
    this.pixels = pixels;
  }

  /// Name of the column a card shows first, or null.
  String textColumn(MapState state) {
    return columns(state).text();
  }

  ArrayNode columnFacts(MapState state) {
    return columns(state).facts();
  }

  /// Whether the latent vectors are pictures.
  boolean drawsVectors(MapState state) {
    return pixels != null && pixels.fit(state.data().schema().latent().dimensions());
  }

  private Columns columns(MapState state) {
    return plain.of(
        state,
        () -> {
          ColumnFacts facts = new ColumnFacts(state, paths);
          return new Columns(facts.plain(), facts.textColumn());
        });
  }

  private ArrayNode counts(MapState state) {
    ArrayNode facts = columns(state).facts();
    return counted.of(state, () -> new ColumnFacts(state, paths).counted(facts));
  }

  /// All of it; what the columns hold is counted, seconds at a million data.
  public ObjectNode of(MapState state, Can can) {
    ObjectNode info = atOnce(state, can);
    info.set("columns", counts(state).deepCopy());
    return info;
  }

  /// All but what the columns hold.
  ObjectNode atOnce(MapState state, Can can) {
    MapSnapshot map = state.map();
    BuildReport report = map.report();
    ObjectNode info = Json.object();
    info.put("dataset", state.dataset().name()).put("map", map.name());
    info.put("state", state.state()).put("generation", state.generation());
    info.put("n", state.rows()).put("live", state.liveRows().length);
    info.put("unmapped", state.data().withVector().minus(map.mapped()).count());
    bounds(state, info);
    info.put("published", String.valueOf(report.built()));
    info.put("metric", map.metric().name().toLowerCase(java.util.Locale.ROOT));
    info.put("dimensions", state.data().schema().latent().dimensions());
    info.put("projection", report.projection()).put("projectionKind", kind(map));
    info.put("depths", map.tree().depths());
    Columns columns = columns(state);
    info.put("textColumn", columns.text());
    info.set("columns", columns.facts().deepCopy());
    pixels(state, info);
    quality(report, info);
    duplicates(state, report, info);
    can(state, can, info);
    return info;
  }

  private void pixels(MapState state, ObjectNode info) {
    if (drawsVectors(state)) {
      info.putObject("pixels").put("width", pixels.width()).put("height", pixels.height());
    } else {
      info.putNull("pixels");
    }
  }

  private static void bounds(MapState state, ObjectNode info) {
    float[] x = state.map().columns().x();
    float[] y = state.map().columns().y();
    float[] bounds = {0, 0, 1, 1};
    boolean first = true;
    for (int row : state.liveRows()) {
      bounds[0] = first ? x[row] : Math.min(bounds[0], x[row]);
      bounds[1] = first ? y[row] : Math.min(bounds[1], y[row]);
      bounds[2] = first ? x[row] : Math.max(bounds[2], x[row]);
      bounds[3] = first ? y[row] : Math.max(bounds[3], y[row]);
      first = false;
    }
    ArrayNode array = info.putArray("bounds");
    for (float bound : bounds) {
      array.add(bound);
    }
  }

  private static void quality(BuildReport report, ObjectNode info) {
    BuildReport.Quality quality = report.quality();
    ObjectNode node = info.putObject("quality");
    node.put("sample", quality.sample());
    Json.number(node, "trustworthiness", quality.trustworthiness());
    Json.number(
        node, "continuity", quality.continuity() == null ? Double.NaN : quality.continuity());
    Json.number(node, "kept", quality.kept());
    Json.number(node, "triplets", quality.triplets());
    Json.number(node, "found", report.neighbors().recall());
    node.put("shortfall", report.neighbors().shortfall().orElse(null));
    ArrayNode coverage = info.putArray("coverage");
    report.topics().coverage().forEach(coverage::add);
  }

  private static void duplicates(MapState state, BuildReport report, ObjectNode info) {
    if (!state.hasDuplicates()) {
      info.putNull("duplicates");
      return;
    }
    BuildReport.Duplicates found = report.duplicates();
    info.putObject("duplicates")
        .put("cutoff", found.cutoff())
        .put("ceiling", found.ceiling())
        .put("retained", found.retained() == null ? "oldest" : found.retained())
        .put("clusters", found.clusters())
        .put("candidates", found.candidates());
  }

  private static void can(MapState state, Can can, ObjectNode info) {
    boolean texts =
        state.data().schema().columns().stream().anyMatch(Column.Text.class::isInstance);
    info.putObject("can")
        .put("meaning", can.meaning())
        .put("words", texts)
        .put("place", can.meaning())
        .put("neighbours", can.neighbours())
        .put("write", can.write())
        .put("update", can.write());
  }

  static String kind(MapSnapshot map) {
    return switch (map.options().projection()) {
      case Projection.Umap _ -> "umap";
      case Projection.Tsne _ -> "tsne";
      case Projection.Pca _ -> "pca";
      case Projection.Discovered(String method) -> method;
      case Projection.Auto _ -> "umap";
    };
  }
}
