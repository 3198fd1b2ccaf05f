package dev.portolan.index;

import dev.portolan.index.duplicates.DuplicateCutoff;
import dev.portolan.projection.Projection;
import dev.portolan.storage.MapStore;

/// How a map is built.
///
/// Names that Atlas has too are the same, in Java case. Immutable.
///
/// @param labelField text column that labels topics and describes data; null takes the one with the
///   longest texts
/// @param projection how positions are found
/// @param topics whether to look for topics
/// @param topicDepths levels of the topic hierarchy at most, 1 to 5
/// @param duplicates how near duplicates are
/// @param seed of everything random: the same data and seed give the same map
/// @param threads computing threads; any number gives the same map
/// @param keepGenerations how many earlier generations stay beside the new one, at least 0
public record MapOptions(
    String labelField,
    Projection projection,
    boolean topics,
    int topicDepths,
    DuplicateCutoff duplicates,
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
    return new MapOptions(
        column, projection, topics, topicDepths, duplicates, seed, threads, keepGenerations);
  }

  /// Options one by one; what is not said keeps its default.
  public static final class Builder {
    private String labelField;
    private Projection projection;
    private int nNeighbors = Projection.Umap.defaults().nNeighbors();
    private float minDist = Projection.Umap.defaults().minDist();
    private float spread = Projection.Umap.defaults().spread();
    private int nEpochs;
    private boolean topics = true;
    private int topicDepths = 3;
    private DuplicateCutoff duplicates = new DuplicateCutoff.Default();
    private long seed = DEFAULT_SEED;
    private int threads = Runtime.getRuntime().availableProcessors();
    private int keepGenerations = MapStore.KEPT;

    private Builder() {}

    public Builder labelField(String column) {
      labelField = column;
      return this;
    }

    /// A projection with its parameters; wins over the parameters set one by one.
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

    public Builder topics(boolean wanted) {
      topics = wanted;
      return this;
    }

    public Builder topicDepths(int most) {
      topicDepths = most;
      return this;
    }

    /// A distance in the dataset's unit.
    public Builder duplicateCutoff(double distance) {
      duplicates = new DuplicateCutoff.Absolute(distance);
      return this;
    }

    public Builder duplicates(DuplicateCutoff cutoff) {
      duplicates = cutoff;
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
          new Projection.Umap(
              nNeighbors,
              minDist,
              spread,
              nEpochs,
              Projection.Umap.defaults().negativeSamples(),
              Projection.Umap.defaults().start());
      return new MapOptions(
          labelField,
          projection == null ? umap : projection,
          topics,
          topicDepths,
          duplicates,
          seed,
          threads,
          keepGenerations);
    }
  }
}
