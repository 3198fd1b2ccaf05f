package dev.portolan.index;

import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicCore;
import dev.portolan.index.topics.TopicCores;
import dev.portolan.index.topics.TopicRelabel;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.projection.LatentVectors;
import dev.portolan.projection.Progress;
import dev.portolan.storage.DataSnapshot;
import dev.portolan.storage.Generation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// What topics are called after an update: those that changed much are named anew, and of the
/// others it is written down which of them lost data, whose words may stand in their names.
///
/// @param latent vectors of the rows of now
record UpdateNaming(DataSnapshot data, MapOptions options, Comings comings, LatentVectors latent) {
  /// What stands in a generation about topics that lost data since they were named.
  static final String LOST = "portolan.lostTopics";

  /// A topic that grew or shrank by more is named anew.
  private static final double CHANGED = .1;

  private static final JsonMapper JSON = new JsonMapper();

  /// @param lost ids of topics that lost data since they were named
  /// @param labels what some were named after now; null where none was
  record Named(TopicTree tree, Set<Integer> lost, LabelTexts labels) {}

  /// The tree with the counts of now, without topics that lost all their data; named anew where one
  /// changed much.
  Named of(
      TopicTree treeThen,
      MapColumns then,
      int[] topicOfRow,
      float[] x,
      float[] y,
      Progress progress) {
    TopicTree tree = treeThen.counting(topicOfRow);
    Set<Integer> lost = lost(treeThen, then);
    lost.removeIf(id -> !tree.has(id));
    Set<Integer> changed =
        tree.topics().stream()
            .filter(topic -> {
              long before = treeThen.topic(topic.id()).count();
              return Math.abs(topic.count() - before) > CHANGED * before;
            })
            .map(Topic::id)
            .collect(Collectors.toSet());
    if (changed.isEmpty()) {
      return new Named(cored(tree, changed, topicOfRow, x, y), lost, null);
    }
    LabelTexts labels = MapRelabel.labels(data, comings.before(), comings.rows().ordinals());
    lost.removeAll(changed);
    TopicTree renamed =
        TopicRelabel.some(
            tree, changed, topicOfRow, latent, labels.source(), options.threads(), progress);
    return new Named(cored(renamed, changed, topicOfRow, x, y), lost, labels);
  }

  /// Cores are found anew where a topic changed much, or lost a datum that shows it best.
  private TopicTree cored(
      TopicTree tree, Set<Integer> changed, int[] topicOfRow, float[] x, float[] y) {
    return TopicCores.some(
        tree,
        topic -> changed.contains(topic.id()) || !stands(topic.core()),
        topicOfRow,
        comings.rows().ordinals(),
        x,
        y,
        latent,
        options.threads(),
        Progress.none());
  }

  private boolean stands(TopicCore core) {
    return core == null || core.exemplars().stream().allMatch(comings.there()::contains);
  }

  /// Topics whose words may stem from data that left since they were named.
  private Set<Integer> lost(TopicTree tree, MapColumns then) {
    Set<Integer> lost = lost(comings.before());
    int[] rowNow = comings.rowNow();
    for (int row = 0; row < rowNow.length; row++) {
      if (rowNow[row] < 0) {
        for (int id = then.topic()[row]; id > 0; id = tree.topic(id).parent()) {
          lost.add(id);
        }
      }
    }
    return lost;
  }

  /// Ids of topics that lost data since they were named, as a generation says.
  static Set<Integer> lost(Generation generation) {
    String json = generation.about().get(LOST);
    return json == null
        ? new TreeSet<>()
        : new TreeSet<>(List.of(JSON.readValue(json, Integer[].class)));
  }

  static String text(Set<Integer> lost) {
    return JSON.writeValueAsString(lost);
  }
}
