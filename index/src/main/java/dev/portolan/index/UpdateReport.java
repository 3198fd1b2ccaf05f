package dev.portolan.index;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What an update did, and why so.
///
/// @param from the generation before
/// @param level `place`, `relax`, `warm` or `refit`; [UpdateLevel]
/// @param reason why this level
/// @param placed data that are new on the map, or changed
/// @param dropped data that left it: deleted, without a vector now, or changed
/// @param drift the figures behind the level
/// @param quality of the positions after it; null where an earlier version updated
/// @param moved what became of data that were there and are
/// @param topics born, died and renamed
/// @param duplicates clusters and deletion candidates, before and after
/// @param notes sentences on what else is to be known: options that gave way, as their column is
///   gone
/// @param stages with time and memory
public record UpdateReport(
    long from,
    String level,
    String reason,
    int placed,
    int dropped,
    Drift drift,
    Quality quality,
    Moved moved,
    Topics topics,
    Duplicates duplicates,
    List<String> notes,
    List<BuildReport.Stage> stages) {
  private static final JsonMapper JSON = new JsonMapper();

  public UpdateReport {
    // Earlier versions wrote none.
    notes = notes == null ? List.of() : List.copyOf(notes);
  }

  /// How far the data have moved on since the map was last built.
  ///
  /// @param churn data placed and dropped since, as a share of the data then
  /// @param novelty share of this update's new data that lie farther from their nearest mapped
  ///   datum than 99 % of the data did at the build, or most of whose neighbours are new; null
  ///   without new data, or where an earlier version built the map
  /// @param unassigned share of the new data without a topic; null without new data or topics
  /// @param kept share of the new data's 15 nearest neighbours that are so on the map too, over a
  ///   sample; null without new data, or where all was built anew
  /// @param placedSince data placed since the build
  /// @param droppedSince data dropped since the build
  public record Drift(
      double churn,
      Double novelty,
      Double unassigned,
      Double kept,
      int placedSince,
      int droppedSince) {

    Drift withNovelty(Double share) {
      return new Drift(churn, share, unassigned, kept, placedSince, droppedSince);
    }

    Drift withUnassigned(Double share) {
      return new Drift(churn, novelty, share, kept, placedSince, droppedSince);
    }

    Drift withKept(Double share) {
      return new Drift(churn, novelty, unassigned, share, placedSince, droppedSince);
    }
  }

  /// @param sample how many data of the map were looked at
  /// @param kept share of their 15 nearest neighbours that are so on the map too; placed and
  ///   relaxed, by the graph instead of brute force, so that it costs no pass over the vectors
  /// @param before the same figure of the last build or warm update, or of the one before this
  public record Quality(int sample, double kept, double before) {}

  /// @param count data that lie elsewhere now
  /// @param medianShare median way of those who were there, as a share of the map's width
  public record Moved(int count, double medianShare) {}

  /// @param born topics that are new
  /// @param died topics that are gone
  /// @param renamed topics with another label
  public record Topics(int born, int died, int renamed) {}

  /// @param clusters of two or more data, after
  /// @param clustersBefore the same before
  /// @param candidates data that could be deleted, after
  /// @param candidatesBefore the same before
  public record Duplicates(
      int clusters, int clustersBefore, int candidates, int candidatesBefore) {}

  public String toJson() {
    return JSON.writeValueAsString(this);
  }

  /// @throws IllegalArgumentException when the text is no report
  public static UpdateReport fromJson(String json) {
    try {
      return JSON.readValue(json, UpdateReport.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "an update report is no valid JSON (%s); build the map anew"
              .formatted(e.getOriginalMessage()),
          e);
    }
  }
}
