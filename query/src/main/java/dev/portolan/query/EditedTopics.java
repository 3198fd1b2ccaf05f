package dev.portolan.query;

import dev.portolan.index.topics.Topic;
import dev.portolan.index.topics.TopicTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The topics of a map as a person left them: found ones with the edits applied.
///
/// @param tree what is shown
/// @param shownAs for each found topic that is not in it the one that has its data, 0 for none
/// @param waiting edits that name a topic that is not there, or is there no more
public record EditedTopics(TopicTree tree, Map<Integer, Integer> shownAs, List<TopicEdit> waiting) {

  /// Applies edits in their order. `O(topics·edits)` at most.
  public static EditedTopics of(TopicTree found, List<TopicEdit> edits) {
    if (edits.isEmpty()) {
      return new EditedTopics(found, Map.of(), List.of());
    }
    Editing editing = new Editing(found);
    List<TopicEdit> waiting = edits.stream().filter(edit -> !editing.apply(edit)).toList();
    return editing.done(waiting);
  }

  /// The topic that a found topic's data are shown in.
  public int shown(int topic) {
    return shownAs.getOrDefault(topic, topic);
  }

  /// The deepest topic each row is shown in.
  ///
  /// @param topicOfRow `[n]`, as found
  public int[] shown(int[] topicOfRow) {
    if (shownAs.isEmpty()) {
      return topicOfRow;
    }
    int[] shown = new int[topicOfRow.length];
    int last = 0;
    int lastShown = 0;
    for (int row = 0; row < shown.length; row++) {
      if (topicOfRow[row] != last) {
        last = topicOfRow[row];
        lastShown = last == 0 ? 0 : shown(last);
      }
      shown[row] = lastShown;
    }
    return shown;
  }

  /// A tree under edit; topics in the order of the found one, so that parents stay first.
  private static final class Editing {
    private final TopicTree found;
    private final Map<Integer, Topic> there = new LinkedHashMap<>();
    private final Map<Integer, Integer> shownAs = new HashMap<>();
    private final Set<Integer> renamed = new LinkedHashSet<>();
    private final Set<Integer> named = new LinkedHashSet<>();

    Editing(TopicTree found) {
      this.found = found;
      found.topics().forEach(topic -> there.put(topic.id(), topic));
    }

    boolean apply(TopicEdit edit) {
      return switch (edit) {
        case TopicEdit.Rename(int topic, String label) -> rename(topic, label);
        case TopicEdit.Name(Map<Integer, String> labels) -> name(labels);
        case TopicEdit.Merge(int topic, int into) -> merge(topic, into);
        case TopicEdit.Hide(int topic) -> hide(topic);
      };
    }

    private boolean rename(int id, String label) {
      Topic topic = there.get(id);
      if (topic != null) {
        there.put(id, topic.called(label));
        renamed.add(id);
      }
      return topic != null;
    }

    private boolean name(Map<Integer, String> labels) {
      labels.forEach((id, label) -> {
        if (there.containsKey(id) && !renamed.contains(id)) {
          there.put(id, there.get(id).called(label));
          named.add(id);
        }
      });
      return labels.keySet().stream().anyMatch(there::containsKey);
    }

    private boolean merge(int id, int into) {
      Topic gone = there.get(id);
      Topic larger = there.get(into);
      boolean siblings = gone != null && larger != null && gone.parent() == larger.parent();
      if (!siblings || id == into) {
        return false;
      }
      there.remove(id);
      there.put(into, larger.counting(larger.count() + gone.count()));
      there.replaceAll((_, topic) -> topic.parent() == id ? topic.under(into) : topic);
      shownAs.put(id, into);
      return true;
    }

    private boolean hide(int id) {
      Topic topic = there.remove(id);
      if (topic == null) {
        return false;
      }
      shownAs.put(id, Math.max(0, topic.parent()));
      List<Integer> children =
          there.values().stream().filter(child -> child.parent() == id).map(Topic::id).toList();
      children.forEach(this::hide);
      return true;
    }

    EditedTopics done(List<TopicEdit> waiting) {
      makeLabelsUnique();
      Map<Integer, Integer> ends = new HashMap<>();
      for (Topic topic : found.topics()) {
        if (!there.containsKey(topic.id())) {
          ends.put(topic.id(), end(topic.id()));
        }
      }
      return new EditedTopics(new TopicTree(List.copyOf(there.values())), ends, waiting);
    }

    /// Of two topics with one label, one that was found gives way to one that was named, and that
    /// to one a person renamed. Edits are checked when they are made, but a build or an earlier
    /// generation may bring back a topic whose label another was given meanwhile.
    private void makeLabelsUnique() {
      Set<Integer> strongestFirst = new LinkedHashSet<>(renamed);
      strongestFirst.addAll(named);
      strongestFirst.addAll(there.keySet());
      Set<String> taken = new HashSet<>();
      for (int id : strongestFirst) {
        Topic topic = there.get(id);
        if (topic != null) {
          String label = topic.label();
          for (int i = 2; !taken.add(label); i++) {
            label = topic.label() + " (" + i + ")";
          }
          there.put(id, topic.called(label));
        }
      }
    }

    private int end(int topic) {
      int id = topic;
      while (id != 0 && !there.containsKey(id)) {
        id = shownAs.get(id);
      }
      return id;
    }
  }
}
