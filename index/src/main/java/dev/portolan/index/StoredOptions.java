package dev.portolan.index;

import dev.portolan.index.duplicates.Retention;
import dev.portolan.storage.Column;
import dev.portolan.storage.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// The options of a build as its generation keeps them, so that the map can be updated and built
/// again by them when columns were renamed or dropped since.
public final class StoredOptions {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String OPTIONS = "portolan.options";
  private static final String KEYS = "portolan.optionKeys";

  private StoredOptions() {}

  /// Options over the columns there are now.
  ///
  /// @param lost a clause for each that gave way to the default, as its column was dropped
  public record Fitted(MapOptions options, List<String> lost) {
    Fitted onAtMost(int threads) {
      return new Fitted(options.onAtMost(threads), lost);
    }
  }

  /// Lets a generation say which options it was built with, over columns of a schema.
  static void put(Map<String, String> about, MapOptions options, Schema schema) {
    Map<String, String> keys = new TreeMap<>();
    labelled(options).ifPresent(column -> keys.put(column, schema.key(column)));
    ranking(options).ifPresent(column -> keys.put(column, schema.key(column)));
    about.put(OPTIONS, MapOptionsJson.write(options));
    about.put(KEYS, JSON.writeValueAsString(keys));
  }

  /// The options that what a generation says about itself names; empty where it was built before
  /// they were written down, or by a version that knows others.
  public static Optional<MapOptions> of(Map<String, String> about) {
    try {
      return Optional.ofNullable(about.get(OPTIONS)).map(MapOptionsJson::read);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The same over the columns that a schema has: by their names of now, without those that are
  /// gone.
  public static Optional<Fitted> of(Map<String, String> about, Schema schema) {
    return of(about).map(options -> fitted(options, about, schema));
  }

  private static Fitted fitted(MapOptions then, Map<String, String> about, Schema schema) {
    MapOptions options = then;
    List<String> lost = new ArrayList<>();
    Optional<String> label = labelled(then);
    if (label.isPresent()) {
      Optional<String> now = nameNow(label.get(), about, schema);
      options = options.withLabelField(now.orElse(null));
      if (now.isEmpty()) {
        lost.add(
            "topics are labelled by default, as there is no text column '%s' any more"
                .formatted(label.get()));
      }
    }
    Optional<String> ranked = ranking(then);
    if (ranked.isPresent()) {
      Optional<String> now = nameNow(ranked.get(), about, schema);
      Retention retention = then.duplicates().retention();
      options = options.withRetention(now.map(retention::renamed).orElseGet(Retention.Oldest::new));
      if (now.isEmpty()) {
        lost.add(
            "the oldest of duplicates is retained, as there is no column '%s' any more"
                .formatted(ranked.get()));
      }
    }
    return new Fitted(options, lost);
  }

  /// What a column is called now; a key is never given to another one.
  private static Optional<String> nameNow(String then, Map<String, String> about, Schema schema) {
    String keys = about.getOrDefault(KEYS, "{}");
    String key = JSON.readTree(keys).path(then).asString(then);
    return schema.columns().stream()
        .map(Column::name)
        .filter(name -> schema.key(name).equals(key))
        .findFirst();
  }

  private static Optional<String> labelled(MapOptions options) {
    return Optional.ofNullable(options.labelField());
  }

  private static Optional<String> ranking(MapOptions options) {
    return options.duplicates().retention().byColumn();
  }
}
