package dev.portolan.storage;

/// When a write returns.
public enum Durability {
  /// Once it is on disk: a kill or a power loss cannot undo it. Writes of several threads share one
  /// commit.
  NOW,

  /// Once it is buffered: it becomes durable, and visible, with the next commit. That is a later
  /// write with [#NOW], a flush, a close, or this writer's own after 10,000 data or 64 MB. For
  /// loops of single writes.
  LATER
}
