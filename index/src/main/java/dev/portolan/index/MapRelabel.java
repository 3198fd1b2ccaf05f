package dev.portolan.index;

import dev.portolan.index.topics.TopicRelabel;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.projection.LatentVectors;
import dev.portolan.storage.Column;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Generation;
import dev.portolan.storage.MapStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Takes the words of data that are gone out of a map: its newest generation is published again
/// with the same columns and other labels.
///
/// Words stand in the topic tree alone; the rest of a fit and the build report are numbers and
/// names of columns.
public final class MapRelabel {
  private final DataSnapshot data;
  private final StageClock clock;

  private MapRelabel(DataSnapshot data, StageClock clock) {
    this.data = data;
    this.clock = clock;
  }

  /// Names anew the topics that lost data since they were named ([TopicRelabel]), and publishes;
  /// where none did, nothing happens. The generations before stay: see [MapStore#dropOlder].
  ///
  /// The caller holds the database's lock. Costs one pass over the texts.
  ///
  /// @param maps a map with a generation
  /// @return whether a generation was published
  /// @throws java.util.concurrent.CancellationException when the monitor says so; the map stays as
  ///   it was
  public static boolean run(DataSnapshot data, MapStore maps, BuildMonitor monitor) {
    Generation newest = maps.readNewest(maps::read);
    TopicTree before = MapBuild.topicTree(maps, newest);
    TopicTree after = new MapRelabel(data, new StageClock(monitor)).relabel(newest, before);
    if (after == before) {
      return false;
    }
    byte[] json = after.toJson().getBytes(StandardCharsets.UTF_8);
    maps.relabel(newest, Map.of(MapBuild.TOPICS_FILE, ByteBuffer.wrap(json)));
    return true;
  }

  private TopicTree relabel(Generation generation, TopicTree tree) {
    clock.begin(BuildStage.READ);
    DatumSet mapped = MappedData.of(data, generation);
    int[] ordinals = mapped.ordinals();
    int[] topicOfRow = new int[ordinals.length];
    int[] topics = MapColumns.of(generation).topic();
    for (int row = 0; row < ordinals.length; row++) {
      topicOfRow[row] = topics[generation.row(ordinals[row])];
    }
    int threads = Runtime.getRuntime().availableProcessors();
    LabelTexts labels = labels(MapBuild.report(generation), ordinals);
    LatentVectors latent = new StoredLatents(data.vectors(mapped));
    return TopicRelabel.of(
        tree, topicOfRow, latent, labels.source(), threads, clock.begin(BuildStage.LABELS));
  }

  /// What the build named topics after, or what it would take now where that column is gone.
  private LabelTexts labels(BuildReport report, int[] ordinals) {
    LabelTexts now = LabelTexts.of(data, ordinals, null);
    String then = report.topics().labels();
    boolean there =
        data.schema().columns().stream()
            .filter(column -> column instanceof Column.Text || column instanceof Column.Category)
            .anyMatch(column -> column.name().equals(then));
    return there && !now.name().equals(then) ? LabelTexts.of(data, ordinals, then) : now;
  }
}
