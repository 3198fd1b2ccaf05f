package dev.portolan.index;

/// What an update may do.
public enum UpdatePolicy {
  /// New data are placed, unless so much changed that the map no longer fits its data: then it is
  /// built anew and turned to lie on the old one.
  AUTO,
  /// New data are placed, however much changed, and who was there stays where they are; only a map
  /// of which nothing is left is built anew.
  PLACE,
  /// The map is built anew, and turned to lie on the old one.
  REFIT
}
