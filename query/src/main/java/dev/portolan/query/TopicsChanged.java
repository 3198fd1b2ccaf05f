package dev.portolan.query;

import dev.portolan.index.TopicLedger;
import dev.portolan.index.topics.RetiredTopic;
import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How the topics of a map changed between two generations, as builds found them, without edits.
///
/// @param from the earlier generation
/// @param to the later one
/// @param kept topics that went on, in the order of the later tree
/// @param appeared topics that are new
/// @param retired topics that are gone, with those that took over
public record TopicsChanged(
    long from, long to, List<Kept> kept, List<Topic> appeared, List<RetiredTopic> retired) {

  /// The topics of one generation.
  public record State(long generation, TopicTree tree) {}

  /// A topic in both.
  public record Kept(Topic before, Topic now) {
    public boolean renamed() {
      return !before.label().equals(now.label());
    }

    /// How many data more it has.
    public long growth() {
      return now.count() - before.count();
    }
  }

  public static TopicsChanged between(State from, State to, TopicLedger ledger) {
    Map<Integer, Topic> gone = new HashMap<>();
    from.tree().topics().forEach(topic -> gone.put(topic.id(), topic));
    List<Kept> kept = new ArrayList<>();
    List<Topic> appeared = new ArrayList<>();
    for (Topic topic : to.tree().topics()) {
      Topic before = gone.remove(topic.id());
      if (before == null) {
        appeared.add(topic);
      } else {
        kept.add(new Kept(before, topic));
      }
    }
    List<RetiredTopic> retired =
        from.tree().topics().stream()
            .filter(topic -> gone.containsKey(topic.id()))
            .map(topic ->
                ledger
                    .retired(topic.id())
                    .orElse(new RetiredTopic(topic.id(), topic.depth(), topic.label(), List.of())))
            .toList();
    return new TopicsChanged(from.generation(), to.generation(), kept, appeared, retired);
  }
}
