package dev.portolan.storage;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The schema as it stands in a commit:
/// `{"columns":[{"name":…,"type":…}],"latent":{"dimensions":…,"metric":…}}`, with `key` where a
/// column's values are stored under another name, `retired` keys and the column of `expiry`.
final class SchemaJson {
  private static final JsonMapper JSON = new JsonMapper();

  private SchemaJson() {}

  static String write(Schema schema) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode columns = root.putArray("columns");
    for (Column column : schema.columns()) {
      ObjectNode node =
          columns.addObject().put("name", column.name()).put("type", typeName(column));
      if (column instanceof Column.Text text) {
        node.put("analyzer", text.analyzer());
      }
      if (!schema.key(column.name()).equals(column.name())) {
        node.put("key", schema.key(column.name()));
      }
    }
    root.putObject("latent")
        .put("dimensions", schema.latent().dimensions())
        .put("metric", schema.latent().metric().name());
    if (!schema.retired().isEmpty()) {
      ArrayNode retired = root.putArray("retired");
      schema.retired().stream().sorted().forEach(retired::add);
    }
    schema.expiry().ifPresent(column -> root.put("expiry", column));
    return root.toString();
  }

  static Schema read(String json) {
    JsonNode root = JSON.readTree(json);
    Schema.Builder schema = Schema.builder();
    for (JsonNode node : root.get("columns")) {
      Column column = column(node);
      schema.add(column, node.path("key").asString(column.name()));
    }
    for (JsonNode key : root.path("retired")) {
      schema.retired(List.of(key.asString()));
    }
    if (root.has("expiry")) {
      schema.expiry(root.get("expiry").asString());
    }
    JsonNode latent = root.get("latent");
    return schema
        .latent(latent.get("dimensions").asInt(), Metric.valueOf(latent.get("metric").asString()))
        .build();
  }

  private static Column column(JsonNode node) {
    String name = node.get("name").asString();
    String type = node.get("type").asString();
    if (type.equals("text")) {
      return new Column.Text(name, node.get("analyzer").asString());
    }
    try {
      return ColumnTypes.column(name, type);
    } catch (IllegalArgumentException e) {
      throw new StorageException.TooNew("column '%s'".formatted(name), type, "its own");
    }
  }

  static String typeName(Column column) {
    return switch (column) {
      case Column.Text _ -> "text";
      case Column.Category _ -> "category";
      case Column.Integer64 _ -> "integer";
      case Column.Real64 _ -> "real";
      case Column.Bool _ -> "bool";
      case Column.Timestamp _ -> "timestamp";
      case Column.Categories _ -> "categories";
    };
  }
}
