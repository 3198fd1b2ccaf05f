package dev.portolan.index;

import dev.portolan.projection.NeighborSearch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a build did and how well, stored with its generation.
///
/// @param built when it was published
/// @param data data on the map
/// @param withoutVector live data left out for want of a latent vector
/// @param unique distinct latent vectors among them
/// @param seed of everything random
/// @param threads that computed
/// @param metric that neighbours, positions, topics and duplicates were found by
/// @param projection settled parameters, as text
/// @param neighbors the neighbour graph
/// @param quality of the positions
/// @param topics how many there are and whom they cover
/// @param duplicates what was found, and the audit
/// @param stages in order, with time and memory
public record BuildReport(
    Instant built,
    int data,
    int withoutVector,
    int unique,
    long seed,
    int threads,
    String metric,
    String projection,
    Neighbors neighbors,
    Quality quality,
    Topics topics,
    Duplicates duplicates,
    List<Stage> stages) {
  private static final JsonMapper JSON = new JsonMapper();

  /// @param k neighbours per datum
  /// @param recall audited share of the true ones
  /// @param distances how many were measured; 0 where an earlier version built it
  /// @param edges of the graph that positions were laid out by, both directions counted; 0 where
  ///   there was none, or an earlier version built it
  public record Neighbors(int k, double recall, int rounds, long distances, int edges) {
    /// What there is to say, after their share, where too few of the true ones were found.
    public Optional<String> shortfall() {
      return recall >= NeighborSearch.ENOUGH
          ? Optional.empty()
          : Optional.of(
              "less than the %.0f %% asked for: the data have hardly any near neighbours; try another embedding or fewer dimensions"
                  .formatted(100 * NeighborSearch.ENOUGH));
    }
  }

  /// Exact on a seeded sample against all data.
  ///
  /// @param sample how many data
  /// @param trustworthiness at 15 neighbours (Venna & Kaski 2001)
  /// @param continuity at 15 neighbours (the same paper); null where an earlier version built it
  /// @param kept share of the 15 nearest neighbours that are so on the map too
  /// @param triplets share of random triplets whose order of distance is kept
  public record Quality(
      int sample, double trustworthiness, Double continuity, double kept, double triplets) {}

  /// @param depths levels of the hierarchy
  /// @param perDepth topics at each depth
  /// @param coverage share of the data with a topic, at each depth
  /// @param labels what topics are labelled by: a column, or `none`
  public record Topics(int depths, List<Integer> perDepth, List<Double> coverage, String labels) {}

  /// @param cutoff in the metric's unit; null when no duplicates were looked for
  /// @param retained who of a cluster stays, as `oldest` or `highest:votes`; null where an earlier
  ///   version built it, the oldest
  /// @param exact whether all pairs were compared
  /// @param clusters of two or more data
  /// @param candidates data that could be deleted
  /// @param ceiling largest cutoff that can be asked without a new search
  /// @param auditPairs true pairs met by the audit
  /// @param auditMissed of them not found
  /// @param recallBound lower 95 % bound of the share of pairs found (Clopper & Pearson)
  public record Duplicates(
      Double cutoff,
      String retained,
      boolean exact,
      int clusters,
      int candidates,
      double ceiling,
      long auditPairs,
      long auditMissed,
      double recallBound) {}

  /// @param seconds wall time
  /// @param peakMb largest heap in use while it ran, in MiB
  public record Stage(String name, double seconds, long peakMb) {}

  /// This report with topics labelled from something else.
  ///
  /// @param labels a column, or `none`
  BuildReport labelledFrom(String labels) {
    Topics relabelled = new Topics(topics.depths(), topics.perDepth(), topics.coverage(), labels);
    return new BuildReport(
        built,
        data,
        withoutVector,
        unique,
        seed,
        threads,
        metric,
        projection,
        neighbors,
        quality,
        relabelled,
        duplicates,
        stages);
  }

  /// This report after an update that moved nobody: how the graph and the positions are stays as
  /// the build measured it.
  ///
  /// @param found null where no duplicates are looked for
  /// @param exact whether new data were compared with all
  BuildReport updated(
      int data,
      int withoutVector,
      Topics topics,
      dev.portolan.index.duplicates.Duplicates found,
      boolean exact) {
    Duplicates counted = duplicates;
    int different = Math.min(unique, data);
    if (found.searched()) {
      var counts = found.counts();
      int[] copyOf = found.edges().copyOf();
      different = (int) IntStream.range(0, copyOf.length).filter(row -> copyOf[row] == row).count();
      counted =
          new Duplicates(
              duplicates.cutoff(),
              duplicates.retained(),
              duplicates.exact() && exact,
              counts.clusters(),
              counts.deletionCandidates(),
              found.edges().ceiling(),
              duplicates.auditPairs(),
              duplicates.auditMissed(),
              duplicates.recallBound());
    }
    return new BuildReport(
        built,
        data,
        withoutVector,
        different,
        seed,
        threads,
        metric,
        projection,
        neighbors,
        quality,
        topics,
        counted,
        stages);
  }

  public String toJson() {
    return JSON.writeValueAsString(this);
  }

  /// @throws IllegalArgumentException when the text is no report
  public static BuildReport fromJson(String json) {
    try {
      return JSON.readValue(json, BuildReport.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "a build report is no valid JSON (%s); rebuild the map".formatted(e.getOriginalMessage()),
          e);
    }
  }
}
