package dev.portolan.index;

import dev.portolan.index.topics.TopicCores;
import dev.portolan.index.topics.TopicRelabel;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.Progress;
import dev.portolan.projection.VectorMetric;
import dev.portolan.storage.Column;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Generation;
import dev.portolan.storage.MapStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Takes the words of data and columns that are gone out of a map: its newest generation is
/// published again with the same columns and other labels.
///
/// Words stand in the topic tree, and in the ledger as labels of topics that are gone; the rest of
/// a fit and the build report are numbers and names of columns.
public final class MapRelabel {
  private final DataSnapshot data;
  private final StageClock clock;
  private final int threads = Runtime.getRuntime().availableProcessors();

  private MapRelabel(DataSnapshot data, StageClock clock) {
    this.data = data;
    this.clock = clock;
  }

  /// Names anew the topics that lost data since they were named ([TopicRelabel]), or all of them
  /// when a column they were named after was dropped, and publishes; where there is nothing to
  /// name, nothing happens. The generations before stay: see [MapStore#dropOlder].
  ///
  /// The caller holds the database's lock. Costs one pass over the texts.
  ///
  /// @param maps a map with a generation
  /// @return whether a generation was published
  /// @throws java.util.concurrent.CancellationException when the monitor says so; the map stays as
  ///   it was
  public static boolean run(DataSnapshot data, MapStore maps, BuildMonitor monitor) {
    return new MapRelabel(data, new StageClock(monitor)).run(maps);
  }

  private boolean run(MapStore maps) {
    clock.begin(BuildStage.READ);
    Generation generation = maps.readNewest(maps::read);
    DatumSet mapped = MappedData.of(data, generation);
    int[] ordinals = mapped.ordinals();
    int[] topicOfRow = new int[ordinals.length];
    int[] topics = MapColumns.of(generation).topic();
    int[] rows = new int[ordinals.length];
    for (int row = 0; row < ordinals.length; row++) {
      rows[row] = generation.row(ordinals[row]);
      topicOfRow[row] = topics[rows[row]];
    }
    LabelTexts labels = labels(data, generation, ordinals);
    LatentVectors latent = measured(generation, mapped);
    Progress progress = clock.begin(BuildStage.LABELS);
    TopicTree before = MapBuild.topicTree(maps, generation);
    boolean gone = gone(generation);
    TopicTree after =
        gone
            ? TopicRelabel.all(before, topicOfRow, latent, labels.source(), threads, progress)
            : TopicRelabel.of(
                before,
                topicOfRow,
                UpdateNaming.lost(generation),
                latent,
                labels.source(),
                threads,
                progress);
    Map<String, String> about = new HashMap<>();
    Map<String, ByteBuffer> fit = new HashMap<>();
    if (after != before) {
      float[] x = taken(generation.floats("x"), rows);
      float[] y = taken(generation.floats("y"), rows);
      TopicTree cored =
          TopicCores.of(after, topicOfRow, ordinals, x, y, latent, threads, Progress.none());
      byte[] json = cored.toJson().getBytes(StandardCharsets.UTF_8);
      fit.put(MapBuild.TOPICS_FILE, ByteBuffer.wrap(json));
      Set<String> kept = gone ? Set.of() : MapBuild.labelKeys(generation).orElse(Set.of());
      about.putAll(MapBuild.labelled(MapBuild.report(generation), labels, kept, data.schema()));
      about.put(UpdateNaming.LOST, "[]");
    }
    TopicLedger ledger = TopicLedger.of(generation.about());
    if (!ledger.wordless().equals(ledger)) {
      ledger.wordless().putInto(about);
    }
    if (about.isEmpty()) {
      return false;
    }
    maps.relabel(generation, about, fit);
    return true;
  }

  private static float[] taken(float[] values, int[] rows) {
    float[] taken = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      taken[i] = values[rows[i]];
    }
    return taken;
  }

  /// The vectors as the map's build measured them.
  private LatentVectors measured(Generation generation, DatumSet mapped) {
    MapOptions options = StoredOptions.of(generation.about()).orElseGet(MapOptions::defaults);
    VectorMetric metric = options.metricOver(data.schema().latent().metric());
    return new StoredLatents(data, data.vectors(mapped), metric);
  }

  /// Whether topics are named after a column that was dropped.
  private boolean gone(Generation generation) {
    Set<String> there = namesByKey(data).keySet();
    return MapBuild.labelKeys(generation).filter(keys -> !there.containsAll(keys)).isPresent();
  }

  private static Map<String, String> namesByKey(DataSnapshot data) {
    return data.schema().columns().stream()
        .map(Column::name)
        .collect(Collectors.toMap(data.schema()::key, name -> name));
  }

  /// What the build named topics after, whatever it is called now, or what it would take now where
  /// that column is gone.
  static LabelTexts labels(DataSnapshot data, Generation generation, int[] ordinals) {
    Map<String, String> names = namesByKey(data);
    Set<String> keys =
        MapBuild.labelKeys(generation)
            .orElseGet(() -> Set.of(MapBuild.report(generation).topics().labels()));
    LabelTexts now = LabelTexts.of(data, ordinals, null);
    String then = keys.size() == 1 ? names.get(keys.iterator().next()) : null;
    boolean there =
        then != null
            && (data.schema().column(then) instanceof Column.Text
                || data.schema().column(then) instanceof Column.Category);
    return there && !now.columns().equals(List.of(then))
        ? LabelTexts.of(data, ordinals, then)
        : now;
  }
}
