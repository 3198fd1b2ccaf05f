package dev.portolan.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/// Random queries over the tickets, in words that DuckDB understands as well; where the two differ,
/// each has its own.
///
/// Rows come in a fixed order only where all columns are ordered by.
final class RandomSelects {
  private final SplittableRandom random;
  private boolean joinedTopics;
  private boolean joinedTags;

  RandomSelects(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// @param ordered whether the order of the rows is part of the answer
  record Pair(String ours, String theirs, boolean ordered) {}

  Pair next() {
    String sql = random.nextInt(12) == 0 ? nearest() : random.nextInt(8) == 0 ? set() : select();
    boolean ordered = sql.contains("ORDER BY 1") || sql.contains("{near ");
    return new Pair(ours(sql), theirs(sql), ordered);
  }

  /// Places where the two differ are written in braces.
  private static String ours(String sql) {
    return sql.replaceAll("\\{tag ([^}]*)}", "has_tag(t.id, '$1')")
        .replaceAll("\\{month ([^}]*)}", "FLOOR($1 TO MONTH)")
        .replaceAll("\\{near ([^}]*)}", "cosine_distance(t.latent, '$1')");
  }

  private static String theirs(String sql) {
    return sql.replaceAll(
            "\\{tag ([^}]*)}",
            "EXISTS (SELECT 1 FROM datum_tags dt WHERE dt.id = t.id AND dt.tag = '$1')")
        .replaceAll("\\{month ([^}]*)}", "date_trunc('month', $1)")
        .replaceAll("\\{near ([^}]*)}", "list_cosine_distance(t.latent, $1::DOUBLE[])")
        .replaceAll("(ORDER BY list_cosine[^ ]* [^ ]*)", "$1, t.id");
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private boolean sometimes(int percent) {
    return random.nextInt(100) < percent;
  }

  private String nearest() {
    StringJoiner vector = new StringJoiner(",", "[", "]");
    for (int i = 0; i < Tickets.DIMENSIONS; i++) {
      vector.add(String.valueOf(random.nextInt(1, 100) / 100.0));
    }
    joinedTopics = false;
    joinedTags = false;
    return "SELECT t.id, t.priority FROM tickets t"
        + (sometimes(70) ? " WHERE " + condition(2) : "")
        + " ORDER BY {near "
        + vector
        + "} LIMIT "
        + random.nextInt(1, 40);
  }

  private String set() {
    String columns = pick("t.product", "t.priority, t.solved", "t.topic_depth_1, t.product");
    joinedTopics = false;
    joinedTags = false;
    String first = "SELECT " + columns + " FROM tickets t WHERE " + condition(1);
    String second = "SELECT " + columns + " FROM tickets t WHERE " + condition(1);
    return first + pick(" UNION ", " UNION ALL ", " EXCEPT ", " INTERSECT ") + second;
  }

  private String select() {
    joinedTopics = sometimes(20);
    joinedTags = !joinedTopics && sometimes(20);
    String from = " FROM tickets t";
    if (joinedTopics) {
      from += pick(" JOIN", " LEFT JOIN") + " topics p ON p.label = t.topic_depth_1";
    }
    if (joinedTags) {
      from += pick(" JOIN", " LEFT JOIN") + " datum_tags g ON g.id = t.id";
    }
    String where = sometimes(75) ? " WHERE " + condition(2) : "";
    return sometimes(40) ? grouped(from, where) : plain(from, where);
  }

  private String plain(String from, String where) {
    List<String> columns = new ArrayList<>();
    int count = random.nextInt(1, 5);
    for (int i = 0; i < count; i++) {
      columns.add(sometimes(12) ? window() : value());
    }
    String sql = "SELECT " + (sometimes(15) ? "DISTINCT " : "") + aliased(columns) + from + where;
    return limited(sql, count);
  }

  private String grouped(String from, String where) {
    List<String> keys = new ArrayList<>();
    int count = random.nextInt(0, 3);
    for (int i = 0; i < count; i++) {
      keys.add(key());
    }
    List<String> columns = new ArrayList<>(keys);
    int more = random.nextInt(1, 4);
    for (int i = 0; i < more; i++) {
      columns.add(aggregate());
    }
    String by =
        keys.isEmpty()
            ? ""
            : IntStream.rangeClosed(1, keys.size())
                .mapToObj(String::valueOf)
                .reduce((a, b) -> a + ", " + b)
                .map(places -> " GROUP BY " + places)
                .orElseThrow();
    String having =
        !keys.isEmpty() && sometimes(25) ? " HAVING count(*) > " + random.nextInt(1, 9) : "";
    return limited("SELECT " + aliased(columns) + from + where + by + having, columns.size());
  }

  private static String aliased(List<String> columns) {
    StringJoiner list = new StringJoiner(", ");
    for (int i = 0; i < columns.size(); i++) {
      list.add(columns.get(i) + " AS c" + i);
    }
    return list.toString();
  }

  private String limited(String sql, int columns) {
    if (sometimes(40)) {
      return sql;
    }
    StringJoiner order = new StringJoiner(", ", " ORDER BY ", "");
    for (int i = 1; i <= columns; i++) {
      order.add(i + pick("", " DESC", " DESC NULLS FIRST", " NULLS FIRST"));
    }
    return sql
        + order
        + (sometimes(70) ? " LIMIT " + random.nextInt(0, 60) : "")
        + (sometimes(15) ? " OFFSET " + random.nextInt(0, 20) : "");
  }

  private String key() {
    return pick(
        "t.product",
        "t.priority",
        "t.solved",
        "t.topic_depth_1",
        "t.duplicate_class",
        "{month t.opened_at}",
        "EXTRACT(DAY FROM t.opened_at)",
        "t.priority % 2",
        joinedTopics ? "p.depth" : "char_length(t.body)",
        joinedTags ? "g.tag" : "t.priority IS NULL");
  }

  private String aggregate() {
    return pick(
        "count(*)",
        "count(t.priority)",
        "count(DISTINCT t.product)",
        "sum(t.priority)",
        "avg(t.priority)",
        "min(t.score)",
        "max(t.opened_at)",
        "min(t.body)",
        "sum(t.score)",
        "avg(t.score)",
        "max(t.x)",
        "sum(CASE WHEN t.solved THEN 1 ELSE 0 END)",
        "count(*) FILTER (WHERE t.priority > 1)",
        "stddev_samp(t.score)",
        joinedTopics ? "max(p.data_count)" : "min(t.id)");
  }

  private String window() {
    return pick(
        "row_number() OVER (ORDER BY t.id" + (joinedTags ? ", g.tag" : "") + ")",
        "rank() OVER (PARTITION BY t.product ORDER BY t.priority)",
        "dense_rank() OVER (ORDER BY t.priority DESC)",
        "sum(t.priority) OVER (PARTITION BY t.product)",
        "count(*) OVER (PARTITION BY t.topic_depth_1)",
        "max(t.score) OVER (PARTITION BY t.solved ORDER BY t.id)",
        joinedTags ? "count(*) OVER ()" : "lag(t.priority) OVER (ORDER BY t.id)");
  }

  private String value() {
    return pick(
        "t.id",
        "t.body",
        "t.product",
        "t.priority",
        "t.score",
        "t.solved",
        "t.opened_at",
        "t.x",
        "t.topic_id",
        "t.topic_depth_1",
        "t.topic_depth_2",
        "t.duplicate_class",
        "t.cluster_id",
        "upper(t.product)",
        "char_length(t.body)",
        "substring(t.body, 2, 5)",
        "t.product || '-' || t.id",
        "coalesce(t.product, 'none')",
        "t.priority + 3",
        "t.priority * t.priority - 1",
        "(t.priority + 7) / 2",
        "t.priority % 3",
        "t.score * 2",
        "abs(t.score - 1)",
        "nullif(t.priority, 2)",
        "CASE WHEN t.priority > 1 THEN 'high' WHEN t.priority IS NULL THEN 'unset' ELSE 'low' END",
        "EXTRACT(MONTH FROM t.opened_at)",
        "{month t.opened_at}",
        "(SELECT max(u.priority) FROM tickets u WHERE u.product = t.product)",
        joinedTopics ? "p.label" : "t.duplicate_distance",
        joinedTags ? "g.tag" : "t.y");
  }

  private String condition(int depth) {
    if (depth > 0 && sometimes(60)) {
      return switch (random.nextInt(4)) {
        case 0 -> "(" + condition(depth - 1) + " AND " + condition(depth - 1) + ")";
        case 1 -> "(" + condition(depth - 1) + " OR " + condition(depth - 1) + ")";
        case 2 -> "NOT (" + condition(depth - 1) + ")";
        default -> condition(depth - 1) + " AND " + condition(depth - 1);
      };
    }
    return leaf();
  }

  private String leaf() {
    String compare = pick("=", "<>", "<", "<=", ">", ">=");
    return switch (random.nextInt(26)) {
      case 0 -> "t.priority " + compare + " " + random.nextInt(0, 4);
      case 1 -> "t.score " + compare + " 0." + random.nextInt(1, 10);
      case 2 -> "t.product " + compare + " '" + pick("lamp", "chair", "table", "none") + "'";
      case 3 -> "t.product IN ('lamp', 'table')";
      case 4 -> "t.priority NOT IN (1, 3)";
      case 5 -> "t.priority IS " + pick("", "NOT ") + "NULL";
      case 6 -> "t.solved";
      case 7 -> "t.solved IS NOT TRUE";
      case 8 ->
          "t.opened_at " + compare + " TIMESTAMP '2026-0" + random.nextInt(1, 5) + "-01 10:00:00'";
      case 9 ->
          "t.opened_at BETWEEN TIMESTAMP '2026-01-10 00:00:00' AND TIMESTAMP '2026-02-20 00:00:00'";
      case 10 -> "t.body LIKE '" + pick("%late%", "del%", "%_amp%", "%1", "broken lamp 3") + "'";
      case 11 -> "t.body NOT LIKE '%e%'";
      case 12 ->
          "t.topic_depth_1 "
              + pick("=", "<>")
              + " '"
              + pick("late delivery", "broken lamp", "nothing")
              + "'";
      case 13 -> "t.topic_depth_1 IS " + pick("", "NOT ") + "NULL";
      case 14 -> "t.x " + compare + " " + random.nextInt(-10, 10);
      case 15 ->
          "t.duplicate_class "
              + pick("=", "<>")
              + " '"
              + pick("singleton", "deletion candidate", "retention candidate")
              + "'";
      case 16 -> "{tag " + pick("refund", "late ones") + "}";
      case 17 ->
          "t.id "
              + pick("=", "<>", "<", ">=")
              + " 't"
              + "%03d".formatted(random.nextInt(260))
              + "'";
      case 18 -> "t.id IN ('t001', 't050', 't999', 't100')";
      case 19 -> "char_length(t.body) " + compare + " " + random.nextInt(8, 18);
      case 20 -> "t.priority + 1 " + compare + " " + random.nextInt(0, 5);
      case 21 -> "t.topic_id " + compare + " " + random.nextInt(1, 12);
      case 22 -> "t.id IN (SELECT d.id FROM datum_tags d WHERE d.tag = 'late ones')";
      case 23 -> "EXISTS (SELECT 1 FROM tickets u WHERE u.cluster_id = t.id AND u.id <> t.id)";
      case 24 -> "t.priority > (SELECT avg(u.priority) FROM tickets u)";
      default -> "t.priority BETWEEN " + random.nextInt(0, 2) + " AND " + random.nextInt(1, 4);
    };
  }
}
