package dev.portolan.index;

import dev.portolan.index.topics.TopicLayout;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.DatumSet;
import dev.portolan.storage.Generation;
import dev.portolan.storage.MapStore;
import dev.portolan.storage.StorageException;
import java.util.Arrays;
import java.util.Optional;

/// The topics of a map's newest generation, as a build over the data of now sees them.
///
/// @param tree of that generation; empty where there is none
/// @param layout the space they were clustered in; empty where it does not fit this build: by
///   another metric or seed, over another space, or by a version that did not keep it
/// @param alike whether the same depths and coverage are asked for
/// @param rowBefore `[n]`, the row of each datum in that generation; −1 for one that is new or
///   changed since
/// @param topicBefore `[n]`, the deepest topic of each datum, 0 for none, −1 where `rowBefore` is
record TopicsBefore(
    TopicTree tree,
    Optional<TopicLayout> layout,
    boolean alike,
    int[] rowBefore,
    int[] topicBefore) {
  static final String LAYOUT_FILE = "topiclayout.bin";

  /// A generation that cannot be read counts as none: a build is how a damaged map is mended.
  ///
  /// @param ordinals `[n]` of the data of the build
  static TopicsBefore of(MapStore maps, DataSnapshot data, int[] ordinals, MapOptions options) {
    try {
      return maps.newest().isPresent()
          ? maps.readNewest(number -> of(maps, maps.read(number), data, ordinals, options))
          : none(ordinals.length);
    } catch (StorageException | IllegalArgumentException e) {
      return none(ordinals.length);
    }
  }

  private static TopicsBefore none(int n) {
    int[] nowhere = new int[n];
    Arrays.fill(nowhere, -1);
    return new TopicsBefore(TopicTree.empty(), Optional.empty(), false, nowhere, nowhere);
  }

  private static TopicsBefore of(
      MapStore maps, Generation before, DataSnapshot data, int[] ordinals, MapOptions options) {
    TopicsBefore nothing = none(ordinals.length);
    TopicTree tree = MapBuild.topicTree(maps, before);
    Optional<MapOptions> then = StoredOptions.of(before.about());
    if (tree.depths() == 0) {
      return nothing;
    }
    DatumSet unchanged = MappedData.of(data, before);
    int[] topics = MapColumns.of(before).topic();
    int[] rowBefore = nothing.rowBefore().clone();
    int[] topicBefore = nothing.topicBefore().clone();
    for (int row = 0; row < ordinals.length; row++) {
      if (unchanged.contains(ordinals[row])) {
        rowBefore[row] = before.row(ordinals[row]);
        topicBefore[row] = topics[rowBefore[row]];
      }
    }
    Optional<TopicLayout> layout =
        then.isPresent() && sameSpace(then.get(), options, data)
            ? layout(maps, before)
            : Optional.empty();
    return new TopicsBefore(
        tree, layout, then.isPresent() && sameCuts(then.get(), options), rowBefore, topicBefore);
  }

  private static boolean sameSpace(MapOptions then, MapOptions now, DataSnapshot data) {
    var own = data.schema().latent().metric();
    return then.metricOver(own) == now.metricOver(own)
        && then.seed() == now.seed()
        && then.topicSpace() == now.topicSpace();
  }

  private static Optional<TopicLayout> layout(MapStore maps, Generation before) {
    return maps.fitHas(before, LAYOUT_FILE)
        ? TopicLayout.fromBytes(maps.fit(before, LAYOUT_FILE))
        : Optional.empty();
  }

  private static boolean sameCuts(MapOptions then, MapOptions now) {
    return then.topicDepths() == now.topicDepths() && then.topicCoverage() == now.topicCoverage();
  }
}
