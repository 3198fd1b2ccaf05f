package dev.portolan.index.topics;

/// How far topics reach.
public enum Coverage {
  /// Data that belong nowhere clearly stay unassigned from the depth on where that is so.
  PARTIAL,
  /// Every datum gets a topic at every depth, at worst the one of the nearest clustered datum.
  FULL
}
