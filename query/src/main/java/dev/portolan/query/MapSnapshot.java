package dev.portolan.query;

import dev.portolan.index.BuildReport;
import dev.portolan.index.MapColumns;
import dev.portolan.index.MapOptions;
import dev.portolan.index.MappedData;
import dev.portolan.index.StoredOptions;
import dev.portolan.index.duplicates.EdgeScan;
import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.projection.VectorMetric;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Generation;
import java.util.function.Function;

/// One state of a map over one state of its dataset, until it is closed.
///
/// Mapped data are the live ones that the generation covers and that have not changed since. Safe
/// for many threads.
public final class MapSnapshot implements MapView, AutoCloseable {
  private final String name;
  private final MapContent content;
  private final DatasetSnapshot dataset;
  private volatile DatumSet mapped;

  public MapSnapshot(String name, MapContent content, DatasetSnapshot dataset) {
    this.name = name;
    this.content = content;
    this.dataset = dataset;
  }

  /// Name of the map.
  public String name() {
    return name;
  }

  public DataSnapshot dataSnapshot() {
    return dataset.data();
  }

  /// The tags of the dataset, over the same data.
  public PinnedTags tags() {
    return dataset.tags();
  }

  public MapColumns columns() {
    return content.columns();
  }

  public TopicTree tree() {
    return content.tree();
  }

  /// The topic that is shown for an id: itself, or the one that it was merged into.
  ///
  /// @throws IllegalArgumentException when there is none
  Topic topic(int id) {
    return content.topic(id);
  }

  public BuildReport report() {
    return content.report();
  }

  /// Counts the edits of its topics.
  public long edits() {
    return content.edits();
  }

  /// The options it was built with.
  public MapOptions options() {
    return StoredOptions.of(generation().about()).orElseGet(MapOptions::defaults);
  }

  /// What it measures by: its distances, places and duplicates.
  public VectorMetric metric() {
    return options().metricOver(dataSnapshot().schema().latent().metric());
  }

  /// The same state with only some of its data; closed with this one, so leave it open.
  public MapSnapshot only(DatumSet part) {
    MapSnapshot fewer = new MapSnapshot(name, content, dataset);
    fewer.mapped = mapped().and(part);
    return fewer;
  }

  /// The data that have a place on the map.
  public DatumSet mapped() {
    DatumSet known = mapped;
    if (known == null) {
      known = MappedData.of(dataSnapshot(), generation());
      mapped = known;
    }
    return known;
  }

  /// The published state as it is stored; its rows are what [#columns] are in the order of.
  public Generation generation() {
    return content.generation();
  }

  /// The near pairs that the build kept, over the rows of the generation.
  EdgeScan nearPairs() {
    return content.nearPairs().get();
  }

  /// Row of a datum in the columns, or −1 where it is not on the map.
  public int row(int ordinal) {
    return mapped().contains(ordinal) ? generation().row(ordinal) : -1;
  }

  /// Rows of the mapped data, in ascending ordinal.
  public int[] rows() {
    int[] rows = mapped().ordinals();
    int[] covered = generation().rows().ordinals();
    int row = 0;
    for (int i = 0; i < rows.length; i++) {
      while (covered[row] != rows[i]) {
        row++;
      }
      rows[i] = row;
    }
    return rows;
  }

  @Override
  public <T> T read(Function<MapSnapshot, T> question) {
    return question.apply(this);
  }

  @Override
  public void close() {
    dataset.close();
  }
}
