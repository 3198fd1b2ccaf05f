package dev.portolan.explorer.render;

/// A place on the map that something belongs to.
record Anchor(double x, double y) {}
