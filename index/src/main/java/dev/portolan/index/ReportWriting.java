package dev.portolan.index;

import dev.portolan.index.duplicates.DuplicateAudit;
import dev.portolan.index.duplicates.DuplicateOptions;
import dev.portolan.index.duplicates.Duplicates;
import dev.portolan.index.topics.TopicTree;
import dev.portolan.index.topics.Topics;
import dev.portolan.projection.ExactCopies;
import dev.portolan.projection.MapQuality;
import dev.portolan.projection.NeighborResult;
import dev.portolan.projection.Positions;
import dev.portolan.projection.Projection;
import dev.portolan.projection.ProjectionMethod;
import dev.portolan.storage.DataSnapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Puts what the stages found into the build report.
final class ReportWriting {
  private ReportWriting() {}

  static BuildReport report(
      DataSnapshot data,
      MapOptions options,
      NeighborResult neighbors,
      Positions positions,
      MapBuild.Measured measured,
      Topics topics,
      String labels,
      Duplicates duplicates,
      ExactCopies copies,
      StageClock clock) {
    int n = topics.topicOfRow().length;
    MapQuality quality = measured.quality();
    return new BuildReport(
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        n,
        data.count() - n,
        copies.uniqueCount(),
        options.seed(),
        options.threads(),
        options.metricOver(data.schema().latent().metric()).name().toLowerCase(Locale.ROOT),
        text(positions.projection()),
        new BuildReport.Neighbors(
            neighbors.graph().k(),
            neighbors.recall(),
            neighbors.rounds(),
            neighbors.measured(),
            positions.edges()),
        new BuildReport.Quality(
            quality.sampled(),
            quality.trustworthiness(),
            quality.continuity(),
            quality.kept(),
            quality.triplets()),
        topics(topics.tree(), topics.topicOfRow(), labels),
        duplicates(duplicates, options.duplicates().settled(n), measured.audit()),
        clock.stages());
  }

  /// The settled projection, its parameters as papers and other libraries name them.
  private static String text(Projection projection) {
    return switch (projection) {
      case Projection.Umap umap ->
          "umap, n_neighbors %d, min_dist %s, spread %s, n_epochs %d, %d negative samples, init %s"
              .formatted(
                  umap.nNeighbors(),
                  umap.minDist(),
                  umap.spread(),
                  umap.nEpochs(),
                  umap.negativeSamples(),
                  umap.init());
      case Projection.Tsne tsne ->
          "tsne, perplexity %s, early_exaggeration %s, iterations %d, learning_rate %s, init %s"
              .formatted(
                  tsne.perplexity(),
                  tsne.earlyExaggeration(),
                  tsne.iterations(),
                  tsne.learningRate(),
                  tsne.init());
      case Projection.Pca _ -> "pca";
      case Projection.Discovered(String method) ->
          method + ", " + ProjectionMethod.named(method).about();
      case Projection.Auto _ -> "auto";
    };
  }

  static BuildReport.Topics topics(TopicTree tree, int[] topicOfRow, String labels) {
    List<Integer> perDepth = new ArrayList<>();
    List<Double> coverage = new ArrayList<>();
    for (int depth = 1; depth <= tree.depths(); depth++) {
      perDepth.add(tree.atDepth(depth).size());
      int covered = 0;
      int[] onPath = tree.onPath(depth);
      for (int topic : topicOfRow) {
        covered += onPath[topic] == 0 ? 0 : 1;
      }
      coverage.add((double) covered / Math.max(1, topicOfRow.length));
    }
    return new BuildReport.Topics(tree.depths(), perDepth, coverage, labels);
  }

  private static BuildReport.Duplicates duplicates(
      Duplicates duplicates, DuplicateOptions options, DuplicateAudit audit) {
    Duplicates.Counts counts = duplicates.counts();
    return new BuildReport.Duplicates(
        duplicates.searched() ? duplicates.cutoff() : null,
        options.retention().text(),
        options.exact(),
        counts.clusters(),
        counts.deletionCandidates(),
        duplicates.searched() ? duplicates.edges().ceiling() : 0,
        audit.pairs(),
        audit.missed(),
        audit.lowerBound());
  }
}
