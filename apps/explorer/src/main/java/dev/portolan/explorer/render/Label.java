package dev.portolan.explorer.render;

import java.awt.Color;
import java.awt.Font;
import java.util.List;

/// A label that looks for its place.
///
/// @param anchor pixel that it belongs to
/// @param lines of text
/// @param needed whether it may go some way off, with a line to its anchor
record Label(Anchor anchor, List<String> lines, Font font, Color color, boolean needed) {}
