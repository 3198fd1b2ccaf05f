package dev.portolan.index;

/// What an update may do.
public enum UpdatePolicy {
  /// The least that will do: [#PLACE], unless new data lie badly then or much changed.
  AUTO,
  /// New data are placed, however much changed, and who was there stays where they are; only a map
  /// of which nothing is left is built anew.
  PLACE,
  /// As [#PLACE], then new data and those who have them among their nearest find better places
  /// together; all others stay. For maps by UMAP.
  RELAX,
  /// Neighbours, topics and duplicates are found anew, and all positions go on from where they are.
  /// For maps by UMAP.
  WARM,
  /// The map is built anew, and turned to lie on the old one.
  REFIT
}
