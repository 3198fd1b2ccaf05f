package dev.portolan.benchmarks.projection;

/// What is asked of a contender.
enum Method {
  UMAP,
  TSNE,
  /// The last rows, placed on a UMAP of the others.
  PLACING
}
