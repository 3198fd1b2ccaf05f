package dev.portolan.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portolan.storage.MapEdits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The edits of a map's topics, oldest first, as they stand in its `edits/`. Immutable.
public record TopicEditLog(List<Entry> entries) {
  private static final String KEY = "portolan.topicEdits";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              rule -> rule.withValueInclusion(JsonInclude.Include.NON_DEFAULT))
          .build();

  public TopicEditLog {
    entries = List.copyOf(entries);
  }

  /// @param made when
  public record Entry(Instant made, TopicEdit edit) {}

  /// An entry as JSON has it; what an edit does not need is left out.
  private record Line(
      String edit,
      int topic,
      Integer into,
      String label,
      Map<Integer, String> labels,
      Instant made) {}

  public static TopicEditLog read(MapEdits edits) {
    return parse(edits.read().get(KEY));
  }

  static TopicEditLog parse(String json) {
    if (json == null) {
      return new TopicEditLog(List.of());
    }
    try {
      List<Entry> entries = new ArrayList<>();
      for (Line line : JSON.readValue(json, Line[].class)) {
        entries.add(new Entry(line.made(), edit(line)));
      }
      return new TopicEditLog(entries);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "the topic edits of a map are no valid JSON (%s); restore its edits from a backup"
              .formatted(e.getOriginalMessage()),
          e);
    }
  }

  /// @param dataset key of the dataset the map is of
  public void write(MapEdits edits, String dataset) {
    edits.write(dataset, Map.of(KEY, toJson()));
  }

  String toJson() {
    return JSON.writeValueAsString(entries.stream().map(TopicEditLog::line).toList());
  }

  /// With one more.
  public TopicEditLog with(TopicEdit edit, Instant made) {
    List<Entry> more = new ArrayList<>(entries);
    more.add(new Entry(made, edit));
    return new TopicEditLog(more);
  }

  /// Ids of the topics that a person gave a label.
  public Set<Integer> renamed() {
    return entries.stream()
        .map(Entry::edit)
        .filter(TopicEdit.Rename.class::isInstance)
        .map(edit -> ((TopicEdit.Rename) edit).topic())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Without the last one.
  public TopicEditLog withoutLast() {
    return new TopicEditLog(entries.subList(0, entries.size() - 1));
  }

  private static TopicEdit edit(Line line) {
    return switch (line.edit()) {
      case "rename" -> new TopicEdit.Rename(line.topic(), line.label());
      case "name" -> new TopicEdit.Name(line.labels());
      case "merge" -> new TopicEdit.Merge(line.topic(), line.into());
      case "hide" -> new TopicEdit.Hide(line.topic());
      default ->
          throw new IllegalArgumentException(
              "topic edit '%s' is not known; there are rename, name, merge, hide; a later version wrote it"
                  .formatted(line.edit()));
    };
  }

  private static Line line(Entry entry) {
    return switch (entry.edit()) {
      case TopicEdit.Rename(int topic, String label) ->
          new Line("rename", topic, null, label, null, entry.made());
      case TopicEdit.Name(Map<Integer, String> labels) ->
          new Line("name", 0, null, null, labels, entry.made());
      case TopicEdit.Merge(int topic, int into) ->
          new Line("merge", topic, into, null, null, entry.made());
      case TopicEdit.Hide(int topic) -> new Line("hide", topic, null, null, null, entry.made());
    };
  }
}
