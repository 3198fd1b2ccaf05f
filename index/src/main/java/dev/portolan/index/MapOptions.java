package dev.portolan.index;

import dev.portolan.index.duplicates.DuplicateCutoff;
import dev.portolan.index.duplicates.DuplicateOptions;
import dev.portolan.index.duplicates.Retention;
import dev.portolan.index.topics.Coverage;
import dev.portolan.index.topics.TopicSpace;
import dev.portolan.projection.Projection;
import dev.portolan.projection.VectorMetric;
import dev.portolan.storage.MapStore;
import dev.portolan.storage.Metric;

/// How a map is built.
///
/// Names that Atlas has too are the same, in Java case. Immutable.
///
/// @param labelField text column that labels topics and describes data; null takes the one with the
///   longest texts
/// @param metric the distance by which neighbours, positions, topics and duplicates are found; null
///   takes the dataset's own, cosine for dot
/// @param projection how positions are found
/// @param topics whether to look for topics
/// @param topicDepths levels of the topic hierarchy at most, 1 to 5
/// @param topicCoverage whether unclear data stay without a topic
/// @param topicSpace where topics are looked for
/// @param duplicates how near duplicates are, and who of them stays
/// @param seed of everything random: the same data and seed give the same map
/// @param threads computing threads; any number gives the same map
/// @param keepGenerations how many earlier generations stay beside the new one, at least 0
public record MapOptions(
    String labelField,
    VectorMetric metric,
    Projection projection,
    boolean topics,
    int topicDepths,
    Coverage topicCoverage,
    TopicSpace topicSpace,
    DuplicateOptions duplicates,
    long seed,
    int threads,
    int keepGenerations) {
  public static final long DEFAULT_SEED = 7;
  private static final int MAX_DEPTHS = 5;

  public MapOptions {
    if (topicDepths < 1 || topicDepths > MAX_DEPTHS) {
      throw new IllegalArgumentException(
          "topicDepths is %d; a topic hierarchy has 1 to %d levels"
              .formatted(topicDepths, MAX_DEPTHS));
    }
    if (threads < 1) {
      throw new IllegalArgumentException(
          "threads is %d; a build takes at least 1".formatted(threads));
    }
    if (keepGenerations < 0) {
      throw new IllegalArgumentException(
          "keepGenerations is %d; keep 0 or more earlier generations".formatted(keepGenerations));
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  public static MapOptions defaults() {
    return builder().build();
  }

  /// These options with topics labelled from another column, null for the one with the longest
  /// texts.
  public MapOptions withLabelField(String column) {
    return but().labelField(column).build();
  }

  /// These options with others retained of the duplicates.
  public MapOptions withRetention(Retention rule) {
    return but().retain(rule).build();
  }

  /// These options on at most so many threads.
  public MapOptions onAtMost(int most) {
    return but().threads(Math.min(most, threads)).build();
  }

  /// These options with positions found in another way.
  public MapOptions withProjection(Projection other) {
    return but().projection(other).build();
  }

  private Builder but() {
    Builder same = new Builder();
    same.labelField = labelField;
    same.metric = metric;
    same.projection = projection;
    same.topics = topics;
    same.topicDepths = topicDepths;
    same.topicCoverage = topicCoverage;
    same.topicSpace = topicSpace;
    same.duplicates = duplicates.cutoff();
    same.retention = duplicates.retention();
    same.exactDuplicates = duplicates.exact();
    same.seed = seed;
    same.threads = threads;
    same.keepGenerations = keepGenerations;
    return same;
  }

  /// How many of its nearest decide where a datum is placed that comes to the map.
  public int placers() {
    return projection instanceof Projection.Umap umap
        ? umap.nNeighbors()
        : Projection.Umap.defaults().nNeighbors();
  }

  /// What a map of a dataset measures by under these options.
  public VectorMetric metricOver(Metric dataset) {
    if (metric != null) {
      return metric;
    }
    return switch (dataset) {
      case COSINE, DOT -> VectorMetric.COSINE;
      case EUCLIDEAN -> VectorMetric.EUCLIDEAN;
    };
  }

  /// Options one by one; what is not said keeps its default.
  public static final class Builder {
    private String labelField;
    private VectorMetric metric;
    private Projection projection;
    private int nNeighbors = Projection.Umap.defaults().nNeighbors();
    private float minDist = Projection.Umap.defaults().minDist();
    private float spread = Projection.Umap.defaults().spread();
    private int nEpochs;
    private int negativeSamples = Projection.Umap.defaults().negativeSamples();
    private Projection.Init init = Projection.Umap.defaults().init();
    private boolean topics = true;
    private int topicDepths = 3;
    private Coverage topicCoverage = Coverage.PARTIAL;
    private TopicSpace topicSpace = TopicSpace.GRAPH;
    private DuplicateCutoff duplicates = new DuplicateCutoff.Default();
    private Retention retention = new Retention.Oldest();
    private boolean exactDuplicates;
    private long seed = DEFAULT_SEED;
    private int threads = Runtime.getRuntime().availableProcessors();
    private int keepGenerations = MapStore.KEPT;

    private Builder() {}

    public Builder labelField(String column) {
      labelField = column;
      return this;
    }

    /// The distance that a map's neighbours, positions, topics and duplicates are found by; the
    /// dataset's own unless said.
    ///
    /// A vector of length 0 has no direction: a dataset that holds one cannot be mapped by cosine.
    public Builder metric(VectorMetric chosen) {
      metric = chosen;
      return this;
    }

    /// A projection with its parameters; wins over the parameters of UMAP set one by one.
    public Builder projection(Projection chosen) {
      projection = chosen;
      return this;
    }

    public Builder nNeighbors(int value) {
      nNeighbors = value;
      return this;
    }

    public Builder minDist(double value) {
      minDist = (float) value;
      return this;
    }

    public Builder spread(double value) {
      spread = (float) value;
      return this;
    }

    /// Passes of the optimiser; 0 chooses by size.
    public Builder nEpochs(int value) {
      nEpochs = value;
      return this;
    }

    /// Repulsions per attraction.
    public Builder negativeSamples(int value) {
      negativeSamples = value;
      return this;
    }

    /// Where positions begin.
    public Builder init(Projection.Init value) {
      init = value;
      return this;
    }

    public Builder topics(boolean wanted) {
      topics = wanted;
      return this;
    }

    public Builder topicDepths(int most) {
      topicDepths = most;
      return this;
    }

    /// Whether data that belong nowhere clearly stay without a topic (the default), or all get one.
    public Builder topicCoverage(Coverage wanted) {
      topicCoverage = wanted;
      return this;
    }

    /// Where topics are looked for: in the graph of neighbours (the default), or on the map.
    public Builder topicSpace(TopicSpace wanted) {
      topicSpace = wanted;
      return this;
    }

    /// A distance in the unit of the map's metric.
    public Builder duplicateCutoff(double distance) {
      duplicates = new DuplicateCutoff.Absolute(distance);
      return this;
    }

    public Builder duplicates(DuplicateCutoff cutoff) {
      duplicates = cutoff;
      return this;
    }

    /// Who of a cluster of duplicates stays; the oldest unless said.
    public Builder retain(Retention rule) {
      retention = rule;
      return this;
    }

    /// Whether duplicates are found by comparing all pairs, for at most
    /// [DuplicateOptions#MOST_EXACT] data: `n²·d` multiplications.
    public Builder exactDuplicates(boolean wanted) {
      exactDuplicates = wanted;
      return this;
    }

    public Builder seed(long value) {
      seed = value;
      return this;
    }

    public Builder threads(int value) {
      threads = value;
      return this;
    }

    public Builder keepGenerations(int earlier) {
      keepGenerations = earlier;
      return this;
    }

    public MapOptions build() {
      Projection.Umap umap =
          new Projection.Umap(nNeighbors, minDist, spread, nEpochs, negativeSamples, init);
      return new MapOptions(
          labelField,
          metric,
          projection == null ? umap : projection,
          topics,
          topicDepths,
          topicCoverage,
          topicSpace,
          new DuplicateOptions(duplicates, retention, exactDuplicates),
          seed,
          threads,
          keepGenerations);
    }
  }
}
