package dev.portolan.index;

/// What an update may do.
public enum UpdatePolicy {
  /// New data are placed, unless so much changed that the map no longer fits its data: then it is
  /// built anew and turned to lie on the old one.
  AUTO,
  /// New data are placed, whatever changed; who was there stays where they are.
  PLACE,
  /// The map is built anew, and turned to lie on the old one.
  REFIT
}
