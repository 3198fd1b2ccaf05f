package dev.portolan.index;

import dev.portolan.index.duplicates.DuplicateCutoff;
import dev.portolan.index.duplicates.DuplicateOptions;
import dev.portolan.index.duplicates.Retention;
import dev.portolan.index.topics.Coverage;
import dev.portolan.index.topics.TopicSpace;
import dev.portolan.projection.Projection;
import dev.portolan.projection.VectorMetric;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The options of a build as they stand in the commit of its generation, so that it can be built
/// again:
///
/// ```
/// {"labelField":"body","metric":"EUCLIDEAN","topics":true,"topicDepths":3,
///  "topicCoverage":"PARTIAL","topicSpace":"GRAPH","seed":7,"keepGenerations":2,
///  "projection":{"name":"umap","nNeighbors":15,"minDist":0.1,"spread":1.0,"nEpochs":0,
///                "negativeSamples":5,"init":"PCA"},
///  "duplicates":{"name":"absolute","value":0.05,"retain":"highest:votes","exact":false}}
/// ```
///
/// A projection is `umap`, `tsne` (with `perplexity`, `earlyExaggeration`, `iterations`,
/// `learningRate` and `init`), `pca`, `auto` or `discovered` (with `method`, a name on the class
/// path); duplicates are `default`, `absolute`, `shareOfMedian` or `off`, and `oldest` is retained
/// where nobody is named. What changes nothing about a map, its threads, is left out. Where no
/// metric stands, it is the dataset's own. Earlier versions wrote `start` for `init`.
final class MapOptionsJson {
  private static final JsonMapper JSON = new JsonMapper();

  private MapOptionsJson() {}

  static String write(MapOptions options) {
    ObjectNode root =
        JSON.createObjectNode()
            .put("topics", options.topics())
            .put("topicDepths", options.topicDepths())
            .put("topicCoverage", options.topicCoverage().name())
            .put("topicSpace", options.topicSpace().name())
            .put("seed", options.seed())
            .put("keepGenerations", options.keepGenerations());
    if (options.labelField() != null) {
      root.put("labelField", options.labelField());
    }
    if (options.metric() != null) {
      root.put("metric", options.metric().name());
    }
    write(options.projection(), root.putObject("projection"));
    write(options.duplicates(), root.putObject("duplicates"));
    return root.toString();
  }

  private static void write(Projection projection, ObjectNode node) {
    switch (projection) {
      case Projection.Umap umap ->
          node.put("name", "umap")
              .put("nNeighbors", umap.nNeighbors())
              .put("minDist", umap.minDist())
              .put("spread", umap.spread())
              .put("nEpochs", umap.nEpochs())
              .put("negativeSamples", umap.negativeSamples())
              .put("init", umap.init().name());
      case Projection.Tsne tsne ->
          node.put("name", "tsne")
              .put("perplexity", tsne.perplexity())
              .put("earlyExaggeration", tsne.earlyExaggeration())
              .put("iterations", tsne.iterations())
              .put("learningRate", tsne.learningRate())
              .put("init", tsne.init().name());
      case Projection.Pca _ -> node.put("name", "pca");
      case Projection.Discovered(String method) ->
          node.put("name", "discovered").put("method", method);
      case Projection.Auto _ -> node.put("name", "auto");
    }
  }

  private static void write(DuplicateOptions duplicates, ObjectNode node) {
    node.put("retain", duplicates.retention().text()).put("exact", duplicates.exact());
    switch (duplicates.cutoff()) {
      case DuplicateCutoff.Default() -> node.put("name", "default");
      case DuplicateCutoff.Absolute(double value) ->
          node.put("name", "absolute").put("value", value);
      case DuplicateCutoff.ShareOfMedian(double value) ->
          node.put("name", "shareOfMedian").put("value", value);
      case DuplicateCutoff.Off() -> node.put("name", "off");
    }
  }

  /// @throws IllegalArgumentException when the text holds no options, or those of a newer version
  static MapOptions read(String json) {
    try {
      JsonNode root = JSON.readTree(json);
      return MapOptions.builder()
          .labelField(root.path("labelField").asString(null))
          .metric(metric(root.path("metric").asString(null)))
          .projection(projection(root.required("projection")))
          .topics(root.required("topics").asBoolean())
          .topicDepths(root.required("topicDepths").asInt())
          .topicCoverage(
              Coverage.valueOf(root.path("topicCoverage").asString(Coverage.PARTIAL.name())))
          .topicSpace(TopicSpace.valueOf(root.path("topicSpace").asString(TopicSpace.GRAPH.name())))
          .duplicates(cutoff(root.required("duplicates")))
          .retain(Retention.of(root.path("duplicates").path("retain").asString("oldest")))
          .exactDuplicates(root.path("duplicates").path("exact").asBoolean(false))
          .seed(root.required("seed").asLong())
          .keepGenerations(root.required("keepGenerations").asInt())
          .build();
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "the options of a build cannot be read (%s); build the map anew with your own"
              .formatted(e.getOriginalMessage()),
          e);
    }
  }

  private static Projection projection(JsonNode node) {
    return switch (node.required("name").asString()) {
      case "umap" ->
          new Projection.Umap(
              node.required("nNeighbors").asInt(),
              node.required("minDist").asFloat(),
              node.required("spread").asFloat(),
              node.required("nEpochs").asInt(),
              node.required("negativeSamples").asInt(),
              init(node));
      case "tsne" ->
          new Projection.Tsne(
              node.required("perplexity").asFloat(),
              node.required("earlyExaggeration").asFloat(),
              node.required("iterations").asInt(),
              node.required("learningRate").asFloat(),
              init(node));
      case "pca" -> new Projection.Pca();
      case "discovered" -> new Projection.Discovered(node.required("method").asString());
      case "auto" -> new Projection.Auto();
      default -> throw unknown("projection", node);
    };
  }

  private static Projection.Init init(JsonNode node) {
    JsonNode value = node.has("init") ? node.get("init") : node.required("start");
    return Projection.Init.valueOf(value.asString());
  }

  private static VectorMetric metric(String name) {
    return name == null ? null : VectorMetric.valueOf(name);
  }

  private static DuplicateCutoff cutoff(JsonNode node) {
    return switch (node.required("name").asString()) {
      case "default" -> new DuplicateCutoff.Default();
      case "absolute" -> new DuplicateCutoff.Absolute(node.required("value").asDouble());
      case "shareOfMedian" -> new DuplicateCutoff.ShareOfMedian(node.required("value").asDouble());
      case "off" -> new DuplicateCutoff.Off();
      default -> throw unknown("duplicates", node);
    };
  }

  private static IllegalArgumentException unknown(String option, JsonNode node) {
    return new IllegalArgumentException(
        "a map was built with %s %s, which this version does not know; use a newer Portolan"
            .formatted(option, node));
  }
}
