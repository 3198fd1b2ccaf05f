package dev.portolan.jdbc.plan;

import dev.portolan.Dataset;
import dev.portolan.Embedder;
import dev.portolan.Portolan;
import dev.portolan.query.DatasetSnapshot;
import dev.portolan.storage.Deadline;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Supplier;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.schema.SchemaPlus;

/// One run of a plan: its parameters, and one state of every dataset it asks, until it is closed.
///
/// For one thread.
public final class Execution implements DataContext, AutoCloseable {
  private final Portolan db;
  private final Object[] parameters;
  private final Map<String, Object> compiled;
  private final Settings settings;
  private final boolean asksMaps;
  private final long now;
  private final Map<String, DatasetSnapshot> snapshots;
  private String embeddingFor;

  /// How a plan runs.
  ///
  /// @param exact whether searches by vector measure every vector
  /// @param deadline when to give up
  public record Settings(boolean exact, Deadline deadline) {
    public static final Settings DEFAULT = new Settings(false, Deadline.none());
  }

  Execution(Portolan db, Object[] parameters, Plan.Query plan, Settings settings) {
    this(
        db,
        parameters,
        plan.compiled(),
        settings,
        !(plan.rows() instanceof DatasetRead read) || read.asksMap(),
        System.currentTimeMillis(),
        new HashMap<>());
  }

  private Execution(
      Portolan db,
      Object[] parameters,
      Map<String, Object> compiled,
      Settings settings,
      boolean asksMaps,
      long now,
      Map<String, DatasetSnapshot> snapshots) {
    this.db = db;
    this.parameters = parameters;
    this.compiled = compiled;
    this.settings = settings;
    this.asksMaps = asksMaps;
    this.now = now;
    this.snapshots = snapshots;
  }

  /// The same run for a part of the plan that was compiled apart.
  Execution part(Plan.Query query) {
    return new Execution(db, parameters, query.compiled(), settings, asksMaps, now, snapshots);
  }

  Portolan database() {
    return db;
  }

  boolean exact() {
    return settings.exact();
  }

  Deadline deadline() {
    return settings.deadline();
  }

  /// The state of a dataset that this run sees.
  DatasetSnapshot snapshot(String dataset) {
    return snapshots.computeIfAbsent(
        dataset,
        name -> asksMaps ? db.dataset(name).snapshot() : db.dataset(name).snapshot(Set.of()));
  }

  /// @param index from 0
  Object parameter(int index) {
    return parameters[index];
  }

  /// A vector that a dataset's vectors can be compared with.
  ///
  /// @throws IllegalArgumentException when it has other dimensions
  float[] fitting(String dataset, float[] vector) {
    snapshot(dataset).data().schema().latent().check(vector);
    return vector;
  }

  /// The vector of a text that is compared with a dataset's vectors.
  Object embedFor(String dataset, Supplier<Object> vector) {
    String before = embeddingFor;
    embeddingFor = dataset;
    try {
      return vector.get();
    } finally {
      embeddingFor = before;
    }
  }

  /// The vector of a text, by the embedder on the class path.
  ///
  /// @throws IllegalArgumentException when the dataset's vectors are of another model
  /// @throws IllegalStateException when there is no embedder
  float[] embed(String text) {
    if (text == null) {
      return null;
    }
    Embedder embedder =
        ServiceLoader.load(Embedder.class, Execution.class.getClassLoader())
            .findFirst()
            .orElseThrow(() ->
                new IllegalStateException(
                    "embed('%s') needs an embedder on the class path, such as portolan-minilm; bind a vector instead"
                        .formatted(text.length() < 40 ? text : text.substring(0, 40) + "…")));
    Dataset dataset = embeddingFor == null ? null : db.dataset(embeddingFor);
    return dataset == null ? embedder.embed(text) : dataset.embed(embedder, text);
  }

  @Override
  public Object get(String name) {
    if (name.startsWith("?")) {
      return parameters[Integer.parseInt(name.substring(1))];
    }
    return switch (name) {
      case "currentTimestamp", "utcTimestamp", "localTimestamp" -> now;
      case "timeZone" -> TimeZone.getTimeZone("UTC");
      case "locale" -> Locale.ROOT;
      case "user", "systemUser" -> "";
      default -> compiled.get(name);
    };
  }

  @Override
  public SchemaPlus getRootSchema() {
    return null;
  }

  @Override
  public JavaTypeFactory getTypeFactory() {
    return new SqlTypes();
  }

  @Override
  public QueryProvider getQueryProvider() {
    throw new IllegalStateException("plans are compiled whole");
  }

  @Override
  public void close() {
    snapshots.values().forEach(DatasetSnapshot::close);
    snapshots.clear();
  }
}
